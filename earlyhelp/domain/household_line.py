"""Draws the dotted line round a household so that it holds its members and nobody else."""

from collections.abc import Iterable, Sequence

from earlyhelp.domain.family_parts import ROW, Household, HouseholdLine, Points, Symbol

_Box = tuple[float, float, float, float]
_Cell = tuple[int, int]
_ABOVE, _BELOW = 32.0, 50.0
_BAND_TOP, _BAND_BOTTOM = 66.0, 86.0


def household_line(
    household: Household, symbols: Sequence[Symbol], order: int
) -> HouseholdLine | None:
    """Return the line, or nothing if none of its people are in the picture.

    Shape: a closed path of right angles; `order` sets it off from the lines of other households.
    """
    inside = {symbol.id for symbol in symbols} & household.residents
    if not inside:
        return None
    boxes = _boxes(symbols, inside, 40.0 - 5.0 * (order % 3))
    return HouseholdLine(id=household.id, label=household.label, points=_outline(boxes))


def _boxes(symbols: Sequence[Symbol], inside: set[int], half: float) -> list[_Box]:
    """Cover every run of neighbours with a box; join boxes through the empty bands between rows.

    Only one box of a row reaches down to the next band: so the boxes form a tree and the line
    never shuts in an outsider.
    """
    runs = _runs(symbols, inside)
    rows = sorted(runs)
    edge = min(symbol.x for symbol in symbols) - 40.0 - 20.0
    boxes = [
        (run[0].x - half, run[0].y - _ABOVE, run[-1].x + half, run[0].y + _BELOW)
        for row in rows
        for run in runs[row]
    ]
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        down = runs[row] if index == 0 else runs[row][:1]
        if following is None and (index > 0 or len(down) == 1):
            break
        up = runs[following] if following is not None else []
        boxes += _joints(down, up, edge, half)
    return boxes


def _runs(symbols: Sequence[Symbol], inside: set[int]) -> dict[int, list[list[Symbol]]]:
    runs: dict[int, list[list[Symbol]]] = {}
    was_inside: dict[int, bool] = {}
    for symbol in sorted(symbols, key=lambda one: (one.row, one.x)):
        is_inside = symbol.id in inside
        if is_inside and was_inside.get(symbol.row):
            runs[symbol.row][-1].append(symbol)
        elif is_inside:
            runs.setdefault(symbol.row, []).append([symbol])
        was_inside[symbol.row] = is_inside
    return runs


def _joints(
    down: Sequence[list[Symbol]], up: Sequence[list[Symbol]], edge: float, half: float
) -> list[_Box]:
    top = down[0][0].y
    boxes = [(run[0].x - half, top, run[-1].x + half, top + _BAND_BOTTOM) for run in down]
    if not up:
        return [*boxes, _band(down, top, half)]
    base = up[0][0].y - ROW
    boxes += [(run[0].x - half, base + _BAND_TOP, run[-1].x + half, base + ROW) for run in up]
    if base == top:
        return [*boxes, _band([*down, *up], top, half)]
    corridor = (edge, top + _BAND_TOP, edge + 15.0, base + _BAND_BOTTOM)
    return [
        *boxes,
        _band(down, top, half, edge),
        _band(up, base, half, edge),
        corridor,
    ]


def _band(runs: Sequence[list[Symbol]], y: float, half: float, edge: float | None = None) -> _Box:
    left = min(run[0].x for run in runs) - half if edge is None else edge
    return left, y + _BAND_TOP, max(run[-1].x for run in runs) + half, y + _BAND_BOTTOM


def _outline(boxes: Sequence[_Box]) -> Points:
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    filled = {
        (i, j)
        for i, x in enumerate(xs[:-1])
        for j, y in enumerate(ys[:-1])
        if any(left <= x < right and top <= y < low for left, top, right, low in boxes)
    }
    onward = {
        start: end for i, j in filled for start, end, beside in _sides(i, j) if beside not in filled
    }
    onward_at = {(xs[i], ys[j]): (xs[k], ys[m]) for (i, j), (k, m) in onward.items()}
    first = min(onward_at)
    path, here = [first], onward_at[first]
    while here != first:
        path.append(here)
        here = onward_at[here]
    return tuple(_corners(path))


def _sides(i: int, j: int) -> tuple[tuple[_Cell, _Cell, _Cell], ...]:
    """The four sides of a cell, clockwise: from corner, to corner, the cell beyond."""
    a, b, c, d = (i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)
    return ((a, b, (i, j - 1)), (b, c, (i + 1, j)), (c, d, (i, j + 1)), (d, a, (i - 1, j)))


def _corners(path: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    for index, (x, y) in enumerate(path):
        before, behind = path[index - 1], path[(index + 1) % len(path)]
        straight = before[0] == x == behind[0] or before[1] == y == behind[1]
        if not straight:
            yield x, y
