"""How tall a cell must be for its words.  Paints nothing and asks no model."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

SIDE, TOP = 8, 7
PILL_SIDE, PILL_TOP = 8, 1


class Cell(NamedTuple):
    """What the height of a cell depends on besides its width."""

    text: str
    note: str
    pill: bool
    bold: bool


class Heights:
    """Measures cells in one font; what was measured once is kept."""

    def __init__(self, font: QFont) -> None:
        bold = heavy(font)
        self._plain, self._bold = QFontMetrics(font), QFontMetrics(bold)
        self._pill = QFontMetrics(small(bold))
        self._known: dict[tuple[Cell, int], int] = {}

    def of(self, cell: Cell, width: int) -> int:
        """Return the height the words need at the width of the column."""
        known = self._known.get((cell, width))
        if known is None:
            known = self._known[cell, width] = self._measure(cell, width)
        return known

    def _measure(self, cell: Cell, width: int) -> int:
        room = max(width - 2 * (SIDE + (PILL_SIDE if cell.pill else 0)), 20)
        letters = self._pill if cell.pill else self._bold if cell.bold else self._plain
        height = _lines(letters, cell.text or " ", room)
        if cell.note:
            height += _lines(self._plain, cell.note, room)
        return height + 2 * TOP + (2 * PILL_TOP + 2 if cell.pill else 0)


def _lines(letters: QFontMetrics, text: str, width: int) -> int:
    if "\n" not in text and letters.horizontalAdvance(text) < width:
        return letters.height()
    wrap = int(Qt.TextFlag.TextWordWrap)
    return letters.boundingRect(QRect(0, 0, width, 100_000), wrap, text).height()


def heavy(font: QFont) -> QFont:
    """Return the font in bold."""
    made = QFont(font)
    made.setBold(True)
    return made


def small(font: QFont) -> QFont:
    """Return the font as pills wear it."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.9)
    return made
