"""A release as it is kept and shown: hidden is hidden, and nobody learns which figure was the small one.

Refuses to keep what only the publisher may know: why a figure is hidden, and how many are small.
"""

from typing import Literal

import msgspec
from msgspec.structs import replace

from earlyhelp.errors import StorageFault
from earlyhelp.figures.differencing import difference_warnings
from earlyhelp.figures.measures import definitions
from earlyhelp.figures.presets import Cell
from earlyhelp.figures.protect import ProtectedTable, Release
from earlyhelp.messages.figures import FiguresTable, ReleaseRow, ReleaseView
from earlyhelp.records.store import FiguresRelease
from earlyhelp.wording import say

_MASK: Literal["primary"] = "primary"
_HIDDEN = {"primary", "secondary"}


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What a row of the analysis file holds: the release without its inner report, and sentences."""

    release: Release
    report: tuple[str, ...]


_DECODER = msgspec.json.Decoder(Kept)


def kept(release: Release, earlier: list[Release], damaged: int) -> Kept:
    """Return a release as it may be kept, with the report of what protection cost."""
    report = [line for each in earlier for line in difference_warnings(each, release)]
    if damaged:
        report.insert(0, say("figures.report.damaged", count=damaged))
    titles = {table.id: table.title for table in release.tables}
    for each in release.report:
        title, hidden = titles[each.table_id], each.small + each.companions
        if each.withheld:
            report.append(say("figures.report.withheld", table=title))
        elif hidden:
            report.append(say("figures.report.hidden", table=title, hidden=hidden))
        report += [say("figures.report.merged", table=title, labels=m) for m in each.merged]
    tables = tuple(_masked(table) for table in release.tables)
    masked = replace(release, tables=tables, report=())
    return Kept(release=masked, report=tuple(dict.fromkeys(report)))


def packed(what: Kept) -> bytes:
    """Return the bytes that are kept."""
    return msgspec.json.encode(what)


def opened(record: FiguresRelease) -> Kept:
    """Read a kept release back.

    Raises: StorageFault("store.damaged") if its bytes are not one.
    """
    try:
        return _DECODER.decode(record.content)
    except msgspec.MsgspecError as cause:
        raise StorageFault("store.damaged") from cause


def row(record: FiguresRelease) -> ReleaseRow:
    """Return a release as a line of the list."""
    tables = opened(record).release.tables
    return ReleaseRow(
        id=record.id,
        published_at=record.published_at,
        from_on=record.from_on,
        to_on=record.to_on,
        preset=record.preset,
        cases=_cases(tables),
        tables=len(tables),
    )


def view(record: FiguresRelease) -> ReleaseView:
    """Return a release with its tables as text and one status for all that is hidden."""
    what = opened(record)
    return ReleaseView(
        row=row(record),
        tables=tuple(_table(table) for table in what.release.tables),
        report=(*what.report, *what.release.notes),
    )


def _cases(tables: tuple[ProtectedTable, ...]) -> str:
    """Return the number of cases opened as it may be shown: the total of the first such table."""
    dimensions = definitions().dimensions
    per_case = {f"cases.{name}" for name, each in dimensions.items() if each.per == "case"}
    return next((table.cells[-1][-1].text for table in tables if table.id in per_case), "")


def _masked(table: ProtectedTable) -> ProtectedTable:
    cells = tuple(
        tuple(Cell(c.text, _MASK) if c.status in _HIDDEN else c for c in line)
        for line in table.cells
    )
    return replace(table, cells=cells)


def _table(table: ProtectedTable) -> FiguresTable:
    return FiguresTable(
        id=table.id,
        title=table.title,
        rows=table.rows,
        columns=table.columns,
        cells=tuple(tuple(cell.text for cell in line) for line in table.cells),
        status=tuple(
            tuple("hidden" if cell.status in _HIDDEN else cell.status for cell in line)
            for line in table.cells
        ),
        note=" ".join((f"{table.unit[:1].upper()}{table.unit[1:]}.", *table.notes)),
    )
