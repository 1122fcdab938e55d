"""Reads what the search index is made of: sealed directory columns, batch by batch.  Opens none."""

from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, func, select

from earlyhelp.records.people import Family, FamilyKey, Home, Person
from earlyhelp.storage.guard import permit

_family, _person, _home = Family.__table__, Person.__table__, Home.__table__
_key = FamilyKey.__table__
_BATCH = 1000  # rows read in one step: less than 50 ms, also where the machine is busy


def count_people(connection: Connection) -> int:
    """Return how many people the index will hold; those of restricted families are none of them."""
    statement = select(func.count(_person.c.id)).where(_unrestricted(_person))
    return int(connection.execute(statement, execution_options=permit()).scalar_one())


def read_people(
    connection: Connection, after: int, family_ids: Collection[int] | None = None
) -> list[Any]:
    """Return (id, family, version, sealed directory, team) of a batch, or of some families' people."""
    columns = (_person.c.id, _person.c.family_id, _person.c.version, _person.c.directory)
    joined = select(*columns, _family.c.team_id).where(_family.c.id == _person.c.family_id)
    joined = joined.where(_family.c.restricted == 0)
    return _batch(connection, joined.where(_person.c.id > after), _person, family_ids)


def read_homes(
    connection: Connection, after: int, family_ids: Collection[int] | None = None
) -> list[Any]:
    """Return (id, family, version, sealed directory) of present, unprotected homes."""
    columns = (_home.c.id, _home.c.family_id, _home.c.version, _home.c.directory)
    present = (_home.c.id > after, _home.c.until_on.is_(None), _home.c.directory.is_not(None))
    homes = select(*columns).where(*present, _unrestricted(_home))
    return _batch(connection, homes, _home, family_ids)


def _unrestricted(table: Any) -> ColumnElement[bool]:
    restricted = select(_family.c.id).where(_family.c.restricted == 1)
    return cast("ColumnElement[bool]", table.c.family_id.not_in(restricted))


def read_particulars(
    connection: Connection, after: int, family_ids: Collection[int] | None = None
) -> list[Any]:
    """Return (id, family, version, sealed particulars) of a batch of people."""
    columns = (_person.c.id, _person.c.family_id, _person.c.version, _person.c.particulars)
    return _batch(connection, select(*columns).where(_person.c.id > after), _person, family_ids)


def read_hidden_homes(
    connection: Connection, after: int, family_ids: Collection[int] | None = None
) -> list[Any]:
    """Return (id, family, version, sealed) of protected homes, of former ones too."""
    columns = (_home.c.id, _home.c.family_id, _home.c.version, _home.c.hidden)
    hidden = (_home.c.id > after, _home.c.hidden.is_not(None))
    return _batch(connection, select(*columns).where(*hidden), _home, family_ids)


def read_family_keys(connection: Connection, family_ids: Collection[int]) -> list[Any]:
    """Return (family, team, epoch, wrapped key) of some families."""
    columns = (_key.c.family_id, _key.c.team_id, _key.c.epoch, _key.c.wrapped)
    statement = select(*columns).where(_key.c.family_id.in_(family_ids))
    return list(connection.execute(statement, execution_options=permit()))


def _batch(
    connection: Connection, statement: Any, table: Any, family_ids: Collection[int] | None
) -> list[Any]:
    if family_ids is not None:
        statement = statement.where(table.c.family_id.in_(family_ids))
    else:
        statement = statement.order_by(table.c.id).limit(_BATCH)
    return list(connection.execute(statement, execution_options=permit()))
