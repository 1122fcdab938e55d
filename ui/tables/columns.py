"""What a column of a table shows of a row.  Refuses to fetch: it reads what the row brought."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from ui.widgets.basics import Tone

_SHARE, _SHORT = 24, 14  # letters: a column that shares the rest; one that is pressed last
Row = TypeVar("Row")


class Column(Struct, Generic[Row], frozen=True, kw_only=True):
    """One column.  With `tone` the words stand in a pill; a tone of None leaves them plain.

    Unit: `width` in characters of body text, 0 shares the rest. `align` "right" is for numbers.
    Shape: where a table is narrow, others stand under the one that is their `home`, else the first.
    """

    title: str
    text: Callable[[Row], str]
    align: Literal["left", "right"] = "left"
    tone: Callable[[Row], Tone | None] | None = None
    bold: Callable[[Row], bool] | None = None
    note: Callable[[Row], str] | None = None
    sort: str = ""
    width: int = 0
    home: bool = False


AnyColumn = Column[Any]


def share_width(
    columns: Sequence[AnyColumn], room: int, letter: int, words: Sequence[int]
) -> list[int]:
    """Return the width of every column: what it asks for, less where the room is short.

    Shape: `words` holds what the longest word of each column needs; below it none is pressed.
    """
    free = [place for place, column in enumerate(columns) if not column.width]
    wanted = [
        max(column.width * letter + 16 if column.width else letter * _SHARE, least)
        for column, least in zip(columns, words, strict=True)
    ]
    rest = room - sum(wanted)
    if rest >= 0:
        more = rest // len(free) if free else 0
        return [width + (more if place in free else 0) for place, width in enumerate(wanted)]
    places = range(len(columns))
    short = [place for place in places if 0 < columns[place].width <= _SHORT]
    for group in ([place for place in places if place not in short], short):
        spare = sum(wanted[place] - words[place] for place in group)
        part = min(-rest / spare, 1.0) if spare else 0.0
        for place in group:
            wanted[place] -= ceil((wanted[place] - words[place]) * part)
        rest = min(room - sum(wanted), 0)
    return wanted
