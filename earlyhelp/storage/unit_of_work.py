"""The whole vocabulary of the database: get, all, count, add, change, remove, open, commit.

Every action is one unit: its rows and its audit entry are saved together or not at all.
"""

from collections.abc import Iterable
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Engine, Select, event, func, select
from sqlalchemy.exc import DatabaseError

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.clock import Clock
from earlyhelp.errors import Conflict, Refused
from earlyhelp.keys.identity import Identity
from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.people import Family, FamilyKey, Home, Person
from earlyhelp.storage.changes import add_difference, difference
from earlyhelp.storage.database import fault
from earlyhelp.storage.family_keys import fetch_keys, need_for_sealing, open_column
from earlyhelp.storage.guard import GuardedSession
from earlyhelp.storage.row_state import families_of, reference, row_hash
from earlyhelp.storage.sealing import Keyring

T = TypeVar("T", bound=Record)


class Store(Protocol):
    """What a unit needs of the opened store behind it."""

    clock: Clock
    keyring: Keyring
    identity: Identity
    engine: Engine

    def commit(self, session: GuardedSession, facts: EntryFacts, detail: bytes | None) -> int: ...


class UnitOfWork:
    """One action of one principal under one permission."""

    def __init__(
        self, vault: Store, principal: Principal, permission: Permission, scope: Scope
    ) -> None:
        self._vault = vault
        self.principal = principal
        self.permission = permission
        self.scope = scope
        self.clock = vault.clock
        self.keyring = vault.keyring
        self.identity = vault.identity
        self.purpose = ""
        self.session = GuardedSession(vault.engine, principal, scope, vault.clock)
        self.unseen = False  # rows are handled without a look inside: the audit names no family
        self._pending: dict[tuple[type[Record], int, str], Any] = {}
        self._changes: dict[str, Any] = {}
        self._families: set[int] = set()
        self.erased: set[int] = set()  # families of which something was destroyed
        self.touched: list[Record] = []
        self._asked: tuple[str, ...] = ()
        event.listen(self.session, "before_flush", self._seal_all, insert=True)
        event.listen(self.session, "loaded_as_persistent", self._saw)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Drop what was not committed; a fault of the disk leaves as one of the house."""
        self.session.close()
        self.keyring.forget()
        if isinstance(error, DatabaseError):
            raise fault(error.orig or error) from error

    def get(self, kind: type[T], ident: int) -> T:
        """Return one record.

        Raises: Refused where it is not there or not the person's: the two look the same.
        """
        found = self.session.get(kind, ident) if 0 < ident < 1 << 63 else None
        if found is None:
            raise Refused("refused.record")
        return found  # type: ignore[no-any-return]

    def all(
        self,
        kind: type[T],
        *where: ColumnElement[bool],
        order: Any = None,
        limit: int | None = None,
    ) -> list[T]:
        """Return the records of a kind that match and may be seen."""
        statement = select(kind).where(*where)
        if order is not None:
            statement = statement.order_by(*(order if isinstance(order, tuple) else (order,)))
        return list(self.session.scalars(statement.limit(limit)))

    def first(self, kind: type[T], *where: ColumnElement[bool], order: Any = None) -> T | None:
        """Return the first record that matches, or None."""
        rows = self.all(kind, *where, order=order, limit=1)
        return rows[0] if rows else None

    def count(self, kind: type[T], *where: ColumnElement[bool]) -> int:
        """Return how many records match and may be seen."""
        return int(self.session.scalar(select(func.count(kind.id)).where(*where)) or 0)

    def rows(self, statement: Select[*tuple[Any, ...]]) -> list[Any]:
        """Run a select over entities and their columns; the guard adds the scope."""
        return list(self.session.execute(statement))

    def add(self, record: T, **sealed: Any) -> T:
        """Add a new record; sealed columns come as plain values by name."""
        if not record.id:
            record.id = self.clock.new_id()
        record.version = 1
        for column, value in sealed.items():
            self._pending[type(record), record.id, column] = value
        need_for_sealing(self, record)
        self.session.add(record)
        self.touched.append(record)
        return record

    def change(self, record: T, version: int | None, **values: Any) -> T:
        """Change columns and sealed columns of a record; its version goes up by one.

        Raises: Conflict if the record is no longer at `version` (None: whatever it is).
        """
        if version is not None and record.version != version:
            raise Conflict(version=record.version)
        before, after = {}, {}
        need_for_sealing(self, record)
        for column, value in values.items():
            before[column] = (
                self.open(record, column) if column in record.seals else getattr(record, column)
            )
            after[column] = value
        for column in record.seals:
            kept = values[column] if column in values else self.open(record, column)
            self._pending[type(record), record.id, column] = kept
        for column in values.keys() - record.seals.keys():
            setattr(record, column, values[column])
        record.version += 1
        if record not in self.touched:
            self.touched.append(record)
        kept = self._changes.setdefault(f"{record.__tablename__}:{record.id}", {})
        add_difference(kept, difference(before, after))
        return record

    def remove(self, record: Record) -> None:
        """Remove a record (the undo of an import; nothing else removes)."""
        self.session.delete(record)
        self.touched.append(record)

    def open(self, record: Record, column: str) -> Any:
        """Open a sealed column of a record.

        Raises: Locked where this session holds no key for it.
        """
        key = (type(record), record.id, column)
        if key in self._pending:
            return self._pending[key]
        return open_column(self, record, column)

    def need_keys(self, family_ids: Iterable[int]) -> None:
        """Take the keys of these families into the ring, as far as teams or grants open them."""
        fetch_keys(self, family_ids)

    def new_family(self, family: Family, name: str) -> Family:
        """Add a family together with its own new key."""
        self.add(family, directory=name)
        epoch, wrapped = self.keyring.new_family_key(family.id, family.team_id)
        self.add(
            FamilyKey(family_id=family.id, team_id=family.team_id, epoch=epoch, wrapped=wrapped)
        )
        return family

    def flush(self) -> None:
        """Write what was added and changed so far, so that this unit's queries see it."""
        self.session.flush()

    def touched_families(self) -> set[int]:
        """Return the families whose people, names or homes this unit changed."""
        named = (row for row in self.touched if isinstance(row, Family | Person | Home))
        return families_of(named) | self.erased

    def note_subject(self, message: Any) -> None:
        """Name what a refused message was about: ids only, never a family's existence."""
        asked = msgspec.to_builtins(message)
        ids = (f"{key[:-3]}:{one}" for key, one in asked.items() if key.endswith("_id") and one)
        self._asked = tuple(ids)

    def commit(self, outcome: str = "done") -> int:
        """Save everything with its audit entry; return the entry's number.

        Raises: StorageFault if the disk refuses: then nothing is saved.
        """
        try:
            self.session.flush()
            facts = self._facts(outcome)
            return self._vault.commit(self.session, facts, self._detail())
        except DatabaseError as cause:
            self.session.rollback()
            raise fault(cause.orig or cause) from cause

    def _facts(self, outcome: str) -> EntryFacts:
        who = self.principal
        rows = [row for row in self.touched if not isinstance(row, FamilyKey)]
        families = self._families | self.erased | families_of(rows)
        shown = tuple(f"family:{ident}" for ident in sorted(families))
        return EntryFacts(
            seq=0, at_utc="", actor=who.account_id, actor_name=who.login, role=who.role,
            device=who.device, session=who.session, act=self.permission.value,
            family_id=next(iter(families)) if len(families) == 1 else 0,
            objects=self._asked or tuple(map(reference, rows)) or shown, purpose=self.purpose,
            rule=f"{who.role}/{self.permission}/{self.scope}",
            outcome=outcome,  # type: ignore[arg-type]
            row_hashes=tuple(map(row_hash, rows)),
        )  # fmt: skip

    def _detail(self) -> bytes | None:
        families = families_of(row for row in self.touched if isinstance(row, OfFamily))
        if not self._changes or len(families) != 1:
            return None
        self.need_keys(families)
        return self.keyring.seal_detail(families.pop(), msgspec.json.encode(self._changes))

    def _saw(self, _session: Any, record: Any) -> None:
        if not self.unseen:
            self._families |= families_of((record,))

    def _seal_all(self, session: GuardedSession, *_: Any) -> None:
        for record in (*session.new, *session.dirty):
            for column in record.seals:
                key = (type(record), record.id, column)
                if key in self._pending:
                    value = self._pending[key]
                    sealed = None if value is None else self.keyring.seal(record, column, value)
                    setattr(record, column, sealed)
