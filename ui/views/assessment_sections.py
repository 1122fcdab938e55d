"""The list of an assessment's sections with how far each is.  Colour never speaks alone: marks do."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QSizePolicy

from ui.wording import say

_MARKS = {"done": "✓", "partly": "◐", "empty": "○"}

#: Pixels beside a line's words and above and below all lines: frame, padding of the list and of its lines.
_SIDES, _ENDS = 32, 22


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
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
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

    def changeEvent(self, event: QEvent) -> None:
        """Stay as tall as the lines are when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure once the style is worn."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        letters = self.fontMetrics()
        width = letters.averageCharWidth() * 36
        room = QRect(0, 0, width - _SIDES, 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        high = 2 * self.frameWidth() + _ENDS
        for row in range(self.count()):
            item = self.item(row)
            size = QSize(
                width - _SIDES, letters.boundingRect(room, wrap, item.text()).height() + 12
            )
            item.setSizeHint(size)
            high += size.height()
        self.setFixedSize(width, high)

    def _row_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._keys[row])
