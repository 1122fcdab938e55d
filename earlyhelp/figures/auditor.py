"""The attacker's view of a published table: the least and the most each hidden figure can be.

Exact for two-way tables with totals; refuses nothing itself, it only measures.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from earlyhelp.errors import Bug

if TYPE_CHECKING:
    import numpy as np
    from scipy import sparse

Place = tuple[int, int]
Bound = tuple[int, int | None]
Bounds = tuple[tuple[Bound, ...], ...]
Interval = tuple[int, int | None]


def intervals(bounds: Bounds, cells: Collection[Place]) -> dict[Place, Interval]:
    """Return what a reader can work out about each of these cells: place -> (least, most).

    Shape: `bounds` holds what is printed for each cell, totals in the last row and column; the
    most is None when nothing limits it.
    Source: two linear programmes over independent copies of the table, one copy for each cell.
    """
    if not cells:
        return {}
    asked = sorted(cells)
    least = _extremes(bounds, asked, 1)
    most = _extremes(bounds, asked, -1)
    return {
        cell: (round(lo), None if hi > _unlimited(bounds) - 1 else round(hi))
        for cell, lo, hi in zip(asked, least, most, strict=True)
    }


def _unlimited(bounds: Bounds) -> int:
    """A ceiling no count reaches, so that every programme has an answer."""
    return 10 * sum(hi or lo for line in bounds for lo, hi in line) + 1000


def _extremes(bounds: Bounds, cells: list[Place], sign: int) -> list[float]:
    import numpy as np
    from scipy import sparse
    from scipy.optimize import linprog

    width, copies = len(bounds[0]), len(cells)
    size, ceiling = len(bounds) * width, _unlimited(bounds)
    limits = [(lo, ceiling if hi is None else hi) for line in bounds for lo, hi in line]
    wanted = [copy * size + i * width + j for copy, (i, j) in enumerate(cells)]
    objective = np.zeros(size * copies)
    objective[wanted] = sign
    equations = _additivity(len(bounds), width)
    answer = linprog(
        objective,
        A_eq=sparse.csr_matrix(sparse.kron(sparse.identity(copies), equations)),
        b_eq=np.zeros(equations.shape[0] * copies),
        bounds=limits * copies,
        method="highs",
    )
    if not answer.success:
        raise Bug("figures.auditor.no_answer")
    return [float(answer.x[k]) for k in wanted]


def _additivity(height: int, width: int) -> "sparse.csr_matrix":
    """Every row and every column, those of the totals too, sums to its total."""
    import numpy as np
    from scipy import sparse

    def line(length: int) -> "np.ndarray":
        return np.array([*([1.0] * (length - 1)), -1.0])

    along_rows = sparse.kron(sparse.identity(height), line(width))
    along_columns = sparse.kron(line(height), sparse.identity(width))
    return sparse.csr_matrix(sparse.vstack([along_rows, along_columns]))


def too_narrow(found: dict[Place, Interval], least_width: int) -> tuple[Place, ...]:
    """Return the cells whose interval is narrower than the preset asks, exact ones included."""
    return tuple(
        cell for cell, (lo, hi) in found.items() if hi is not None and hi - lo < least_width
    )
