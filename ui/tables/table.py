"""The table of the house: wraps words, opens a row by key or mouse, asks for more as it is read.

Refuses to sort or filter rows itself: whoever sends the rows does.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.tables.cell_painter import CellPainter
from ui.tables.columns import AnyColumn, share_width
from ui.tables.folding import columns_folded, left_of
from ui.tables.heights import Heights, heavy
from ui.tables.paged_model import PagedModel

_WHOLE = 50  # rows a page shows without a scroll bar of their own
_READABLE = 14  # letters: a long text is not pressed below
# pixels around the words of a cell, and of a pill in it
_SIDES, _PILL, _HEAD, _SMALL = 18, 14, 16, 0.9


class Table(QTableView):
    """Emits `row_opened(id)`, `row_chosen(id)`, `page_wanted(key)` and `sort_wanted(column sort)`.

    Shape: `set_rows` shows the first page, `append_rows` adds the page asked for.
    Unit: `least` in lines of text: the table takes what height is left, but never less; 0 shows
    every row (up to fifty) and leaves scrolling to the page.
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
        least: int = 0,
    ) -> None:
        super().__init__()
        self._least = least
        self._words: list[int] = []  # what the longest word of each column needs; none: unknown
        self._heights: Heights | None = None
        self._shared = -1  # the width that was shared last
        self._model = PagedModel(columns, id_of, key_of, self)
        self.setModel(self._model)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self._behave()
        self._model.page_wanted.connect(self.page_wanted)
        self._model.rowsInserted.connect(self._fit_new_rows)
        self._model.modelReset.connect(self._share_anew)
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

    def open_chosen(self) -> None:
        """Open the chosen or the only row; else choose the first and take the keyboard there."""
        chosen = self.selectionModel().hasSelection()
        if not chosen:
            self.selectRow(0)
        if chosen or self._model.rowCount() == 1:
            self._open(self.currentIndex())
        else:
            self.setFocus()

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

    def showEvent(self, event: QShowEvent) -> None:
        """Measure once the table is seen in its style."""
        super().showEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._heights = None
            self._share_anew()

    def set_least(self, least: int) -> None:
        """Change whether the table takes what is left (see the class) or shows every row."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for every row, or for the least lines."""
        width = super().sizeHint().width()
        line = self.fontMetrics().height()
        head = self.horizontalHeader().height() + 2 * self.frameWidth()
        if self._least:
            return QSize(width, head + line * self._least)
        rows = sum(self.rowHeight(row) for row in range(min(self._model.rowCount(), _WHOLE)))
        bar = self.horizontalScrollBar()
        wide = bar.sizeHint().height() if bar.maximum() else 0
        return QSize(width, head + max(rows, line * 2) + wide)

    def minimumSizeHint(self) -> QSize:
        """Return room for the head and a row or two."""
        line = self.fontMetrics().height()
        head = self.horizontalHeader().height()
        return QSize(line * 12, min(self.sizeHint().height(), head + line * 8))

    def _share_anew(self) -> None:
        self._words, self._shared = [], -1
        self._share_width()

    def _share_width(self) -> None:
        if not self.isVisible() or (room := self.viewport().width()) == self._shared:
            return
        self._shared = room
        letter = self.fontMetrics().horizontalAdvance("x")
        titles = self._title_metrics()
        self._words = self._words or self._word_widths(titles)
        header = self.horizontalHeader()
        header.blockSignals(True)  # one fit, not one per column
        left = self._fold(room)
        columns, least = zip(*left.values(), strict=True)
        widths = share_width(columns, room, letter, least)
        for place, width in zip(left, widths, strict=True):
            self.setColumnWidth(place, width)
        long = any(
            titles.horizontalAdvance(column.title) + _SIDES > width
            for column, width in zip(columns, widths, strict=True)
        )
        header.setFixedHeight(titles.lineSpacing() * (2 if long else 1) + _HEAD)
        header.blockSignals(False)
        self.updateGeometries()
        self._fit_rows()

    def _fold(self, room: int) -> dict[int, tuple[AnyColumn, int]]:
        """Set what does not fit under another column; return the others and what they need."""
        gone = columns_folded(self._model.columns, room, self._words)
        self._model.fold(gone)
        for place in range(len(self._words)):
            self.setColumnHidden(place, place in gone)
        return left_of(self._model.columns, gone, self._words)

    def _word_widths(self, titles: QFontMetrics) -> list[int]:
        """Return what the longest word of each column needs: no word is cut."""
        plain, bold = self.fontMetrics(), QFontMetrics(heavy(self.font()))
        needed = []
        for place, column in enumerate(self._model.columns):
            letters = bold if column.bold or column.tone else plain
            words = [letters.horizontalAdvance(word) for word in self._model.words(place, _WHOLE)]
            pill = _PILL if column.tone else 0
            title = max(titles.horizontalAdvance(word) for word in column.title.split() or [""])
            longest = max(max(words, default=0), self._readable(place, plain))
            needed.append(max(longest + pill, title) + _SIDES)
        return needed

    def _readable(self, place: int, plain: QFontMetrics) -> int:
        """Return what a text that shares the rest needs to be read in lines, not as a column of words."""
        if self._model.columns[place].width:
            return 0
        return min(self._model.longest(place, _WHOLE), _READABLE) * plain.horizontalAdvance("x")

    def _title_metrics(self) -> QFontMetrics:
        font = heavy(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return QFontMetrics(font)

    def _fit_rows(self) -> None:
        self._fit(range(self._model.rowCount()))
        self.updateGeometry()

    def _fit_new_rows(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._words = []
        self._fit(range(first, last + 1))

    def _fit(self, rows: range) -> None:
        heights = self._heights = self._heights or Heights(self.font())
        places = range(len(self._model.columns))
        widths = [self.columnWidth(place) for place in places]  # 0: folded
        for row in rows:
            cells = zip(self._model.cells(row), widths, strict=True)
            shown = (heights.of(cell, width) for cell, width in cells if width)
            self.setRowHeight(row, max(shown, default=0))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(self._model.row_id(index.row()))

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self._model.row_id(current.row()))

    def _sort(self, section: int) -> None:
        if sort := self._model.columns[section].sort:
            self.sort_wanted.emit(sort)
