"""The table of the house: wraps words, opens a row by key or mouse, asks for more as it is read.

Refuses to sort or filter rows itself: whoever sends the rows does.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.tables.cell_painter import CellPainter
from ui.tables.columns import AnyColumn
from ui.tables.paged_model import PagedModel


class Table(QTableView):
    """Emits `row_opened(id)`, `row_chosen(id)`, `page_wanted(key)` and `sort_wanted(column sort)`.

    Shape: `set_rows` shows the first page, `append_rows` adds the page asked for.
    """

    row_opened = Signal(object)  # ids are 63 bits, Qt's int is 32
    row_chosen = Signal(object)
    page_wanted = Signal(object)
    sort_wanted = Signal(str)

    def __init__(
        self,
        columns: Sequence[AnyColumn],
        id_of: Callable[[Any], int],
        name: str,
        key_of: Callable[[Any], object] | None = None,
    ) -> None:
        super().__init__()
        self._model = PagedModel(columns, id_of, key_of, self)
        self.setModel(self._model)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self._behave()
        self._model.page_wanted.connect(self.page_wanted)
        self._model.rowsInserted.connect(self._fit_new_rows)
        self._model.modelReset.connect(self._fit_rows)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._chosen)
        self.horizontalHeader().sectionClicked.connect(self._sort)

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(any(column.sort for column in self._model.columns))
        header.sectionResized.connect(lambda *_: self._fit_rows())

    def set_rows(self, rows: Sequence[Any], *, more: bool = False) -> None:
        """Show the first page; the chosen row stays chosen if it is still there."""
        chosen = self.chosen_id()
        self._model.set_rows(rows, more=more)
        if chosen is not None:
            self.choose(chosen)

    def append_rows(self, rows: Sequence[Any], *, more: bool) -> None:
        """Add the page that was asked for."""
        self._model.append_rows(rows, more=more)

    def chosen_id(self) -> int | None:
        """Return the id of the chosen row, or None."""
        index = self.currentIndex()
        return self._model.row_id(index.row()) if index.isValid() else None

    def choose(self, row_id: int) -> None:
        """Choose a row by its id if it is loaded."""
        place = self._model.place_of(row_id)
        if place >= 0:
            self.selectRow(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen row on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def sizeHint(self) -> QSize:
        """Return room for what is loaded, at most ten rows."""
        rows = sum(self.rowHeight(row) for row in range(min(self._model.rowCount(), 10)))
        head = self.horizontalHeader().sizeHint().height()
        return QSize(super().sizeHint().width(), head + max(rows, 48) + 4)

    def minimumSizeHint(self) -> QSize:
        """Return room for the head and a row or two."""
        line = self.fontMetrics().height()
        head = self.horizontalHeader().sizeHint().height()
        return QSize(line * 12, min(self.sizeHint().height(), head + line * 8))

    def _share_width(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("x")
        titles = [self._title_width(column.title) for column in self._model.columns]
        least = max(letter * 12, *titles)
        fixed = [
            max(column.width * letter + 16, title)
            for column, title in zip(self._model.columns, titles, strict=True)
        ]
        free = [place for place, column in enumerate(self._model.columns) if not column.width]
        taken = sum(fixed[place] for place in range(len(fixed)) if place not in free)
        rest = self.viewport().width() - taken
        share = max(rest // len(free), least) if free else 0
        header = self.horizontalHeader()
        header.blockSignals(True)  # one fit, not one per column
        for place, width in enumerate(fixed):
            self.setColumnWidth(place, share if place in free else width)
        header.blockSignals(False)
        self.updateGeometries()
        self._fit_rows()

    def _title_width(self, title: str) -> int:
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(title) + 20

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()
        self.updateGeometry()

    def _fit_new_rows(self, _parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            self.resizeRowToContents(row)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(self._model.row_id(index.row()))

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self._model.row_id(current.row()))

    def _sort(self, section: int) -> None:
        if sort := self._model.columns[section].sort:
            self.sort_wanted.emit(sort)
