"""Warn when two releases, one taken from the other, would point at a few families.

Compares only what was printed, so it knows no more than a reader does.
"""

from collections.abc import Iterator

from earlyhelp.figures.counting import Scope
from earlyhelp.figures.presets import Cell
from earlyhelp.figures.protect import ProtectedTable, Release
from earlyhelp.figures.sentences import sentence


def difference_warnings(previous: Release | None, new: Release) -> tuple[str, ...]:
    """Return one sentence for each figure the two releases give away together; none is good.

    Releases are compared when one's period and places lie within the other's; the same period
    counted again later is such a case.  Disjoint periods have nothing to subtract.
    """
    if previous is None:
        return ()
    if _within(previous.scope, new.scope) or _within(new.scope, previous.scope):
        return tuple(_differences(previous, new))
    if _overlap(previous.scope, new.scope):
        return (sentence("figures.difference.shifted"),)
    return ()


def _within(inner: Scope, outer: Scope) -> bool:
    period = outer.start <= inner.start and inner.end <= outer.end
    places = not outer.localities or (
        bool(inner.localities) and set(inner.localities) <= set(outer.localities)
    )
    return period and places


def _overlap(one: Scope, other: Scope) -> bool:
    period = one.start <= other.end and other.start <= one.end
    everywhere = not one.localities or not other.localities
    return period and (everywhere or bool(set(one.localities) & set(other.localities)))


def _differences(previous: Release, new: Release) -> Iterator[str]:
    small_to = max(previous.preset.small_to, new.preset.small_to)
    before = {table.id: _labelled(table) for table in previous.tables}
    for table in new.tables:
        for (row, column), cell in _labelled(table).items():
            old = before.get(table.id, {}).get((row, column))
            if old is None:
                continue
            where = {"table": table.title, "row": row, "column": column}
            apart = _apart(old, cell)
            if 0 < apart <= small_to:
                yield sentence("figures.difference.isolates", **where, difference=apart)
            elif previous.scope == new.scope and (old.number is None) != (cell.number is None):
                yield sentence("figures.difference.uncovered", **where)


def _labelled(table: ProtectedTable) -> dict[tuple[str, str], Cell]:
    return {
        (row, column): cell
        for row, line in zip(table.rows, table.cells, strict=True)
        for column, cell in zip(table.columns, line, strict=True)
    }


def _apart(old: Cell, new: Cell) -> int:
    """How far two exact figures lie apart; rounded ones leave a newcomer in doubt."""
    exact = old.status == "shown" and new.status == "shown"
    if not exact or old.number is None or new.number is None:
        return 0
    return abs(old.number - new.number)
