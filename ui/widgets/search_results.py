"""The list that opens under the search box.  Shows what it is given; decides nothing."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.widgets.basics import label
from ui.wording import say


class SearchRow(Struct, frozen=True, kw_only=True):
    """One line of the search: what it is and what tells it from its like."""

    id: int
    title: str
    note: str = ""


class SearchResults(QFrame):
    """Emits `chosen` with the id of the row and `left` on Escape."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search_results")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        self.list = QListWidget()
        self.list.setAccessibleName(say("frame.search.results"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self._none: QLabel = label(say("frame.search.none"), "muted")
        self._none.setMargin(8)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self.hide()

    def show_rows(self, rows: Sequence[SearchRow]) -> None:
        """Show these rows, or that nothing was found."""
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.title}\n{row.note}" if row.note else row.title)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(item)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.show()
        self.raise_()

    def enter(self) -> None:
        """Take the keyboard into the list, or open the only row."""
        if not self.isVisible() or not self.list.count():
            return
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.setCurrentRow(0)

    def wanted_height(self, width: int) -> int:
        """Return the height for the rows, at most eight of them."""
        if self.list.isHidden():
            return self._none.heightForWidth(width - 8) + 20
        rows = range(min(self.list.count(), 8))
        return sum(self.list.sizeHintForRow(row) for row in rows) + 24

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _take(self, item: QListWidgetItem) -> None:
        if self.isVisible():
            self.hide()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
