"""Attacking two tables of one measure together gives no more than attacking each alone."""

from itertools import product

import numpy as np
from scipy.optimize import linprog

from earlyhelp.figures.auditor import intervals
from earlyhelp.figures.presets import preset
from earlyhelp.figures.suppress import bounds, conceal, merge_small_rows
from earlyhelp.figures.tables import table_of_counts

from .made_up import Dice

DFE = preset("dfe")
SIZE = range(4)


def linked(seed):
    """Two tables that are margins of one made-up three-way table."""
    dice = Dice(seed)
    cube = {
        cell: max(0, dice.below(9) - 4) * (1 + dice.below(6)) for cell in product(SIZE, repeat=3)
    }
    by_place = [[sum(cube[i, j, k] for k in SIZE) for j in SIZE] for i in SIZE]
    by_time = [[sum(cube[i, j, k] for j in SIZE) for k in SIZE] for i in SIZE]
    return tuple(
        table_of_counts(name, list("wxyz"), list("pqrs"), grid)
        for name, grid in (("needs.locality", by_place), ("needs.quarter", by_time))
    )


def joint_interval(tables, concealed, place):
    """The range of one hidden cell of the first table over all three-way tables that fit both."""
    cells = list(product(range(len(tables[0].rows)), *(range(len(t.columns)) for t in tables)))
    sums, values, at_least = [], [], []
    for axis, table in enumerate(tables):
        for i, line in enumerate(table.counts):
            for j, number in enumerate(line):
                row = np.array([_part_of(cell, axis, i, j, table) for cell in cells], dtype=float)
                if (i, j) in concealed[axis]:
                    at_least.append(-row)
                else:
                    sums.append(row)
                    values.append(number)
    aim = np.array([_part_of(cell, 0, *place, tables[0]) for cell in cells], dtype=float)
    ends = [
        sign
        * linprog(
            sign * aim,
            A_eq=np.array(sums),
            b_eq=values,
            A_ub=np.array(at_least),
            b_ub=-np.ones(len(at_least)),
        ).fun
        for sign in (1, -1)
    ]
    return tuple(round(end) for end in ends)


def _part_of(cell, axis, i, j, table):
    in_row = i in (cell[0], len(table.rows))
    return in_row and j in (cell[1 + axis], len(table.columns))


def test_the_joint_attack_learns_nothing_new():
    tried = 0
    for seed in range(12):
        tables = merge_small_rows(linked(seed), DFE)
        hidden = [conceal(table, DFE) for table in tables]
        tables = [table for table, _ in hidden]
        if tables[0].rows != tables[1].rows:
            continue
        concealed = [h.primary | h.secondary for _, h in hidden]
        if not all(concealed):
            continue
        alone = intervals(bounds(tables[0], concealed[0], DFE), concealed[0])
        for place in sorted(concealed[0])[:4]:
            assert joint_interval(tables, concealed, place) == alone[place]
            tried += 1
    assert tried >= 8
