"""Turn counted tables into a release nobody can be recognised in, with a report of what was done.

Refuses to show a small figure, or one from which a small figure follows.
"""

from collections.abc import Iterable

import msgspec

from earlyhelp.figures.counting import Scope
from earlyhelp.figures.measures import definitions
from earlyhelp.figures.presets import Cell, Preset, percentage
from earlyhelp.figures.sentences import sentence
from earlyhelp.figures.suppress import Hidden, conceal, merge_small_rows
from earlyhelp.figures.tables import Table


class ProtectedTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it may leave: the last row and the last column are totals."""

    id: str
    title: str
    unit: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    percentages: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


class TableReport(msgspec.Struct, frozen=True, kw_only=True):
    """What protecting one table cost; for the publisher's eyes only.

    `narrowest` is the width of the narrowest interval an attacker can work out (None: no limit);
    `audited` says whether the linear programme found every hidden cell wide enough.
    """

    table_id: str
    small: int
    companions: int
    merged: tuple[str, ...]
    withheld: bool
    narrowest: int | None
    audited: bool


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """Protected tables, what they are about, and the report to be read before they leave."""

    scope: Scope
    preset: Preset
    tables: tuple[ProtectedTable, ...]
    report: tuple[TableReport, ...]
    notes: tuple[str, ...]


def protect(tables: Iterable[Table], rule: Preset, scope: Scope) -> Release:
    """Return the release of these tables under a preset."""
    groups: dict[str, tuple[Table, ...]] = {}
    for table in tables:
        groups[table.measure] = (*groups.get(table.measure, ()), table)
    protected: list[ProtectedTable] = []
    report: list[TableReport] = []
    for group in groups.values():
        for table in merge_small_rows(group, rule):
            final, hidden = conceal(table, rule)
            protected.append(_published(final, hidden, rule))
            report.append(_reported(final, hidden))
    return Release(
        scope=scope,
        preset=rule,
        tables=tuple(protected),
        report=tuple(report),
        notes=_notes(rule, scope),
    )


def _published(table: Table, hidden: Hidden, rule: Preset) -> ProtectedTable:
    total = definitions().total
    cells = tuple(
        tuple(_cell(number, (i, j), hidden, rule) for j, number in enumerate(line))
        for i, line in enumerate(table.counts)
    )
    notes = [sentence("figures.note.merged", labels=label) for label in table.merged]
    if hidden.withheld:
        notes = [sentence("figures.note.withheld")]
    return ProtectedTable(
        id=table.id,
        title=table.title,
        unit=table.unit,
        rows=(*table.rows, total),
        columns=(*table.columns, total),
        cells=cells,
        percentages=tuple(
            tuple(percentage(cell, cells[-1][j], rule) for j, cell in enumerate(line))
            for line in cells
        ),
        notes=tuple(notes),
    )


def _cell(number: int, place: tuple[int, int], hidden: Hidden, rule: Preset) -> Cell:
    if hidden.withheld or place in hidden.primary:
        return Cell(rule.symbol, "primary")
    if place in hidden.secondary:
        return Cell(rule.symbol, "secondary")
    near = rule.rounded(number)
    return Cell(str(near), "shown" if rule.base == 1 else "rounded", near)


def _reported(table: Table, hidden: Hidden) -> TableReport:
    return TableReport(
        table_id=table.id,
        small=len(hidden.primary),
        companions=len(hidden.secondary),
        merged=table.merged,
        withheld=hidden.withheld,
        narrowest=hidden.narrowest,
        audited=not hidden.withheld,
    )


def _notes(rule: Preset, scope: Scope) -> tuple[str, ...]:
    notes = [sentence("figures.note.hidden", symbol=rule.symbol)]
    if rule.base > 1:
        notes.append(sentence("figures.note.rounded", base=rule.base))
    notes.append(sentence("figures.note.percent", symbol=":", least=rule.least_base))
    if not scope.whole_quarters():
        notes.append(sentence("figures.note.part_quarter"))
    return tuple(notes)
