"""The dialog for one's own passphrase: the present one, the new one twice.  Decides nothing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.file_line import FileLine
from ui.widgets.flow import FlowLayout
from ui.widgets.receipt import ReceiptLine
from ui.wording import say

_LONGEST, _LETTERS, _EDGE = 256, 76, 24
_SECRET = ("present", "new", "again")


class PassphraseDialog(QDialog):
    """Emits `change_pressed` with present, new, new again and key file; forgets them when it closes."""

    change_pressed = Signal(str, str, str, str)

    def __init__(self, parent: QWidget | None, *, key_file: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("passphrase.title"))
        self.setAccessibleName(say("passphrase.title"))
        self.lines = {name: QLineEdit() for name in _SECRET}
        self.key_file = FileLine(say("passphrase.key_file"))
        self._inputs: dict[str, QWidget] = {**self.lines}
        if key_file:
            self._inputs["key_file"] = self.key_file
        self._errors = {name: label(kind="error") for name in self._inputs}
        self._failure, self._done = Banner(), ReceiptLine()
        self.form = self._form()
        self.answers = QWidget()
        answers = FlowLayout(self.answers, gap=8)
        self.change = button(say("passphrase.change"), "go", self._press)
        answers.addWidget(self.change)
        answers.addWidget(button(say("passphrase.cancel"), pressed=self.reject))
        self.close_button = button(say("passphrase.close"), pressed=self.accept)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, 16)
        column.setSpacing(12)
        for part in (label(say("passphrase.title"), "title"), self._failure, self._done):
            column.addWidget(part)
        column.addWidget(self.form, 1)
        column.addWidget(self.answers)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.close_button.hide()
        self.change.setDefault(True)  # Enter in a field sends
        self._room = parent.window().size() * 0.9 if parent else QSize(_LONGEST, _LONGEST) * 8
        self._fit()
        self.lines["present"].setFocus()

    def _form(self) -> QScrollArea:
        body = QWidget()
        body.setObjectName("scroll_body")
        column = self._fields = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        for name, made in self._inputs.items():
            self._add(column, name, made)
        show = QCheckBox(say("passphrase.show"))
        show.toggled.connect(self._show_letters)
        column.addWidget(show)
        column.addStretch(1)
        self._show_letters(False)
        policy = body.sizePolicy()  # as tall as its lines need at this width, and no taller
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        body.setSizePolicy(policy)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        return scroll

    def _fit(self) -> None:
        """Be as tall as every line needs; where that is more than the room, the fields scroll."""
        width = min(self.fontMetrics().averageCharWidth() * _LETTERS, self._room.width())
        inner = width - 2 * _EDGE - self.form.verticalScrollBar().sizeHint().width()
        height = self._column.totalHeightForWidth(width) + _EDGE
        if not self.form.isHidden():
            height += self._fields.heightForWidth(inner) - self.form.sizeHint().height()
        self.resize(width, min(height, self._room.height()))

    def _add(self, column: QVBoxLayout, name: str, made: QWidget) -> None:
        words, error = say(f"passphrase.{name}"), self._errors[name]
        caption = label(words, "label")
        caption.setBuddy(made)
        column.addWidget(caption)
        if name == "new":
            column.addWidget(label(say("passphrase.rules"), "hint"))
        error.hide()
        column.addWidget(error)
        column.addWidget(made)
        if isinstance(made, QLineEdit):
            made.setMaxLength(_LONGEST)
            made.setAccessibleName(words)
        self._describe(name, "")

    def _describe(self, name: str, error: str) -> None:
        hint = say("passphrase.rules") if name == "new" else ""
        made = self._inputs[name]
        line = made.line if isinstance(made, FileLine) else made
        line.setAccessibleDescription(f"{error} {hint}".strip())

    def set_busy(self, busy: bool) -> None:
        """Show that the change is being made (about two seconds by design)."""
        self.change.setEnabled(not busy)
        self.change.setText(say("passphrase.busy" if busy else "passphrase.change"))

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each field what is wrong, and take the keyboard to the first."""
        self._failure.leave()
        for name, line in self._errors.items():
            sentence = errors.get(name, "")
            line.setText(say("form.error", message=sentence) if sentence else "")
            line.setVisible(bool(sentence))
            self._describe(name, sentence)
        self._fit()
        for name, made in self._inputs.items():
            if name in errors:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._failure.show_message(say("failure.title"), sentence)

    def show_done(self) -> None:
        """Say that it is done; what was typed is forgotten."""
        for line in self.lines.values():
            line.clear()
        self.form.hide()
        self.answers.hide()
        self._done.show_receipt(say("passphrase.changed"))
        self.close_button.show()
        self.close_button.setFocus()
        self._fit()

    def _press(self) -> None:
        if self.change.isEnabled():
            typed = [self.lines[name].text() for name in _SECRET]
            self.change_pressed.emit(*typed, self.key_file.text())

    def _show_letters(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in self.lines.values():
            line.setEchoMode(mode)
