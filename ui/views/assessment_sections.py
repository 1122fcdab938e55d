"""The list of an assessment's sections with how far each is.  Colour never speaks alone: marks do."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QSizePolicy

from ui.wording import say

_MARKS = {"done": "✓", "partly": "◐", "empty": "○"}


class Line(Protocol):
    """A section as listed."""

    @property
    def key(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def spoken(self) -> str: ...


class SectionList(QListWidget):
    """Arrow keys move and open; `chosen` carries the key of the section."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("assessment.sections"))
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._keys: list[str] = []
        self.currentRowChanged.connect(self._row_changed)

    def show_lines(self, lines: Sequence[Line], chosen: str) -> None:
        """Show the sections; the chosen one is marked without announcing it."""
        self.blockSignals(True)
        if [line.key for line in lines] != self._keys:
            self.clear()
            self._keys = [line.key for line in lines]
            self.addItems(self._keys)
        for row, line in enumerate(lines):
            item = self.item(row)
            item.setText(f"{_MARKS[line.state]}  {line.text}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
            item.setToolTip(line.spoken)
            if line.key == chosen:
                self.setCurrentRow(row)
        self.blockSignals(False)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        """Stay as tall as the lines are."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 34)
        self.doItemsLayout()
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        high = rows + 2 * self.frameWidth() + 16
        if high != self.height():
            self.setFixedHeight(high)

    def _row_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._keys[row])
