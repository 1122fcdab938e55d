"""Tries whether the store's own protections are awake.  Returns counts, truths and references, never content."""

import secrets
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from earlyhelp.access.permissions import Scope
from earlyhelp.access.principal import Principal
from earlyhelp.clock import SystemClock
from earlyhelp.errors import Bug
from earlyhelp.records.base import Record
from earlyhelp.records.store import ImportLink, ImportRun
from earlyhelp.storage.envelope_shape import looks_sealed
from earlyhelp.storage.guard import permit
from earlyhelp.storage.scopes import criterion
from earlyhelp.storage.standing import Standing
from earlyhelp.storage.statements import refuse_unfilterable

#: Statements that no session may prepare, whatever it is asked to do.
_FORBIDDEN = (
    "UPDATE audit_entry SET act = act WHERE 0",
    "DELETE FROM audit_entry WHERE 0",
    "DELETE FROM audit_checkpoint WHERE 0",
    "DROP TRIGGER IF EXISTS nothing",
    "ATTACH DATABASE ':memory:' AS elsewhere",
    "PRAGMA writable_schema = 1",
)
#: How many roads `lets_through` tries: the statements, one without a permit, one without an entity.
TRIED = len(_FORBIDDEN) + 2
_NOBODY = Principal(account_id=0, login="", display_name="", role="")


def kinds() -> int:
    """Return how many kinds of records there are."""
    return len(list(Record.registry.mappers))


def unclassified() -> list[str]:
    """Return the mapped classes that no audience classifies or no scope can filter."""
    found = []
    now = SystemClock().now
    for mapper in Record.registry.mappers:
        kind: type[Record] = mapper.class_
        try:
            for scope in Scope:
                criterion(kind, Standing(_NOBODY, scope, now))
        except Bug:
            found.append(kind.__name__)
    return sorted(found)


def lets_through(connection: Connection) -> list[str]:
    """Return which statements get through that the guard or the store should stop."""
    found = []
    for statement in _FORBIDDEN:
        try:
            connection.exec_driver_sql(statement, execution_options=permit())
        except DatabaseError:
            continue
        found.append(statement.split(" ", maxsplit=1)[0].lower())
    try:
        connection.execute(select(func.now()))
        found.append("permit")
    except Bug:
        pass
    try:
        refuse_unfilterable(select(Record.metadata.tables["family"].c.id))
        found.append("filter")
    except Bug:
        pass
    return found


def readable_secrets(connection: Connection, most: int = 150) -> Iterator[tuple[str, int, int]]:
    """Yield for every sealed column how many values were looked at and how many are not sealed.

    Shape: (table.column, looked at, not sealed); the newest `most` rows and as many drawn by lot.
    """
    for mapper in sorted(Record.registry.mappers, key=lambda one: one.class_.__name__):
        kind: Any = mapper.class_
        if not kind.seals:
            continue
        columns = [getattr(kind.__table__.c, name) for name in kind.seals]
        rows = _drawn(connection, kind.__table__, columns, most)
        for place, name in enumerate(kind.seals):
            values = [row[place] for row in rows if row[place] is not None]
            wrong = sum(not looks_sealed(bytes(one)) for one in values)
            yield f"{kind.__tablename__}.{name}", len(values), wrong


def _drawn(connection: Connection, table: Any, columns: list[Any], most: int) -> list[Any]:
    newest = select(*columns).order_by(table.c.id.desc()).limit(most)
    rows = list(connection.execute(newest, execution_options=permit()))
    ends = select(func.min(table.c.id), func.max(table.c.id))
    low, high = connection.execute(ends, execution_options=permit()).one()
    if len(rows) < most or low is None:
        return rows
    start = low + secrets.randbelow(high - low + 1)
    some = select(*columns).where(table.c.id >= start).order_by(table.c.id).limit(most)
    return rows + list(connection.execute(some, execution_options=permit()))


def imports(connection: Connection) -> list[tuple[int, str, int]]:
    """Return every import as (id, status, source rows it still names)."""
    run, link = ImportRun.__table__, ImportLink.__table__
    named = select(link.c.import_id, func.count()).group_by(link.c.import_id)
    found = connection.execute(named, execution_options=permit()).all()
    counts: dict[int, int] = {row[0]: row[1] for row in found}
    runs = connection.execute(select(run.c.id, run.c.status), execution_options=permit())
    return [(row.id, row.status, counts.get(row.id, 0)) for row in runs]
