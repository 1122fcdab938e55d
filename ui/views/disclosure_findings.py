"""One thing the check of outgoing text found: in its sentence, with two ways to deal with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.disclosing import ToSettle
from ui.theme import restyle
from ui.widgets.basics import button, label, rule
from ui.widgets.flow import FlowLayout
from ui.wording import say

_REMOVE, _MOST = "remove", 200


class FindingCard(QFrame):
    """Emits `settled` with "remove", or with the reason why the words stay."""

    settled = Signal(str, str)

    def __init__(self, found: ToSettle) -> None:
        super().__init__()
        self._key = found.key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        kind = say(f"outgoing.kind.{found.kind}")
        column.addWidget(label(say("print_for.finding", kind=kind, title=found.title), "label"))
        sentence = f"…{found.before}»{found.words}«{found.after}…".replace("\n", " ")
        column.addWidget(label(sentence))
        self.remove = button(
            say("print_for.remove", suggestion=found.suggestion),
            pressed=lambda: self.settled.emit(self._key, _REMOVE),
        )
        column.addWidget(self.remove)
        self.reason = QLineEdit()
        name = say("print_for.keep_why", words=found.words)
        self.reason.setAccessibleName(name)
        self.reason.setPlaceholderText(say("print_for.keep_hint"))
        self._wrong = label(kind="error")
        self._wrong.hide()
        column.addWidget(self._wrong)
        holder = QWidget()
        line = FlowLayout(holder, gap=8)
        line.addWidget(self.reason)
        self.keep = button(say("print_for.keep"), pressed=self._keep)
        self.keep.setAccessibleName(name)
        line.addWidget(self.keep)
        column.addWidget(holder)
        column.addWidget(rule())
        self.reason.returnPressed.connect(self._keep)

    def _keep(self) -> None:
        reason = self.reason.text().strip()
        self._say("" if len(reason) <= _MOST else say("print_for.keep_too_long", most=_MOST))
        if reason and reason != _REMOVE and len(reason) <= _MOST:
            self.settled.emit(self._key, reason)
        else:
            self.reason.setFocus()

    def _say(self, wrong: str) -> None:
        self._wrong.setText(say("form.error", message=wrong) if wrong else "")
        self._wrong.setVisible(bool(wrong))
        self.reason.setAccessibleDescription(wrong)
        self.reason.setProperty("wrong", "true" if wrong else "false")
        restyle(self.reason)
