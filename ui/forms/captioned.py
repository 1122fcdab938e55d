"""A plain input under its caption, with room for what is wrong with it.  Checks nothing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui.forms.field_input import FieldInput
from ui.widgets.basics import label
from ui.widgets.date_input import DateInput
from ui.wording import say


class Captioned(QWidget):
    """Caption, hint, error, input; `made` may be changed for another by `put`."""

    def __init__(self, words: str, made: QWidget, hint: str = "", widest: int = 420) -> None:
        super().__init__()
        self._words, self._hint, self._widest = words, hint, widest
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._caption, self._error = label(words, "label"), label(kind="error")
        self._error.hide()
        self._column.addWidget(self._caption)
        if hint:
            self._column.addWidget(label(hint, "hint"))
        self._column.addWidget(self._error)
        self.made = made
        self._take(made)

    def put(self, made: QWidget) -> None:
        """Set another input in place of the one that is there."""
        self._column.removeWidget(self.made)
        self.made.hide()
        self.made.deleteLater()
        self._take(made)

    def show_error(self, sentence: str) -> None:
        """Show what is wrong, or nothing."""
        self._error.setText(say("form.error", message=sentence) if sentence else "")
        self._error.setVisible(bool(sentence))
        self._name(f"{sentence} {self._hint}".strip())
        if isinstance(self.made, FieldInput | DateInput):
            self.made.set_wrong(bool(sentence))

    def _take(self, made: QWidget) -> None:
        self.made = made
        self._caption.setBuddy(made)
        self._name(self._hint)
        made.setMaximumWidth(self._widest)
        self._column.addWidget(made)

    def _name(self, description: str) -> None:
        if isinstance(self.made, FieldInput | DateInput):
            self.made.set_name(self._words, description)
        else:
            self.made.setAccessibleName(self._words)
            self.made.setAccessibleDescription(description)


def offer(box: QComboBox, choices: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer choices in a box after "Choose…"; what is chosen is what was meant, or nothing yet."""
    box.blockSignals(True)
    box.clear()
    box.addItem(say("form.choose_one"), None)
    for words, code in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
