"""Which columns stand under the first where a table is too narrow for all.  Hides no word of a row."""

from collections.abc import Collection, Sequence
from typing import Any

from msgspec.structs import replace

from ui.tables.columns import AnyColumn


def columns_folded(columns: Sequence[AnyColumn], room: int, words: Sequence[int]) -> frozenset[int]:
    """Return the places of the columns that do not fit beside the others.

    Shape: the last go first, those with a pill after the plain ones; one that sorts stays, as its head
    is pressed, and so does the first.  `words` holds what the longest word of each column needs.
    """
    free = [place for place, one in enumerate(columns) if place and not one.sort]
    order = [place for place in free if columns[place].tone]
    order += [place for place in free if not columns[place].tone]  # taken from the end
    gone: set[int] = set()
    while order and _needed(words, gone) > room:
        gone.add(order.pop())
    return frozenset(gone)


def least_of(words: Sequence[int], gone: Collection[int]) -> list[int]:
    """Return what the columns that stay need; the first has the words of those that do not."""
    first = max(words[place] for place in (0, *gone))
    return [first, *(one for place, one in enumerate(words) if place and place not in gone)]


def with_folded(columns: Sequence[AnyColumn], gone: Collection[int]) -> tuple[AnyColumn, ...]:
    """Return the columns as they are read: the first tells the others, each with its title."""
    first, *others = columns
    if not gone:
        return tuple(columns)
    under = [columns[place] for place in sorted(gone)]

    def note(row: Any) -> str:
        lines = [first.note(row) if first.note else "", *(_told(one, row) for one in under)]
        return "\n".join(line for line in lines if line)

    return (replace(first, note=note), *others)


def _told(column: AnyColumn, row: Any) -> str:
    parts = [column.text(row), column.note(row) if column.note else ""]
    said = " ".join(part for part in parts if part)
    return f"{column.title}: {said}" if said and column.title else said


def _needed(words: Sequence[int], gone: Collection[int]) -> int:
    return sum(least_of(words, gone))
