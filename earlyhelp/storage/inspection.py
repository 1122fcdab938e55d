"""Opens a store's file for reading only and checks it: pages, structure, references, audit.  Writes nothing.

No look at a family is possible here: nobody could write the entry that such a look needs.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from earlyhelp.errors import StorageFault
from earlyhelp.keys.slots import StoreSecret
from earlyhelp.records.staff import StaffAccount, StoreFact
from earlyhelp.storage import audit_trail, database
from earlyhelp.storage.guard import permit

_account, _fact = StaffAccount.__table__, StoreFact.__table__


class Account(NamedTuple):
    """Who asks, as the store knows them."""

    id: int
    role: str
    status: str
    ends_on: date | None


class Inspected(NamedTuple):
    """What was found.  `entries` counts the audit's, `problems` is empty where all is sound."""

    entries: int
    problems: tuple[str, ...]


class ReadOnlyStore:
    """One file, opened so that not a byte of it or beside it can change."""

    def __init__(self, path: Path, secret: StoreSecret) -> None:
        log = path.with_name(f"{path.name}-wal")
        # What is still in the log would not be seen, and the newest entries with it.
        if log.exists() and log.stat().st_size:
            raise StorageFault("inspection.unfinished")
        self._connection = database.connect_finished(path, secret)
        self._engine = database.engine_of(self._connection, reading=True)

    def account(self, login: str) -> Account | None:
        """Return the account of this name."""
        found = select(_account.c.id, _account.c.role, _account.c.status, _account.c.ends_on)
        with self._engine.connect() as connection:
            row = connection.execute(
                found.where(_account.c.login == login), execution_options=permit()
            ).first()
        return Account(*row) if row else None

    def fact(self, name: str) -> bytes:
        """Return one of the store's facts about itself."""
        wanted = select(_fact.c.value).where(_fact.c.name == name)
        with self._engine.connect() as connection:
            value = connection.execute(wanted, execution_options=permit()).scalar()
        return bytes(value or b"")

    def inspect(self) -> Inspected:
        """Check pages, structure, references and every entry of the audit."""
        problems: list[str] = []
        entries = 0
        try:
            for check in ("cipher_integrity_check", "integrity_check(5)", "foreign_key_check"):
                rows = self._connection.execute(f"PRAGMA {check}").fetchall()
                problems += [f"{check}: {row[0]}" for row in rows if row[0] != "ok"]
            with self._engine.connect() as connection:
                problems += audit_trail.broken_links(connection)
                entries = audit_trail.count(connection)
        except database.DriverError:
            problems.append("the file is damaged")
        return Inspected(entries, tuple(problems))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        self._connection.close()
