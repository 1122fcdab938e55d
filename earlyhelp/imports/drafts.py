"""Reads one list of the workbook row by row into drafts: values, mends and problems together.

Refuses nothing as a whole but a list without its headings, and says which are missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from earlyhelp.errors import Invalid
from earlyhelp.imports.mapping import Column, ListDefinition, Mapping
from earlyhelp.imports.rows import Mend, RawCell, RawSheet, Rejected, Source
from earlyhelp.imports.values import Value, read_value, tidy


@dataclass
class Draft:
    """A row on its way: it becomes a clean row if nothing is rejected."""

    definition: ListDefinition
    row: int
    cells: tuple[RawCell, ...]
    shown: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    mends: list[Mend] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """Where the row came from."""
        return Source(self.definition.key, self.row)

    def text(self, key: str) -> str:
        """Return a text or code; empty where the cell was rejected."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def day(self, key: str) -> date | None:
        """Return a date, or None where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def number(self, key: str) -> int | None:
        """Return a whole number, or None where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None

    def reject(self, key: str, reason: str) -> None:
        """Keep the row out because of one of its cells."""
        self.rejected.append(
            Rejected(
                list=self.definition.key,
                row=self.row,
                column=self.definition.heading(key),
                value_shown=self.shown.get(key, ""),
                reason=reason,
            )
        )

    def mend(self, key: str, what: str) -> None:
        """Note what was put right in one of its cells."""
        heading = self.definition.heading(key)
        self.mends.append(
            Mend(list=self.definition.key, row=self.row, column=heading, what=f"import.mend.{what}")
        )


@dataclass(frozen=True)
class SheetRead:
    """A list as it was found: its heading row, its drafts, and headings that are missing."""

    definition: ListDefinition
    headings: tuple[RawCell, ...]
    drafts: list[Draft]
    missing: list[Rejected]


def read_sheet(
    sheet: RawSheet, definition: ListDefinition, mapping: Mapping, today: date
) -> SheetRead:
    """Read every filled row of one list."""
    rows = [(row, tuple(cells)) for row, cells in groupby(sheet.cells, lambda cell: cell.row)]
    head = _heading_row(rows, definition, mapping.header_within_rows)
    if head is None:
        return SheetRead(definition, (), [], [_missing(definition, definition.columns[0], 1)])
    head_row, headings = rows[head]
    places = _places(headings, definition)
    missing = [
        _missing(definition, column, head_row)
        for column in definition.columns
        if column.key not in places and (column.required or column.kind == "code")
    ]
    body = [row for row in rows[head + 1 :] if any(tidy(cell.text) for cell in row[1])]
    drafts = [Draft(definition, row, cells) for row, cells in body]
    for draft in () if missing else drafts:
        _fill(draft, places, mapping)
        _check_days(draft, mapping, today)
    return SheetRead(definition, headings, drafts, missing)


def _heading_row(
    rows: Iterable[tuple[int, tuple[RawCell, ...]]], definition: ListDefinition, within: int
) -> int | None:
    first = definition.columns[0]
    for index, (row, cells) in enumerate(rows):
        if row <= within and any(first.is_headed(cell.text) for cell in cells):
            return index
    return None


def _places(headings: tuple[RawCell, ...], definition: ListDefinition) -> dict[str, int]:
    places: dict[str, int] = {}
    for cell in headings:
        for column in definition.columns:
            if column.is_headed(cell.text):
                places.setdefault(column.key, cell.column)
    return places


def _missing(definition: ListDefinition, column: Column, row: int) -> Rejected:
    return Rejected(
        list=definition.key,
        row=row,
        column=column.heading,
        value_shown="",
        reason="import.row.heading_missing",
    )


def _fill(draft: Draft, places: dict[str, int], mapping: Mapping) -> None:
    found = {cell.column: cell for cell in draft.cells}
    for column in draft.definition.columns:
        cell = found.get(places.get(column.key, 0))
        draft.shown[column.key] = tidy(cell.text)[:80] if cell is not None else ""
        try:
            value, mends = read_value(cell, column, mapping)
        except Invalid as problem:
            draft.reject(column.key, problem.fields["cell"])
        else:
            draft.values[column.key] = value
            for what in mends:
                draft.mend(column.key, what)


def _check_days(draft: Draft, mapping: Mapping, today: date) -> None:
    """Reject days that cannot be, or that disagree with the others in the row."""
    definition = draft.definition
    happened, born = draft.day(definition.happened), draft.day("born_on")
    ended = draft.day(definition.ended)
    for key in ("born_on", definition.happened, definition.ended):
        day = draft.day(key)
        if day is not None and day > today:
            draft.reject(key, "import.row.date_future")
    if happened is None:
        return
    if ended is not None and ended < happened:
        draft.reject(definition.ended, "import.row.end_before_start")
    if born is None:
        return
    age = draft.number("age_years")
    if born - happened > timedelta(weeks=mapping.weeks_before_birth):
        draft.reject("born_on", "import.row.before_birth")
    elif _years(born, happened) > mapping.oldest_age:
        draft.reject("born_on", "import.row.too_old")
    # The age is as on the day the list was made, which cannot be before what the row tells of.
    elif age is not None and _years(born, happened) > age:
        draft.reject("age_years", "import.row.age_disagrees")


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
