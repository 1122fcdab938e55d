"""Rows of a long list that come page by page, asked for by key.  Refuses to wait for any of them."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.tables.columns import AnyColumn
from ui.tables.folding import with_folded
from ui.tables.heights import Cell

Index = QModelIndex | QPersistentModelIndex
#: Where Qt may break a line: at a space, after a hyphen before a letter, after a stroke.
_BREAK = re.compile(r"\s+|(?<=-)(?=[^\W\d])|(?<=/)")
TONE_ROLE, NOTE_ROLE, BOLD_ROLE, ID_ROLE = (Qt.ItemDataRole.UserRole + place for place in range(4))


class PagedModel(QAbstractTableModel):
    """Emits `page_wanted` with the key of the last row when the view nears the end.

    Shape: answer with `append_rows(rows, more)`; `more` says whether there is another page.
    """

    page_wanted = Signal(object)

    def __init__(
        self,
        columns: Sequence[AnyColumn],
        id_of: Callable[[Any], int],
        key_of: Callable[[Any], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._read = self.columns  # with what is folded under the first
        self._id_of = id_of
        self._key_of = key_of or id_of
        self._rows: list[Any] = []
        self._more = False
        self._waiting = False

    def set_rows(self, rows: Sequence[Any], *, more: bool = False) -> None:
        """Show the first page instead of what was there."""
        self.beginResetModel()
        self._rows = list(rows)
        self._more, self._waiting = more, False
        self.endResetModel()

    def fold(self, gone: Collection[int]) -> None:
        """Tell the columns at these places under their home; the view hides them."""
        self._read = with_folded(self.columns, gone)

    def append_rows(self, rows: Sequence[Any], *, more: bool) -> None:
        """Add the page that was asked for."""
        self._more, self._waiting = more, False
        if rows:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def row_id(self, row: int) -> int:
        """Return the id of a row by its place."""
        return self._id_of(self._rows[row])

    def place_of(self, row_id: int) -> int:
        """Return the place of a row by its id, or -1 if it is not loaded."""
        places = (place for place, row in enumerate(self._rows) if self._id_of(row) == row_id)
        return next(places, -1)

    def words(self, place: int, rows: int) -> set[str]:
        """Return the words of a column's first rows and of their notes, as lines may break them."""
        column = self.columns[place]
        texts = [column.text(row) for row in self._rows[:rows]]
        if column.note:
            texts.extend(column.note(row) for row in self._rows[:rows])
        return {word for text in texts for word in _BREAK.split(text) if word}

    def longest(self, place: int, rows: int) -> int:
        """Return how many letters the longest text of a column's first rows has."""
        text = self.columns[place].text
        return max((len(text(row)) for row in self._rows[:rows]), default=0)

    def cells(self, row: int) -> list[Cell]:
        """Return what the height of a row depends on."""
        it = self._rows[row]
        return [
            Cell(
                one.text(it),
                one.note(it) if one.note else "",
                pill=bool(one.tone and one.tone(it)),
                bold=bool(one.bold and one.bold(it)),
            )
            for one in self._read
        ]

    def canFetchMore(self, _parent: Index) -> bool:
        """Return whether a page is there that nobody asked for yet."""
        return self._more and not self._waiting

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page and return at once."""
        if self.canFetchMore(QModelIndex()) and self._rows:
            self._waiting = True
            self.page_wanted.emit(self._key_of(self._rows[-1]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return titles; a title stands as its column does."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role != Qt.ItemDataRole.TextAlignmentRole:
            return None
        return int(_alignment(column) | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextWordWrap

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, its tone, its note and how it reads aloud."""
        if not index.isValid() or role not in _READ:
            return None
        column, row = self._read[index.column()], self._rows[index.row()]
        return self._id_of(row) if role == ID_ROLE else _READ[role](column, row)


def _alignment(column: AnyColumn) -> Qt.AlignmentFlag:
    if column.align == "right":
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignLeft


def _aloud(column: AnyColumn, row: Any) -> str:
    note = column.note(row) if column.note else ""
    return f"{column.title}: {column.text(row)} {note}".strip()


_READ: dict[int, Callable[[AnyColumn, Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.ToolTipRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.AccessibleTextRole: _aloud,
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _row: _alignment(column),
    TONE_ROLE: lambda column, row: column.tone(row) if column.tone else None,
    NOTE_ROLE: lambda column, row: column.note(row) if column.note else "",
    BOLD_ROLE: lambda column, row: bool(column.bold and column.bold(row)),
    ID_ROLE: lambda _column, _row: None,
}
