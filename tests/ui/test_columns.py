"""How the columns of a table share its width."""

from ui.tables.columns import Column, share_width


def _column(width: int = 0) -> Column[str]:
    return Column(title="Due", text=str, width=width)


def test_a_free_column_takes_what_is_left() -> None:
    widths = share_width([_column(10), _column()], 900, 7, [40, 60])
    assert widths == [10 * 7 + 16, 900 - 86]


def test_long_columns_give_way_before_short_ones() -> None:
    widths = share_width([_column(10), _column(), _column(20)], 300, 7, [40, 60, 60])
    assert widths[0] == 86
    assert sum(widths) <= 300


def test_no_column_is_pressed_below_its_longest_word() -> None:
    words = [40, 60, 50]
    assert share_width([_column(10), _column(), _column(20)], 100, 7, words) == words
