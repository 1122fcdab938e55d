"""Cards side by side in equal columns, fewer columns when narrow.  Refuses to cut a card."""

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.flow import FlowLayout


class TileLayout(FlowLayout):
    """A flow whose items share the width evenly; each keeps at least `least` pixels if it can."""

    def __init__(self, parent: QWidget | None = None, gap: int = 16, least: int = 200) -> None:
        super().__init__(parent, gap, gap)
        self._least = least

    def _arrange(self, room: QRect, *, move: bool) -> int:
        items = [item for item in self._items if not item.isEmpty()]
        if not items:
            return 0
        gap = self.spacing()
        least = max([self._least, *(item.minimumSize().width() for item in items)])
        columns = max(1, min(len(items), (room.width() + gap) // (least + gap)))
        columns = -(-len(items) // -(-len(items) // columns))  # even rows: 4 cards go 4, 2, 1
        width = (room.width() - gap * (columns - 1)) // columns
        y = room.y()
        for start in range(0, len(items), columns):
            line = items[start : start + columns]
            height = max(
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                for item in line
            )
            for place, item in enumerate(line):
                if move:
                    left = place * (width + gap)
                    wide = room.width() - left if place == columns - 1 else width
                    item.setGeometry(QRect(room.x() + left, y, wide, height))
            y += height + gap
        return y - gap - room.y()


class Tiles(QWidget):
    """A widget that lays the given ones out as tiles."""

    def __init__(self, tiles: Iterable[QWidget] = (), least: int = 200) -> None:
        super().__init__()
        self._layout = TileLayout(self, least=least)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for tile in tiles:
            self.add(tile)

    def add(self, tile: QWidget) -> None:
        """Add a tile at the end."""
        self._layout.addWidget(tile)
        self.updateGeometry()
