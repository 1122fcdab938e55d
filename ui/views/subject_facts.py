"""A request's facts and its clock, with what can be done about the clock.  Judges nothing."""

from collections.abc import Collection, Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.views.facts import Facts
from ui.widgets.basics import button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.wording import say

_ACTIONS = ("ask_identity", "identity", "pause", "resume", "extend")


class RequestSection(QWidget):
    """`action_pressed` carries the name of the small form to open."""

    action_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._asked, self._clock = Facts(), Facts()
        asked, clock = Card(say("subject.card.asked")), Card(say("subject.card.clock"))
        asked.body.addWidget(self._asked)
        clock.body.addWidget(self._clock)
        holder = QWidget()
        row = FlowLayout(holder, gap=8, line_gap=8)
        self.buttons = {
            name: button(say(f"subject.{name}"), pressed=partial(self.action_pressed.emit, name))
            for name in _ACTIONS
        }
        for one in self.buttons.values():
            row.addWidget(one)
        clock.body.addWidget(holder)
        column.addWidget(clock)
        column.addWidget(asked)
        column.addStretch(1)

    def show_facts(
        self, asked: Iterable[tuple[str, str]], clock: Iterable[tuple[str, str]]
    ) -> None:
        """Show who asks for what, and how the time stands."""
        self._asked.show_facts(asked)
        self._clock.show_facts(clock)

    def offer(self, actions: Collection[str]) -> None:
        """Show the buttons of what can be done now."""
        for name, one in self.buttons.items():
            one.setVisible(name in actions)
