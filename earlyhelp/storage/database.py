"""Opens the SQLCipher file with its settings read back; tells wrong, damaged and empty files apart."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, event
from sqlalchemy import create_engine as _make_engine  # noqa: TID251 - the one place
from sqlalchemy.pool import StaticPool

from earlyhelp.errors import StorageFault
from earlyhelp.keys.slots import StoreSecret
from earlyhelp.records.base import Record

DriverError = driver.DatabaseError

#: Pragmas of the store and what must be read back; security.md 4.3.
_PRAGMAS: tuple[tuple[str, str, Any], ...] = (
    ("cipher_memory_security", "ON", "1"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("cell_size_check", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("busy_timeout", "10000", 10000),
    ("mmap_size", "0", 0),
    ("cache_size", "-65536", -65536),
)
#: SQLite's result codes that mean the disk, not the data.
_FULL, _READ_ONLY, _IO = 13, 8, 10
#: Functions that would carry the store, or foreign code, past its border.
_FUNCTIONS = frozenset({"sqlcipher_export", "load_extension"})


def connect(path: Path, secret: StoreSecret, *, create: bool) -> Any:
    """Open one connection with every setting verified.

    Raises: StorageFault naming a missing, empty, foreign, damaged or read-only file.
    """
    _look_at(path, create=create)
    connection = driver.connect(
        str(path), isolation_level=None, check_same_thread=True, cached_statements=512
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{secret.key.hex()}{secret.salt.hex()}'\"")
        _settle(connection)
    except driver.DatabaseError as cause:
        connection.close()
        raise fault(cause) from None
    except StorageFault:
        connection.close()
        raise
    return connection


def connect_finished(path: Path, secret: StoreSecret) -> Any:
    """Open a finished copy that nobody writes, and leave no file beside it: a stick may be locked.

    Raises: StorageFault as `connect`.
    """
    _look_at(path, create=False)
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{secret.key.hex()}{secret.salt.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as cause:
        connection.close()
        raise fault(cause) from None
    return connection


def engine_of(connection: Any, *, reading: bool = False) -> Engine:
    """Return an engine over the one connection; every transaction takes the write lock at once.

    Shape: `reading` is for a connection that cannot write, and takes no lock.
    """
    engine = _make_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
        query_cache_size=1200,
    )

    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin_at_once(conn: Any) -> None:
        conn.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def guard_connection(connection: Any, closed_tables: frozenset[str] = frozenset()) -> None:
    """Install the authorizer: the audit only grows, and nothing may reach round the store.

    `closed_tables` may not even be read by this session.
    """
    connection.set_authorizer(_authorizer(closed_tables))


def reading_only(action: int, _first: Any, second: Any, *_: Any) -> int:
    """Let a probe read every table and change nothing: an authorizer for `set_authorizer`."""
    allowed = {driver.SQLITE_SELECT, driver.SQLITE_READ, driver.SQLITE_TRANSACTION}
    harmless = action == driver.SQLITE_FUNCTION and second not in _FUNCTIONS
    fine = action in allowed or harmless or action == driver.SQLITE_RECURSIVE
    return int(driver.SQLITE_OK if fine else driver.SQLITE_DENY)


def fault(cause: BaseException) -> StorageFault:
    """Translate a driver error into a sentence's key; the text of the error is dropped."""
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    text = str(cause)
    if code == _FULL or "full" in text:
        return StorageFault("store.full")
    if code == _READ_ONLY or "readonly" in text or "unable to open" in text:
        return StorageFault("store.unwritable")
    if code == _IO or "disk I/O" in text:
        return StorageFault("store.disk")
    return StorageFault("store.damaged")


def _look_at(path: Path, *, create: bool) -> None:
    if create:
        if path.exists():
            raise StorageFault("store.exists")
        return
    if not path.exists():
        raise StorageFault("store.missing")
    if path.stat().st_size == 0:
        raise StorageFault("store.empty")


def _settle(connection: Any) -> None:
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name}={value}").fetchone()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or row[0] != expected:
            raise StorageFault("store.settings", name=name)


def _authorizer(closed_tables: frozenset[str]) -> Callable[..., int]:
    append_only = {"audit_entry", "audit_checkpoint"}
    forbidden = {driver.SQLITE_ATTACH, driver.SQLITE_DETACH}
    links = _links_to_staff()
    schema = {
        getattr(driver, name)
        for name in dir(driver)
        if name.startswith(("SQLITE_CREATE_", "SQLITE_DROP_", "SQLITE_ALTER_"))
    }

    def decide(action: int, first: Any, second: Any, *_: Any) -> int:
        if action in forbidden or action in schema:
            return int(driver.SQLITE_DENY)
        if action in {driver.SQLITE_UPDATE, driver.SQLITE_DELETE} and first in append_only:
            return int(driver.SQLITE_DENY)
        if action == driver.SQLITE_READ and first in closed_tables and (first, second) not in links:
            return int(driver.SQLITE_DENY)
        if action == driver.SQLITE_PRAGMA and second is not None and first != "wal_checkpoint":
            return int(driver.SQLITE_DENY)
        if action == driver.SQLITE_FUNCTION and second in _FUNCTIONS:
            return int(driver.SQLITE_DENY)
        return int(driver.SQLITE_OK)

    return decide


def _links_to_staff() -> frozenset[tuple[str, str]]:
    """Return the columns that point at accounts and teams, as (table, column).

    SQLite reads them itself to check foreign keys when an account or a team is added.
    """
    return frozenset(
        (table.name, key.parent.name)
        for table in Record.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in {"staff_account", "team"}
    )
