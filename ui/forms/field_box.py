"""One question on the page: label above, hint under it, error, input.  Checks nothing."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from earlyhelp.forms.definition import Field
from ui.forms.field_input import FieldInput
from ui.theme import restyle
from ui.widgets.basics import label
from ui.widgets.pill import Pill
from ui.wording import say


class FieldBox(QFrame):
    """The frame of an input; the same words stand at the field and in the summary."""

    def __init__(self, key: str, field: Field, made: FieldInput) -> None:
        super().__init__()
        self.setObjectName("field")
        self.key, self.field, self.input = key, field, made
        self.setProperty("wrong", "false")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label = label(kind="label")
        self.label.setBuddy(made)
        self.show_needed(needed=field.required)
        self._error = label(kind="error")
        self._error.hide()
        self._notice: Pill | None = None
        column.addWidget(self.label)
        if field.hint:
            column.addWidget(label(field.hint, "hint"))
        column.addWidget(self._error)
        column.addWidget(made)
        made.set_name(field.label, field.hint)

    def show_needed(self, *, needed: bool) -> None:
        """Say in the label whether it may be left empty: other answers can change that."""
        free = not needed and self.field.kind != "known"
        words = say("form.optional", label=self.field.label) if free else self.field.label
        if self.label.text() != words:
            self.label.setText(words)

    def show_notice(self, sentence: str) -> None:
        """Show a gentle warning under the input, or take it away; nothing is wrong."""
        if self._notice is None:
            if not sentence:
                return
            self._notice = Pill(sentence, "warn")
            self._column.addWidget(self._notice)
        self._notice.setVisible(bool(sentence))
        if sentence:
            self._notice.show_state(sentence, "warn")
        self.input.set_name(self.field.label, f"{sentence} {self.field.hint}".strip())

    def show_error(self, sentence: str) -> None:
        """Show what is wrong, or nothing."""
        wrong = "true" if sentence else "false"
        changed = self.property("wrong") != wrong  # dressing anew is dear: only when it must be
        self._error.setText(say("form.error", message=sentence) if sentence else "")
        self._error.setVisible(bool(sentence))
        if changed:
            self.setProperty("wrong", wrong)
            restyle(self)
            self._column.setContentsMargins(12 if sentence else 0, 0, 0, 0)
            self.input.set_wrong(bool(sentence))
        self.input.set_name(self.field.label, f"{sentence} {self.field.hint}".strip())
