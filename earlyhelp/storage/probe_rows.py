"""Reads plain columns of any table for the register's checks.  Refuses sealed columns: no content leaves."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from earlyhelp.errors import Bug
from earlyhelp.records.base import OfFamily, Record, Sealed
from earlyhelp.storage.guard import permit


class Rows:
    """What a probe may ask inside `Vault.look_inside`: counts and plain columns, no sealed one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, kind: type[Record], *where: ColumnElement[bool]) -> int:
        """Return how many rows of a kind there are, in every family."""
        statement = select(func.count()).select_from(kind.__table__).where(*where)
        return int(self._connection.execute(statement, execution_options=permit()).scalar_one())

    def read(self, columns: Sequence[ColumnElement[Any]], *where: ColumnElement[bool]) -> list[Any]:
        """Return plain columns of one table's rows.

        Raises: Bug for a sealed column.
        """
        if any(isinstance(column.type, Sealed) for column in columns):
            raise Bug("probe.sealed")
        statement = select(*columns).where(*where)
        return list(self._connection.execute(statement, execution_options=permit()))

    def left_of(self, families: set[int]) -> int:
        """Return how many rows there still are of families that should be gone."""
        kinds = (one.class_ for one in Record.registry.mappers if issubclass(one.class_, OfFamily))
        return sum(self.count(kind, kind.__table__.c.family_id.in_(families)) for kind in kinds)
