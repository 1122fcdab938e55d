"""Two texts for one question side by side, and the choice between them.  Chooses nothing itself."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.wording import say


class Row(Protocol):
    """Both texts."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def mine(self) -> str: ...
    @property
    def theirs(self) -> str: ...


class DisputeCard(Card):
    """Hidden while there is nothing to choose; `settled(key, mine)`."""

    settled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(say("dispute.title"))
        self.body.addWidget(label(say("dispute.note"), "muted"))
        self._lines = QWidget()
        self.body.addWidget(self._lines)
        self.hide()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the texts that differ, or hide."""
        old, self._lines = self._lines, QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, row in enumerate(rows):
            self._add(grid, place * 4, row)
        self.body.replaceWidget(old, self._lines)
        old.hide()
        old.deleteLater()
        self.setVisible(bool(rows))

    def _add(self, grid: QGridLayout, top: int, row: Row) -> None:
        grid.addWidget(label(row.label, "label"), top, 0, 1, 2)
        sides = (("mine", row.mine), ("theirs", row.theirs))
        for column, (side, text) in enumerate(sides):
            grid.addWidget(label(say(f"dispute.{side}"), "muted"), top + 1, column)
            grid.addWidget(label(text or say("dispute.nothing")), top + 2, column)
            words = say(f"dispute.take.{side}")
            take = button(words)
            take.setAccessibleName(say("dispute.take.name", words=words, label=row.label))
            take.clicked.connect(
                lambda _checked=False, key=row.key, mine=side == "mine": self.settled.emit(
                    key, mine
                )
            )
            grid.addWidget(take, top + 3, column)
