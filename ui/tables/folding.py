"""Which columns stand under another where a table is too narrow for all.  Hides no word of a row."""

from collections.abc import Collection, Sequence
from typing import Any

from msgspec.structs import replace

from ui.tables.columns import AnyColumn


def columns_folded(columns: Sequence[AnyColumn], room: int, words: Sequence[int]) -> frozenset[int]:
    """Return the places of the columns that do not fit beside the others.

    Shape: the last go first, those with a pill after the plain ones; one that sorts stays, as its head
    is pressed, and so do the first and their home.  `words` holds what the longest word of each needs.
    """
    home = home_of(columns)
    free = [at for at, one in enumerate(columns) if at not in {0, home} and not one.sort]
    order = [place for place in free if columns[place].tone]
    order += [place for place in free if not columns[place].tone]  # taken from the end
    gone: set[int] = set()
    while order and sum(need for _, need in left_of(columns, gone, words).values()) > room:
        gone.add(order.pop())
    return frozenset(gone)


def home_of(columns: Sequence[AnyColumn]) -> int:
    """Return the place of the column that the folded ones stand under: the first, unless one says so."""
    return next((place for place, one in enumerate(columns) if one.home), 0)


def left_of(
    columns: Sequence[AnyColumn], gone: Collection[int], words: Sequence[int]
) -> dict[int, tuple[AnyColumn, int]]:
    """Return the columns that stay by their places, and what each needs.

    Shape: the home of the folded ones needs their words too, and has more to say than it asks room for.
    """
    left = {at: (one, words[at]) for at, one in enumerate(columns) if at not in gone}
    if gone:
        home = home_of(columns)
        left[home] = replace(columns[home], width=0), max(words[at] for at in (home, *gone))
    return left


def with_folded(columns: Sequence[AnyColumn], gone: Collection[int]) -> tuple[AnyColumn, ...]:
    """Return the columns as they are read: their home tells the folded ones, each with its title."""
    if not gone:
        return tuple(columns)
    home = home_of(columns)
    said, under = columns[home].note, [columns[place] for place in sorted(gone)]

    def note(row: Any) -> str:
        lines = [said(row) if said else "", *(_told(one, row) for one in under)]
        return "\n".join(line for line in lines if line)

    return (*columns[:home], replace(columns[home], note=note), *columns[home + 1 :])


def _told(column: AnyColumn, row: Any) -> str:
    parts = [column.text(row), column.note(row) if column.note else ""]
    said = " ".join(part for part in parts if part)
    title = column.title if column.title.endswith("?") else f"{column.title}:"
    return f"{title} {said}" if said and column.title else said
