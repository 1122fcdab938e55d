"""Dated things under each other along a line, newest first; a concern is marked and said in words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from earlyhelp.messages.family_view import TimelineRow
from ui import theme
from ui.widgets.basics import label
from ui.wording import day, say


class _Dot(QWidget):
    """A piece of the line with its dot."""

    def __init__(self, *, danger: bool) -> None:
        super().__init__()
        self._danger = danger
        self.setFixedWidth(18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line and the dot beside the first line of words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        painter.setPen(QPen(theme.colour("line"), 3))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger" if self._danger else "accent"))
        painter.drawEllipse(QPointF(middle, self.fontMetrics().height() / 2 + 4), 6, 6)


class Timeline(QWidget):
    """Date, dot, words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)

    def show_rows(self, rows: Sequence[TimelineRow]) -> None:
        """Show these things instead of the present ones."""
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, row in enumerate(rows):
            self._add(place, row)
        if not rows:
            self._grid.addWidget(label(say("family.timeline.none"), "muted"), 0, 0, 1, 3)
        self._grid.setRowStretch(max(len(rows), 1), 1)

    def _add(self, place: int, row: TimelineRow) -> None:
        top = Qt.AlignmentFlag.AlignTop
        when = label(day(row.on), "muted", wrap=False)
        when.setMargin(4)
        words = label(row.text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setMargin(4)
        if row.who:
            words.setText(say("family.timeline.by", text=row.text, who=row.who))
        words.setAccessibleName(f"{day(row.on)}: {words.text()}")
        self._grid.addWidget(when, place, 0, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(_Dot(danger=row.tone == "danger"), place, 1)
        self._grid.addWidget(words, place, 2)
