"""The shape of a two-way table of counts that still knows how many families stand behind each cell.

Refuses to hold anything about one family that another could not share.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

Signature = tuple[tuple[int, int], ...]  # (position of a row or column, how often), ascending
Grid = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Table:
    """Counts of one measure by one dimension.

    Shape: `bundles` counts families by what they add: each row of the first signature times each
    column of the second.  Keeping them lets rows merge without counting a family twice.
    """

    measure: str
    dimension: str
    title: str
    unit: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    bundles: Mapping[tuple[Signature, Signature], int]
    ordered_rows: bool = False
    ordered_columns: bool = False
    merged: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the name of the table, the same in every release."""
        return f"{self.measure}.{self.dimension}"

    @cached_property
    def counts(self) -> Grid:
        """Return the counts; the last row and the last column are totals."""
        return self._grid(families=False)

    @cached_property
    def families(self) -> Grid:
        """Return how many families stand behind each count."""
        return self._grid(families=True)

    def merge_rows(self, first: int, second: int) -> "Table":
        """Return the table with two rows shown as one, at the place of the earlier one."""
        rows, moved = _merge(self.rows, first, second)
        bundles = _remap(((_move(r, moved), c), n) for (r, c), n in self.bundles.items())
        note = rows[min(first, second)]
        return replace(self, rows=rows, bundles=bundles, merged=_noted(self.merged, note))

    def merge_columns(self, first: int, second: int) -> "Table":
        """Return the table with two columns shown as one, at the place of the earlier one."""
        columns, moved = _merge(self.columns, first, second)
        bundles = _remap(((r, _move(c, moved)), n) for (r, c), n in self.bundles.items())
        note = columns[min(first, second)]
        return replace(self, columns=columns, bundles=bundles, merged=_noted(self.merged, note))

    def _grid(self, *, families: bool) -> Grid:
        height, width = len(self.rows), len(self.columns)
        grid = [[0] * (width + 1) for _ in range(height + 1)]
        for (rows, columns), times in self.bundles.items():
            for i, n in _with_total(rows, height):
                for j, m in _with_total(columns, width):
                    grid[i][j] += times if families else n * m * times
        return tuple(map(tuple, grid))


def table_of_counts(name: str, rows: Sequence[str], columns: Sequence[str], counts: Grid) -> Table:
    """Return a table from inner counts alone, where every count is one family."""
    bundles: dict[tuple[Signature, Signature], int] = {
        (((i, 1),), ((j, 1),)): number
        for i, line in enumerate(counts)
        for j, number in enumerate(line)
        if number
    }
    measure, _, dimension = name.partition(".")
    return Table(measure, dimension, name, "cases", tuple(rows), tuple(columns), bundles)


def _with_total(signature: Signature, total: int) -> list[tuple[int, int]]:
    if not signature:
        return []
    return [*signature, (total, sum(n for _, n in signature))]


def _merge(labels: Sequence[str], first: int, second: int) -> tuple[tuple[str, ...], list[int]]:
    low, high = sorted((first, second))
    joined = (*labels[:low], f"{labels[low]} + {labels[high]}", *labels[low + 1 :])
    moved = [low if i == high else i - (i > high) for i in range(len(labels))]
    return joined[:high] + joined[high + 1 :], moved


def _move(signature: Signature, moved: Sequence[int]) -> Signature:
    totals: Counter[int] = Counter()
    for position, n in signature:
        totals[moved[position]] += n
    return tuple(sorted(totals.items()))


def _remap(
    bundles: Iterable[tuple[tuple[Signature, Signature], int]],
) -> dict[tuple[Signature, Signature], int]:
    totals: Counter[tuple[Signature, Signature]] = Counter()
    for key, times in bundles:
        totals[key] += times
    return dict(totals)


def _noted(merged: tuple[str, ...], label: str) -> tuple[str, ...]:
    return (*(m for m in merged if m not in label), label)
