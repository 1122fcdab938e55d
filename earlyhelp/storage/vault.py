"""An opened store: file, keys in hand, growing audit.  Everything else goes through its units."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.audit.checkpoint import Signer
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.clock import Clock
from earlyhelp.errors import StorageFault
from earlyhelp.keys.slots import Unlocked
from earlyhelp.records.staff import StoreFact
from earlyhelp.storage import audit_trail, database, guard
from earlyhelp.storage.audit_trail import AuditTrail
from earlyhelp.storage.expiring import end_expired
from earlyhelp.storage.ledger import Ledger
from earlyhelp.storage.migrate import bring_up_to_date
from earlyhelp.storage.sealing import Keyring
from earlyhelp.storage.unit_of_work import UnitOfWork

_fact = StoreFact.__table__
T = TypeVar("T")


class Vault:
    """One store, opened by one identity; one connection, one thread."""

    def __init__(self, path: Path, opened: Unlocked, vault_id: str, clock: Clock) -> None:
        self.path = path
        self.identity = opened.identity
        self.clock = clock
        self._closed: frozenset[str] = frozenset()
        self.keyring = Keyring(self.identity.derived(b"earlyhelp/1/own"))
        self._connection = database.connect(path, opened.secret, create=False)
        try:
            bring_up_to_date(path, opened.secret, self._connection)
            self.engine = database.engine_of(self._connection)
            guard.install(self.engine)
            with self.engine.begin() as connection:
                self.facts = _facts_of(connection, vault_id)
                self.trail = AuditTrail(connection, clock)
        except (DatabaseError, database.DriverError) as cause:
            self._connection.close()
            raise database.fault(getattr(cause, "orig", None) or cause) from cause
        except StorageFault:
            self._connection.close()
            raise
        database.guard_connection(self._connection)

    @property
    def origin(self) -> str:
        """Return the name under which this store signs its checkpoints."""
        return f"earlyhelp/{self.facts['vault'].decode()}"

    def close_tables(self, tables: frozenset[str]) -> None:
        """Deny this session even raw reads of tables its role never needs."""
        self._closed = tables
        database.guard_connection(self._connection, tables)

    def unit(self, principal: Principal, permission: Permission, scope: Scope) -> UnitOfWork:
        """Begin one action."""
        return UnitOfWork(self, principal, permission, scope)

    def commit(self, session: guard.GuardedSession, facts: EntryFacts, detail: bytes | None) -> int:
        """Commit a session's rows together with its audit entry; return the entry's number."""
        connection = guard.connection_of(session)
        entry = self.trail.append(connection, facts, detail)
        session.commit()
        self.trail.committed(entry)
        if entry.seq % audit_trail.CHECKPOINT_EVERY == 0:
            with suppress(StorageFault):  # it is saved: the next checkpoint covers it too
                self.checkpoint(None)
        return entry.seq

    def checkpoint(self, person: str | None) -> str:
        """Sign the audit as it stands, with the person's key as well if named; return the text."""
        second = Signer(person, self.identity.signing_key) if person else None
        try:
            with self.engine.begin() as connection:
                return self.trail.sign(connection, self.origin, self.signer, second)
        except DatabaseError as cause:
            raise database.fault(cause.orig or cause) from cause

    @property
    def signer(self) -> Signer:
        """Return the store's own signing key under its origin."""
        return Signer(self.origin, Ed25519PrivateKey.from_private_bytes(self.facts["audit_key"]))

    def problems(self) -> list[str]:
        """Check pages, structure, references and the audit chain; return what is wrong, if anything."""
        found: list[str] = []
        try:
            with self.engine.connect() as connection:
                found.extend(audit_trail.broken_links(connection))
                if audit_trail.count(connection) != self.trail.size:
                    found.append("the audit has lost entries")
            found.extend(self._damage())
        except (DatabaseError, database.DriverError, StorageFault):
            found.append("the file is damaged")
        return found

    def _damage(self) -> list[str]:
        found: list[str] = []
        with self._unguarded() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            for check in ("cipher_integrity_check", "integrity_check(5)", "foreign_key_check"):
                rows = connection.execute(f"PRAGMA {check}").fetchall()
                found.extend(f"{check}: {row[0]}" for row in rows if row[0] != "ok")
        return found

    @property
    def ledger(self) -> Ledger:
        """Return the ledger of erasures in the file, and the only way to destroy a family."""
        return Ledger(self, self._unguarded)

    def end_expired(self) -> int:
        """Take the wraps of grants whose time is over, between two units; return how many.

        Raises: StorageFault if the disk refuses.
        """
        return end_expired(self, self._unguarded)

    @contextmanager
    def _unguarded(self) -> Iterator[Any]:
        """Lend the bare connection to the store's own work; what the role may not read is closed after."""
        self._connection.set_authorizer(None)
        try:
            yield self._connection
        except database.DriverError as cause:
            raise database.fault(cause) from cause
        finally:
            database.guard_connection(self._connection, self._closed)

    def look_inside(self, probe: Callable[[Connection], T]) -> T:
        """Run a probe of the store's own over every table, whatever this session's role may read.

        Only for what returns counts, truths and references (`storage.probes`): the connection reads
        and does nothing else.  Not inside an open unit: it has the connection.
        """
        self._connection.set_authorizer(database.reading_only)
        try:
            with self.engine.connect() as connection:
                return probe(connection)
        finally:
            database.guard_connection(self._connection, self._closed)

    def try_out(self, probe: Callable[[Connection], T]) -> T:
        """Run a probe under this session's own restrictions, to see whether they hold."""
        with self.engine.connect() as connection:
            return probe(connection)

    def close(self) -> None:
        """Let go of the file; the keys go with the process."""
        self.engine.dispose()
        self._connection.close()


def _facts_of(connection: Any, vault_id: str) -> dict[str, bytes]:
    rows = connection.execute(
        select(_fact.c.name, _fact.c.value), execution_options=guard.permit()
    ).all()
    facts = {row.name: row.value for row in rows}
    if not {"vault", "epoch", "audit_key"} <= facts.keys():
        raise StorageFault("store.empty")
    if facts["vault"].decode() != vault_id:
        raise StorageFault("store.other")
    return facts
