"""Every condition a scope puts on a class of records, as SQL: `python -m tests.access.criteria` renews the list.

The list is read by people: whoever changes who sees what sees here exactly what changed.
"""

import re
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.dialects import sqlite

from earlyhelp.access.permissions import Scope
from earlyhelp.access.principal import Principal
from earlyhelp.records import every_module
from earlyhelp.records.base import Record
from earlyhelp.storage.scopes import criterion
from earlyhelp.storage.standing import Standing

LIST = Path(__file__).with_name("criteria.txt")
_WHO = Principal(account_id=5, login="priya", display_name="Priya", role="made up", teams=(7, 9))
_NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
#: what a person may have besides role and teams: granted, conflicted, the emergency key
_STANDINGS = {
    "alone": (False, False, False),
    "granted": (True, False, False),
    "conflicted": (False, True, False),
    "on duty": (False, False, True),
    "all of it": (True, True, True),
}


def listed() -> str:
    """Return each condition once, with the scopes, standings and tables it holds for."""
    every_module()
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kinds = {mapper.local_table.name: mapper for mapper in Record.registry.mappers}
    for scope in Scope:
        for standing, (granted, conflicted, emergency) in _STANDINGS.items():
            who = Standing(_WHO, scope, lambda: _NOW, granted, conflicted, emergency)
            for name, mapper in sorted(kinds.items()):
                text = _text(mapper.local_table, criterion(mapper.class_, who))
                found[text][f"{scope}, {standing}"] += [name]
    return "\n\n".join(_entry(condition, places) for condition, places in found.items()) + "\n"


def _entry(condition: str, places: dict[str, list[str]]) -> str:
    by_tables: dict[str, list[str]] = defaultdict(list)
    for place, tables in places.items():
        by_tables[" ".join(tables)].append(place)
    lines = (f"  {' | '.join(who)}\n    {tables}" for tables, who in by_tables.items())
    return "\n".join((condition, *lines))


def _text(table: Table, rows: ColumnElement[bool]) -> str:
    statement = select(table.c.id).where(rows)
    compiled = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
    text = " ".join(str(compiled).split()).partition(" WHERE ")[2]
    for name, bound in compiled.binds.items():
        value = bound.effective_value
        shown = "now" if value is _NOW else repr(value)
        text = re.sub(rf":{name}\b|\(__\[POSTCOMPILE_{name}\]\)", shown, text)
    return re.sub(rf"\b{table.name}\.", "<table>.", text)


if __name__ == "__main__":
    LIST.write_text(listed(), encoding="utf-8")
    sys.stdout.write(f"{LIST}\n")
