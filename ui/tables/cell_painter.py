"""Paints a cell: words that wrap, a note under them, or a pill.  Refuses to cut a word."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.tables.heights import PILL_SIDE, PILL_TOP, SIDE, TOP, Cell, Heights, heavy, small
from ui.tables.paged_model import BOLD_ROLE, NOTE_ROLE, TONE_ROLE, Index


class CellPainter(QStyledItemDelegate):
    """One for the whole table; everything it needs comes from the model."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height the words need at the width of the column."""
        width = option.rect.width() if option.rect.width() > 0 else 200
        cell = Cell(
            str(index.data() or ""),
            str(index.data(NOTE_ROLE) or ""),
            pill=bool(index.data(TONE_ROLE)),
            bold=bool(index.data(BOLD_ROLE)),
        )
        return QSize(width, Heights(option.font).of(cell, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, words and the line under the row."""
        painter.save()
        room: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(room, theme.colour("selection" if chosen else "surface"))
        if index.row() + 1 < index.model().rowCount():
            painter.setPen(theme.colour("line"))
            painter.drawLine(room.bottomLeft(), room.bottomRight())
        inner = room.adjusted(SIDE, TOP, -SIDE, -TOP)
        tone = index.data(TONE_ROLE)
        text = str(index.data() or "")
        if tone and text:
            below = self._paint_pill(painter, option, inner, (text, str(tone)))
            self._paint_note(painter, option, index, inner.adjusted(0, below, 0, 0))
        else:
            self._paint_words(painter, option, index, inner)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, inner: QRect
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        flags = _flags(index)
        font = _font(option, bold=bool(index.data(BOLD_ROLE)))
        painter.setFont(font)
        painter.setPen(theme.colour("selection_ink" if chosen else "ink"))
        used = painter.drawText(inner, flags, str(index.data() or ""))
        self._paint_note(painter, option, index, inner.adjusted(0, used.height(), 0, 0))

    def _paint_note(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, inner: QRect
    ) -> None:
        note = index.data(NOTE_ROLE)
        if note:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setFont(_font(option, bold=False))
            painter.setPen(theme.colour("selection_ink" if chosen else "muted"))
            flags = _flags(index) | int(Qt.TextFlag.TextDontClip)  # a hair lower than measured
            painter.drawText(inner, flags, note)

    def _paint_pill(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        inner: QRect,
        state: tuple[str, str],
    ) -> int:
        text, tone = state
        font = _pill_font(option)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        words = QFontMetrics(font).boundingRect(
            inner.adjusted(PILL_SIDE, 0, -PILL_SIDE, 1000), flags, text
        )
        ground = QRectF(inner.topLeft(), words.size()).adjusted(
            0, 0, 2 * PILL_SIDE, 2 * PILL_TOP + 1
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{tone}_ground"))
        painter.drawRoundedRect(ground, 4, 4)
        painter.setFont(font)
        painter.setPen(theme.colour(f"{tone}_text"))
        painter.drawText(ground.adjusted(PILL_SIDE, PILL_TOP, 0, 0), flags, text)
        return round(ground.height()) + PILL_TOP


def _flags(index: Index) -> int:
    side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
    return int(side) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


def _font(option: QStyleOptionViewItem, *, bold: bool) -> QFont:
    return heavy(option.font) if bold else QFont(option.font)


def _pill_font(option: QStyleOptionViewItem) -> QFont:
    return small(heavy(option.font))
