"""A dialog in which secrets are typed: lines with errors, a key file, one button.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.file_line import FileLine
from ui.widgets.flow import FlowLayout
from ui.widgets.reading_order import ReadingOrder
from ui.widgets.receipt import ReceiptLine
from ui.wording import knows, say

_LEAST, _LETTERS, _EDGE = 256, 76, 24


class SecretDialog(TellsFailure, ReadingOrder, QDialog):
    """Its sentences stand under `words` in the wording: title, each line, rules, send, cancel, busy.

    Shape: of "passphrase.first" only what differs from "passphrase" has to be written.  What was typed is forgotten when it closes; `pressed` is for the kind of dialog to say.
    """

    def __init__(
        self, parent: QWidget | None, words: str, secrets: Sequence[str], *, key_file: bool
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self._say("title"))
        self.setAccessibleName(self._say("title"))
        self.lines = {name: QLineEdit() for name in secrets}
        self.key_file = FileLine(self._say("key_file"))
        self._inputs: dict[str, QWidget] = {**self.lines}
        if key_file:
            self._inputs["key_file"] = self.key_file
        self._errors = {name: label(kind="error") for name in self._inputs}
        self._failure, self._done = Banner(), ReceiptLine()
        self.form = self._form()
        self.answers = QWidget()
        answers = FlowLayout(self.answers, gap=8)
        self.change = button(self._say("change"), "go", self._press)
        answers.addWidget(self.change)
        answers.addWidget(button(self._say("cancel"), pressed=self.reject))
        self.close_button = button(self._say("close"), pressed=self.accept)
        self._lay_out()
        self.change.setDefault(True)  # Enter in a field sends
        self._room = parent.window().size() * 0.9 if parent else QSize(_LEAST, _LEAST) * 8
        self._fit()
        next(iter(self.lines.values())).setFocus()

    def _say(self, name: str) -> str:
        return say(self._key(name))

    def _key(self, name: str) -> str:
        key = f"{self._words}.{name}"
        return key if knows(key) else f"{self._words.partition('.')[0]}.{name}"

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, 16)
        column.setSpacing(12)
        parts: list[QWidget] = [label(self._say("title"), "title")]
        if knows(f"{self._words}.lead"):
            parts.append(label(self._say("lead")))
        for part in (*parts, self._failure, self._done):
            column.addWidget(part)
        column.addWidget(self.form, 1)
        column.addWidget(self.answers)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.close_button.hide()

    def _form(self) -> QScrollArea:
        body = QWidget()
        body.setObjectName("scroll_body")
        column = self._fields = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        for name, made in self._inputs.items():
            self._add(column, name, made)
        show = QCheckBox(self._say("show"))
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
        words, error = self._say(name), self._errors[name]
        caption = label(words, "label")
        caption.setBuddy(made)
        column.addWidget(caption)
        if self._hint(name):
            column.addWidget(label(self._hint(name), "hint"))
        error.hide()
        column.addWidget(error)
        column.addWidget(made)
        if isinstance(made, QLineEdit):
            made.setAccessibleName(words)
        self._describe(name, "")

    def _hint(self, name: str) -> str:
        key = self._key(f"{name}.rules")
        return say(key) if knows(key) else ""

    def _describe(self, name: str, error: str) -> None:
        made = self._inputs[name]
        line = made.line if isinstance(made, FileLine) else made
        line.setAccessibleDescription(f"{error} {self._hint(name)}".strip())

    def set_busy(self, busy: bool) -> None:
        """Show that the answer is being worked out (a second or two by design)."""
        self.change.setEnabled(not busy)
        self.change.setText(self._say("busy" if busy else "change"))

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

    def forget(self) -> None:
        """Empty every line."""
        for line in self.lines.values():
            line.clear()

    def _press(self) -> None:
        if self.change.isEnabled():
            self.send([line.text() for line in self.lines.values()], self.key_file.text())

    def send(self, typed: list[str], key_file: str) -> None:
        """Pass on what was typed; every kind of dialog has a signal of its own."""
        raise NotImplementedError

    def _show_letters(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in self.lines.values():
            line.setEchoMode(mode)
