"""One record of every kind with a canary in every sealed text, for the tests of what is held."""

import types
from datetime import UTC, date, datetime
from typing import Union, get_args, get_origin

import msgspec
from sqlalchemy import inspect

from earlyhelp.messages.records import Narrative
from earlyhelp.records.base import OfFamily

ON = date(2026, 10, 5)
AT = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)
#: Records every family has already, and ids the kinds must point at.
GIVEN = {"status": "open", "level": "L2", "kind": "home_visit", "role": "lead", "part": "x:1"}


class Canaries:
    """Hands out words nobody would write, and remembers where each one lies."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def word(self, where: str) -> str:
        word = f"kenari{len(self.planted):03d}"
        self.planted[word] = where
        return word

    def value(self, kind, where: str):
        """Return a value of a type with a canary in every text of it."""
        if kind is Narrative:
            rows = [self.word(f"{where}.list"), {"a": self.word(f"{where}.row")}]
            answers = {"a.b": self.word(f"{where}.answer"), "a.c": rows}
            return Narrative(text=self.word(f"{where}.text"), answers=answers)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            fields = msgspec.structs.fields(kind)
            return kind(**{one.name: self.value(one.type, f"{where}.{one.name}") for one in fields})
        if kind is str:
            return self.word(where)
        origin = get_origin(kind)
        if origin is tuple and get_args(kind)[-1:] == (...,):
            inner = get_args(kind)[0]
            texts = isinstance(inner, type) and (inner is str or issubclass(inner, msgspec.Struct))
            return (self.value(inner, where),) if texts else ()
        if origin in (Union, types.UnionType):
            plain = next(one for one in get_args(kind) if one is not type(None))
            return self.value(plain, where)
        return {int: 3, bool: True, date: ON, bytes: b"x"}.get(kind, {})


def row_of(kind: type[OfFamily], family_id: int, ids: dict[str, int], account_id: int) -> OfFamily:
    """Make a row of a kind whose plain columns are filled with something that is allowed."""
    values: dict[str, object] = {"family_id": family_id}
    for column in inspect(kind).columns:
        name = column.key
        if name in {"id", "version", "family_id"} or name in kind.seals:
            continue
        if column.foreign_keys:
            (key,) = column.foreign_keys
            values[name] = ids.get(key.column.table.name, account_id)
        else:
            values[name] = _plain(name, column.type.python_type, account_id)
    return kind(**values)


def _plain(name: str, kind: type, account_id: int):
    if name.endswith("_by") or name == "author_id":
        return account_id
    if name.endswith("_at"):
        return AT
    if name.endswith("_on"):
        return ON
    return GIVEN.get(name, {int: 1, str: "other", bool: True}.get(kind, b"x"))
