"""A link in a line of its own that wraps like words.  Refuses to cut what it says."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

#: pixels around the words; beside them the ring of the keyboard has room, also where it is cut at an edge
SIDE, TOP = 8, 6


class Link(QPushButton):
    """Pressed like a button, read like a sentence."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("role", "link")
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the words on one line."""
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * SIDE + 2
        return QSize(width, self.fontMetrics().height() + 2 * TOP)

    def minimumSizeHint(self) -> QSize:
        """Return the longest word: between words it wraps."""
        words = [self.fontMetrics().horizontalAdvance(word) for word in self.text().split()]
        return QSize(max(words, default=0) + 2 * SIDE + 2, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Return true: narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return what the wrapped words need."""
        room = QRect(0, 0, max(width - 2 * SIDE, 1), 100_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(room, wrap, self.text()).height() + 2 * TOP

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground as the style wants it and the words over several lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(SIDE, TOP, -SIDE, -TOP), flags, self.text())
