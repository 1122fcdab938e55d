"""What a column of a table shows of a row.  Refuses to fetch: it reads what the row brought."""

from collections.abc import Callable
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from ui.widgets.basics import Tone

Row = TypeVar("Row")


class Column(Struct, Generic[Row], frozen=True, kw_only=True):
    """One column.  With `tone` the words stand in a pill; a tone of None leaves them plain.

    Unit: `width` in characters of body text, 0 shares the rest. `align` "right" is for numbers.
    """

    title: str
    text: Callable[[Row], str]
    align: Literal["left", "right"] = "left"
    tone: Callable[[Row], Tone | None] | None = None
    bold: Callable[[Row], bool] | None = None
    note: Callable[[Row], str] | None = None
    sort: str = ""
    width: int = 0


AnyColumn = Column[Any]
