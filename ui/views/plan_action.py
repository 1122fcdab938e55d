"""One action of a plan being written: what, who, by when.  Judges nothing."""

from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from earlyhelp.messages.plans import ActionDraft
from ui.widgets.basics import Tone, button, label
from ui.widgets.date_input import DateInput
from ui.widgets.pill import Pill
from ui.wording import say


class ActionBox(QWidget):
    """`edited` at every change; `remove_pressed` when it should go."""

    edited = Signal()
    remove_pressed = Signal()

    def __init__(self, action: ActionDraft) -> None:
        super().__init__()
        self._action = action
        self.text, self.owner, self.due = (
            QLineEdit(action.text),
            QLineEdit(action.owner),
            DateInput(),
        )
        self.due.set_value(action.due_on.isoformat() if action.due_on else "")
        self._number = label(kind="label", wrap=False)
        self._pill = Pill(say("plan.state.new"), "info")
        self.remove = button(say("plan.remove"), "link", self.remove_pressed.emit)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._number, 1, 0)
        grid.addWidget(label(say("plan.action.text"), "muted", wrap=False), 0, 1)
        grid.addWidget(
            self._pill, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        grid.addWidget(self.text, 1, 1, 1, 3)
        grid.addWidget(label(say("plan.action.due"), "muted", wrap=False), 2, 2, 1, 2)
        grid.addWidget(label(say("plan.action.owner"), "muted", wrap=False), 3, 1)
        grid.addWidget(self.owner, 4, 1)
        grid.addWidget(self.due, 3, 2, 2, 2)  # its captions stand beside "who"
        grid.addWidget(self.remove, 0, 3)
        for box in (self.text, self.owner):
            box.textEdited.connect(lambda _text: self.edited.emit())
        self.due.changed.connect(self.edited)

    @property
    def ident(self) -> int:
        """Return the action's number in the plan."""
        return self._action.id

    def action(self) -> ActionDraft:
        """Return the action as it is written; a date that is none yet is no date."""
        return replace(
            self._action,
            text=self.text.text().strip(),
            owner=self.owner.text().strip(),
            due_on=_day(self.due.value()),
        )

    def set_number(self, number: int) -> None:
        """Show its place in the plan and name its boxes by it."""
        self._number.setText(str(number))
        for box, key in ((self.text, "text"), (self.owner, "owner")):
            box.setAccessibleName(
                say("plan.action.name", number=number, part=say(f"plan.action.{key}"))
            )
        self.due.set_name(say("plan.action.name", number=number, part=say("plan.action.due")))
        self.remove.setAccessibleName(say("plan.action.remove", number=number))

    def show_state(self, words: str, tone: Tone) -> None:
        """Show whether it is new, changed, kept or incomplete."""
        self._pill.show_state(words, tone)

    def focus_on(self, line: str) -> None:
        """Take the keyboard to what a line of the check asks for."""
        {"action_owner": self.owner, "action_due": self.due}.get(line, self.text).setFocus()


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if len(value) == 10 and value[4] == "-" else None
