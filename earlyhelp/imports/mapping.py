"""The typed form of `resources/imports/annex_a.toml`: sheets, headings, words and codes.

Holds no knowledge of its own: a new heading or word is a line in that file.
"""

from functools import cache
from typing import Literal

import msgspec

from earlyhelp.imports.names import plain_name
from earlyhelp.settings import load


class Option(msgspec.Struct, frozen=True):
    """One code, the list letters it may stand under, and the words that mean it."""

    code: str
    letters: tuple[str, ...]
    words: tuple[str, ...]
    note: str = ""


class CodeList(msgspec.Struct, frozen=True):
    """A closed list; `blank` is the code that an empty cell stands for, if there is one."""

    options: tuple[Option, ...]
    blank: str = ""
    lettered: bool = True


class Column(msgspec.Struct, frozen=True):
    """One column of a list; blank_note is the mend to note where an optional cell is empty."""

    key: str
    kind: Literal["id", "code", "date", "age", "count", "text"]
    heading: str
    also: tuple[str, ...] = ()
    codes: str = ""
    required: bool = False
    blank_note: str = ""

    def is_headed(self, heading: str) -> bool:
        """Tell whether a heading of the file means this column."""
        name = plain_name(heading)
        return any(name == plain_name(mine) for mine in (self.heading, *self.also))


class ListDefinition(msgspec.Struct, frozen=True):
    """One list of the workbook; the natural key, with the child, tells its rows apart."""

    key: str
    sheet: str
    names: tuple[str, ...]
    happened: str
    natural_key: tuple[str, ...]
    columns: tuple[Column, ...]
    ended: str = ""

    def is_named(self, sheet: str) -> bool:
        """Tell whether a sheet of that name is this list."""
        return any(plain_name(sheet) == plain_name(mine) for mine in self.names)

    def heading(self, key: str) -> str:
        """Return the usual heading of a column."""
        return next(column.heading for column in self.columns if column.key == key)


class Mapping(msgspec.Struct, frozen=True):
    """The whole of the file."""

    reason_heading: str
    not_available: tuple[str, ...]
    header_within_rows: int
    oldest_age: int
    weeks_before_birth: int
    lists: tuple[ListDefinition, ...]
    codes: dict[str, CodeList]

    def sheet_names(self) -> tuple[str, ...]:
        """Return every name under which a list's sheet may go."""
        return tuple(name for one in self.lists for name in one.names)


@cache
def annex_a_mapping() -> Mapping:
    """Return the mapping that ships with the program."""
    return load("imports/annex_a.toml", Mapping)
