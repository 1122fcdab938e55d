"""The plan check as a card: each line with how many, and links to where it hurts.  Judges nothing."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.basics import Tone, label, rule
from ui.widgets.card import Card
from ui.widgets.link import Link
from ui.widgets.pill import Pill
from ui.wording import say


class Row(Protocol):
    """A line of the check."""

    @property
    def text(self) -> str: ...
    @property
    def count(self) -> str: ...
    @property
    def tone(self) -> Tone: ...
    @property
    def links(self) -> Sequence[tuple[str, str]]: ...


class PlanCheckCard(Card):
    """`link_chosen` carries `line|kind|id`; with `linked` the places are listed under each line."""

    link_chosen = Signal(str)

    def __init__(self, *, linked: bool) -> None:
        super().__init__(say("plan.check"))
        self._linked = linked
        self._lines = QWidget()
        self._shown: tuple[Row, ...] = ()
        self.body.addWidget(self._lines)
        self.body.addStretch(1)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these lines; nothing moves while they stay as they are."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        old, self._lines = self._lines, QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for row in rows:
            place = grid.rowCount()
            grid.addWidget(label(row.text), place, 0)
            grid.addWidget(Pill(row.count, row.tone), place, 1, side)
            for key, words in row.links if self._linked else ():
                link = Link(words)
                link.clicked.connect(lambda _checked=False, key=key: self.link_chosen.emit(key))
                grid.addWidget(link, grid.rowCount(), 0, 1, 2)
            grid.addWidget(rule(), grid.rowCount(), 0, 1, 2)
        self.body.replaceWidget(old, self._lines)
        self._lines.show()  # now, not in the next turn: the card would stand empty for a blink
        old.hide()
        old.deleteLater()
