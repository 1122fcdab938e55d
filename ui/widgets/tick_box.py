"""A box to tick whose words wrap.  Refuses to make its page wider than the window."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

_GAP, _TOP = 8, 3


class TickBox(QCheckBox):
    """A check box, taller where it is narrow."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._heights: dict[int, int] = {}  # a page asks hundreds of times as it is laid out

    def changeEvent(self, event: QEvent) -> None:
        """Forget the heights in another font or style."""
        self._heights.clear()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the box and the longest word."""
        words = [self.fontMetrics().horizontalAdvance(word) for word in self.text().split()]
        return QSize(self._indent() + max(words, default=0) + _GAP, super().sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Return true: narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return what the wrapped words need; they never change."""
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    def _height(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._indent(), 1), 100_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        high = self.fontMetrics().boundingRect(room, wrap, self.text()).height() + 2 * _TOP
        return max(high, super().sizeHint().height())

    def hitButton(self, spot: QPoint) -> bool:
        """Take the mouse on the words of every line."""
        return self.rect().contains(spot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box as the style does and the words beside it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(self._indent(), 0, 0, 0), flags, self.text())

    def _indent(self) -> int:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = QStyle.SubElement.SE_CheckBoxIndicator
        return self.style().subElementRect(place, option, self).right() + _GAP
