"""Merging rows keeps the totals and counts a family behind two rows once."""

from earlyhelp.figures.tables import Table, table_of_counts


def test_merging_keeps_the_totals():
    table = table_of_counts("a.b", ["x", "y", "z"], ["p", "q"], ((1, 2), (3, 4), (5, 6)))
    rows = table.merge_rows(2, 0)
    assert rows.rows == ("x + z", "y")
    assert rows.counts == ((6, 8, 14), (3, 4, 7), (9, 12, 21))
    columns = rows.merge_columns(0, 1)
    assert columns.counts == ((14, 14), (7, 7), (21, 21))
    assert columns.merged == ("x + z", "p + q")


def test_a_family_behind_two_merged_rows_counts_once():
    both_rows = (((0, 1), (1, 1)), ((0, 1),))
    table = Table("needs", "locality", "t", "u", ("x", "y"), ("p",), {both_rows: 4})
    assert table.families == ((4, 4), (4, 4), (4, 4))
    merged = table.merge_rows(0, 1)
    assert merged.counts == ((8, 8), (8, 8))
    assert merged.families == ((4, 4), (4, 4))


def test_merging_thrice_names_the_group_once():
    table = table_of_counts("a.b", ["x", "y", "z"], ["p"], ((1,), (2,), (3,)))
    assert table.merge_rows(0, 1).merge_rows(0, 1).merged == ("x + y + z",)
