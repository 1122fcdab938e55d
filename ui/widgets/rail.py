"""The list of pages at the left, with counts of things waiting.  Shows only what it is given."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.wording import say

_SIDES = 16  # pixels left and right of an item together


class RailItem(QPushButton):
    """One page, chosen or not, with a badge when something waits."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("rail_item")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.addStretch(1)
        self._badge = QLabel()
        self._badge.setObjectName("badge")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many things wait; none shows no badge."""
        self._badge.setText(str(count))
        self._badge.setVisible(count > 0)
        name = say("frame.rail.waiting", label=self.text(), count=count) if count else self.text()
        self.setAccessibleName(name)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the words in bold and the badge beside them."""
        self.ensurePolished()
        font = self.font()
        font.setBold(True)
        width = QFontMetrics(font).horizontalAdvance(self.text()) + 28
        badge = 0 if self._badge.isHidden() else self._badge.sizeHint().width() + 12
        height = max(super().sizeHint().height(), self._badge.sizeHint().height() + 6)
        return QSize(width + badge, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are never cut."""
        return self.sizeHint()


class Rail(QFrame):
    """The pages of a role, in order."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail_frame")
        self._items: dict[str, RailItem] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self._body.setObjectName("rail")
        self._body.setAccessibleName(say("frame.rail"))
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(_SIDES // 2, 12, _SIDES // 2, 12)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._scroll.setWidget(self._body)
        outer.addWidget(self._scroll)

    def add(self, key: str, text: str) -> None:
        """Add a page at the end."""
        item = RailItem(text)
        item.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        self._items[key] = item
        self._column.insertWidget(self._column.count() - 1, item)
        QTimer.singleShot(0, self, self.updateGeometry)  # once it wears its style

    def clear(self) -> None:
        """Take all pages away."""
        for item in self._items.values():
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items.clear()

    def keys(self) -> list[str]:
        """Return the keys of the pages, in order."""
        return list(self._items)

    def choose(self, key: str) -> None:
        """Mark a page as the one shown, without announcing it."""
        if key in self._items:
            self._items[key].setChecked(True)
            self._scroll.ensureWidgetVisible(self._items[key], 0, 0)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page; unknown pages are passed over."""
        if key in self._items:
            self._items[key].set_count(count)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width of the longest name, so that nothing is cut."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        words = [item.sizeHint().width() for item in self._items.values()]
        return QSize(max(160, *words, 0) + _SIDES + bar, 200)

    def minimumSizeHint(self) -> QSize:
        """Return the full width and little height: the rail scrolls."""
        return QSize(self.sizeHint().width(), 80)
