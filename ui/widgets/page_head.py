"""The top of a page: where one is, title, what stands under it, states and actions.  Knows no page."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.basics import Tone, label
from ui.widgets.flow import FlowLayout
from ui.widgets.pill import PillRow


class PageHead(QWidget):
    """Title left, actions right; actions wrap under each other when the window is narrow."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self._row = row = QHBoxLayout()
        row.setSpacing(16)
        outer.addLayout(row)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._crumbs = label(kind="muted")
        self._title = label(title, "title")
        self._note = label(kind="muted")
        self._pills = PillRow()
        for part in (self._crumbs, self._title, self._note):
            column.addWidget(part)
        outer.addWidget(self._pills)
        self._crumbs.hide()
        self._note.hide()
        self._pills.hide()
        row.addLayout(column, 1)
        holder = QWidget()
        self._actions = FlowLayout(holder, gap=8, line_gap=8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._holder = holder
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)

    def show_title(self, title: str, note: str = "", crumbs: Iterable[str] = ()) -> None:
        """Show title, the line under it and the way that led here."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        way = " › ".join(crumbs)
        self._crumbs.setText(way)
        self._crumbs.setVisible(bool(way))

    def show_pills(self, pills: Iterable[tuple[str, Tone]]) -> None:
        """Show the states of what the page is about."""
        shown = tuple(pills)
        self._pills.show_pills(shown)
        self._pills.setVisible(bool(shown))

    def add_action(self, action: QPushButton) -> QPushButton:
        """Put a button at the right and give it back."""
        self._actions.addWidget(action)
        self.updateGeometry()
        return action

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the actions under the title when there is no room beside it."""
        super().resizeEvent(event)
        title = min(self._title.sizeHint().width(), 320)
        narrow = event.size().width() < self._holder.sizeHint().width() + title
        way = QHBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def minimumSizeHint(self) -> QSize:
        """Return the width of one action: the rest wraps."""
        return QSize(self._holder.minimumSizeHint().width(), super().minimumSizeHint().height())
