"""No hidden cell follows from the totals; the auditor finds those that do."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog

from earlyhelp.figures.auditor import intervals, too_narrow
from earlyhelp.figures.presets import preset
from earlyhelp.figures.suppress import (
    bounds,
    companions,
    conceal,
    merge_small_rows,
    small_cells,
)
from earlyhelp.figures.tables import table_of_counts

from .made_up import sparse_table

DFE = preset("dfe")
ROUND5 = preset("round5")


def oracle(table, hidden):
    """The attack written out a second time, plainly: inner unknowns, known row and column sums."""
    unknown = sorted(hidden)
    counts = table.counts
    height, width = len(table.rows), len(table.columns)
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    a_eq = np.array([[float(cell in line) for cell in unknown] for line in lines])
    b_eq = [float(sum(counts[i][j] for i, j in line if (i, j) in hidden)) for line in lines]
    found = {}
    for k, cell in enumerate(unknown):
        aim = np.eye(len(unknown))[k]
        low, high = (
            linprog(sign * aim, A_eq=a_eq, b_eq=b_eq, bounds=(1, None)).fun for sign in (1, -1)
        )
        found[cell] = (round(low), round(-high))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_hidden_cells_are_never_recoverable(seed):
    (table,) = merge_small_rows((sparse_table(seed),), DFE)
    table, hidden = conceal(table, DFE)
    assert not hidden.withheld
    assert small_cells(table, DFE) == hidden.primary
    concealed = hidden.primary | hidden.secondary
    widths = [high - low for low, high in oracle(table, concealed).values()] if concealed else []
    assert min(widths, default=5) >= 5


def test_the_auditor_agrees_with_the_oracle():
    for seed in range(10):
        table = sparse_table(seed)
        hidden = small_cells(table, DFE)
        assert intervals(bounds(table, hidden, DFE), hidden) == oracle(table, hidden)


def test_negative_control_hiding_only_small_cells_is_recoverable():
    exact = narrow = total = 0
    for seed in range(60):
        table = sparse_table(seed)
        hidden = small_cells(table, DFE)
        found = intervals(bounds(table, hidden, DFE), hidden)
        total += len(found)
        exact += sum(low == high for low, high in found.values())
        narrow += len(too_narrow(found, 5))
    assert exact / total > 0.02
    assert narrow > exact


def test_a_lone_small_cell_is_given_away_by_its_totals_until_companions_hide_it():
    table = table_of_counts("a.b", "xyz", "pqr", ((3, 20, 20), (20, 20, 9), (20, 8, 20)))
    primary = small_cells(table, DFE)
    assert primary == {(0, 0)}
    assert intervals(bounds(table, primary, DFE), primary) == {(0, 0): (3, 3)}
    others, exposed = companions(table, primary, 5)
    assert len(others) == 3
    assert not exposed
    found = intervals(bounds(table, primary | others, DFE), primary | others)
    assert not too_narrow(found, 5)


def test_a_table_that_cannot_be_protected_is_merged_and_says_so():
    table = table_of_counts("a.b", "xy", "pq", ((3, 20), (20, 0)))
    merged, hidden = conceal(replace(table, ordered_rows=True), DFE)
    assert merged.merged
    assert not too_narrow(dict(hidden.found), 5)


def test_zeros_are_shown_and_never_used_as_companions():
    for seed in range(60):
        table, hidden = conceal(sparse_table(seed), DFE)
        assert all(table.counts[i][j] for i, j in hidden.primary | hidden.secondary)


def test_too_few_families_withhold_the_whole_table():
    assert conceal(table_of_counts("a.b", "x", "pq", ((2, 3),)), DFE)[1].withheld
    assert not conceal(table_of_counts("a.b", "x", "pq", ((2, 4),)), DFE)[1].withheld


def test_rows_with_small_totals_merge_alike_in_every_table_of_the_measure():
    few = table_of_counts("a.b", "xyz", "pq", ((1, 1), (9, 9), (20, 20)))
    other = table_of_counts("a.c", "xyz", "st", ((2, 0), (9, 9), (20, 20)))
    merged = merge_small_rows((few, other), DFE)
    assert {t.rows for t in merged} == {("x + y", "z")}
    assert merge_small_rows(merged, DFE) == merged


def test_many_children_of_few_families_are_small():
    table = table_of_counts("a.b", "x", "p", ((8,),))
    crowded = replace(table, bundles={(((0, 8),), ((0, 1),)): 1})
    assert crowded.counts == table.counts
    assert small_cells(crowded, DFE) == {(0, 0)}
    assert not small_cells(table, DFE)


@pytest.mark.parametrize("rule", [ROUND5, preset("strict")], ids=["round5", "strict"])
def test_rounded_tables_cannot_be_pinned(rule):
    for seed in range(8):
        (table,) = merge_small_rows((sparse_table(seed),), rule)
        table, hidden = conceal(table, rule)
        assert small_cells(table, rule) == hidden.primary
        assert not too_narrow(dict(hidden.found), 2)
        assert not hidden.secondary


@pytest.mark.parametrize("rule", [DFE, ROUND5, preset("strict")], ids=["dfe", "round5", "strict"])
def test_what_the_reader_is_told_is_true(rule):
    for seed in range(8):
        (table,) = merge_small_rows((sparse_table(seed),), rule)
        table, hidden = conceal(table, rule)
        told = bounds(table, hidden.primary | hidden.secondary, rule)
        for line, limits in zip(table.counts, told, strict=True):
            for number, (low, high) in zip(line, limits, strict=True):
                assert low <= number <= (number if high is None else high)
