"""Choose which inner cells of one table to hide, and which lines to merge when hiding is not enough.

Refuses to hide totals: the tables of one measure share them, so a total hidden in one table would
be read in the next.  Lines with a small total are merged instead.
"""

from dataclasses import dataclass

from earlyhelp.figures.auditor import Bounds, Interval, Place, intervals, too_narrow
from earlyhelp.figures.presets import Preset
from earlyhelp.figures.tables import Table


@dataclass(frozen=True)
class Hidden:
    """The cells not shown, and what an attacker can still say of them."""

    primary: frozenset[Place] = frozenset()
    secondary: frozenset[Place] = frozenset()
    found: tuple[tuple[Place, Interval], ...] = ()
    withheld: bool = False

    @property
    def narrowest(self) -> int | None:
        """Return the width of the narrowest interval of a hidden cell; None if all are open."""
        widths = [hi - lo for _, (lo, hi) in self.found if hi is not None]
        return min(widths, default=None)


def small_cells(table: Table, rule: Preset) -> frozenset[Place]:
    """Return the inner cells whose count, or number of families, is too small to show."""
    return frozenset(
        (i, j)
        for i in range(len(table.rows))
        for j in range(len(table.columns))
        if is_small(table, i, j, rule)
    )


def is_small(table: Table, i: int, j: int, rule: Preset) -> bool:
    """Say whether a cell or a total counts too few, or too few families."""
    return rule.small(table.counts[i][j]) or rule.small(table.families[i][j])


def conceal(table: Table, rule: Preset) -> tuple[Table, Hidden]:
    """Return the table, lines merged where needed, with the cells to hide, audited.

    Ends because each merge takes a line away, and a table of one line hides nothing.
    """
    if is_small(table, -1, -1, rule):
        return table, Hidden(withheld=True)
    table = _merge_small_columns(table, rule)
    while True:
        hidden, exposed = _attempt(table, rule)
        if not exposed:
            return table, hidden
        table = _merge_worst(table, exposed)


def _attempt(table: Table, rule: Preset) -> tuple[Hidden, tuple[Place, ...]]:
    primary = small_cells(table, rule)
    secondary, exposed = frozenset[Place](), tuple[Place, ...]()
    if rule.secondary:
        secondary, exposed = companions(table, primary, rule.least_width)
    if exposed:
        return Hidden(), exposed
    concealed = primary | secondary
    found = intervals(bounds(table, concealed, rule), concealed)
    return Hidden(primary, secondary, tuple(found.items())), too_narrow(found, rule.least_width)


def bounds(table: Table, hidden: frozenset[Place], rule: Preset) -> Bounds:
    """Return what a reader is told of every cell, totals included.

    Zeros are printed, so a hidden cell is known to be at least 1.  Where every count is a number
    of families and only small counts are hidden, it is also known to be at most the threshold.
    """
    capped = not rule.secondary and table.counts == table.families
    below, above = rule.base // 2, (rule.base - 1) // 2  # halves are rounded up

    def told(i: int, j: int, number: int) -> tuple[int, int | None]:
        if (i, j) in hidden:
            return 1, rule.small_to if capped else None
        near = rule.rounded(number)
        if near == 0 or rule.base == 1:
            return near, near
        return max(near - below, rule.small_to + 1), near + above

    return tuple(
        tuple(told(i, j, number) for j, number in enumerate(line))
        for i, line in enumerate(table.counts)
    )


def companions(
    table: Table, primary: frozenset[Place], width: int
) -> tuple[frozenset[Place], tuple[Place, ...]]:
    """Return cells to hide beside the small ones, and the small ones no companion can protect.

    For each small cell the cheapest rectangle of non-zero cells round which at least `width`
    families can be moved without changing a total; the four corners are hidden together.
    """
    import numpy as np

    counts = np.array(table.counts, dtype=np.int64)[:-1, :-1]
    hidden = np.zeros(counts.shape, dtype=bool)
    for place in primary:
        hidden[place] = True
    exposed: list[Place] = []
    for i, j in sorted(primary, key=lambda place: (-table.counts[place[0]][place[1]], place)):
        row, column = counts[i][None, :], counts[:, j][:, None]
        room = np.minimum(row, column) + np.minimum(counts, counts[i, j]) - 2
        usable = (row > 0) & (column > 0) & (counts > 0) & (room >= width)
        usable[i, :] = usable[:, j] = False
        if not usable.any():
            exposed.append((i, j))
            continue
        loss = np.where(hidden, 0, counts)
        price = np.where(usable, loss + loss[i][None, :] + loss[:, j][:, None], np.inf)
        k, m = np.unravel_index(np.argmin(price), price.shape)
        hidden[i, m] = hidden[k, j] = hidden[k, m] = True
    chosen = frozenset((int(i), int(j)) for i, j in np.argwhere(hidden))
    return chosen - primary, tuple(exposed)


def _merge_small_columns(table: Table, rule: Preset) -> Table:
    while True:
        small = [j for j in range(len(table.columns)) if is_small(table, -1, j, rule)]
        if not small:
            return table
        totals = table.counts[-1][:-1]
        table = table.merge_columns(small[0], partner(totals, small[0], table.ordered_columns))


def merge_small_rows(tables: tuple[Table, ...], rule: Preset) -> tuple[Table, ...]:
    """Merge rows with a small total in every table of one measure alike.

    They share their row totals, so a row merged in one must be merged in all.
    """
    while True:
        small = [
            (table, i)
            for table in tables
            if not is_small(table, -1, -1, rule)
            for i in range(len(table.rows))
            if is_small(table, i, -1, rule)
        ]
        if not small:
            return tables
        table, i = small[0]
        totals = [line[-1] for line in table.counts[:-1]]
        other = partner(totals, i, table.ordered_rows)
        tables = tuple(each.merge_rows(i, other) for each in tables)


def _merge_worst(table: Table, exposed: tuple[Place, ...]) -> Table:
    """Merge the line most of the exposed cells lie in; the smaller one if two are as bad."""
    rows = [line[-1] for line in table.counts[:-1]]
    columns = list(table.counts[-1][:-1])
    choices = [
        (-sum(p[axis] == at for p in exposed), totals[at], axis, at)
        for axis, totals in enumerate((rows, columns))
        for at in {p[axis] for p in exposed}
        if sum(1 for total in totals if total) > 1
    ]
    _, _, axis, at = min(choices)
    if axis == 0:
        return table.merge_rows(at, partner(rows, at, table.ordered_rows))
    return table.merge_columns(at, partner(columns, at, table.ordered_columns))


def partner(totals: list[int] | tuple[int, ...], at: int, ordered: bool) -> int:
    """Return the line to merge with: the nearest used neighbour, or the smallest used line."""
    used = [k for k, total in enumerate(totals) if total and k != at]
    if ordered:
        return min(used, key=lambda k: (abs(k - at), totals[k]))
    return min(used, key=lambda k: totals[k])
