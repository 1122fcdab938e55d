"""One chained entry per action, written in the action's own transaction, and signed checkpoints.

Refuses to go on where the chain in the file does not end where it should.
"""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, String, func, insert, select, type_coerce
from sqlalchemy.exc import DatabaseError

from earlyhelp.audit import checkpoint as notes
from earlyhelp.audit.entry import GENESIS, EntryFacts, canonical, chained
from earlyhelp.audit.merkle import Tree
from earlyhelp.clock import Clock
from earlyhelp.errors import StorageFault
from earlyhelp.records.erasure import ErasureNote
from earlyhelp.records.store import AuditCheckpoint, AuditEntry
from earlyhelp.storage.guard import permit

_entry, _checkpoint = AuditEntry.__table__, AuditCheckpoint.__table__
_erasure = ErasureNote.__table__
_HASH = 32
#: Columns that repeat a part of the facts, for lists and filters.
_BESIDE = (
    _entry.c.id, _entry.c.version, type_coerce(_entry.c.at, String), _entry.c.actor_id,
    _entry.c.family_id, _entry.c.act, _entry.c.outcome,
)  # fmt: skip
#: A checkpoint is signed by itself after this many entries (security.md 3.2).
CHECKPOINT_EVERY = 500


class AuditTrail:
    """The growing end of the chain, kept beside the one connection that may write it."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._clock = clock
        self.size, self.last = _end_of(connection)
        self.tree = _tree_of(connection)
        if self.tree.size != self.size:
            raise StorageFault("store.audit_broken")

    def append(self, connection: Connection, facts: EntryFacts, detail: bytes | None) -> EntryFacts:
        """Write one entry; it counts only after `committed`."""
        sealed = hashlib.sha256(detail).hexdigest() if detail else ""
        at = self._clock.now()
        stamp = f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
        numbered = _with(facts, seq=self.size + 1, at_utc=stamp, detail_sha256=sealed)
        entry = chained(numbered, self.last)
        row = {
            "id": entry.seq,
            "version": 1,
            "at": at,
            "actor_id": entry.actor,
            "family_id": entry.family_id,
            "act": entry.act,
            "outcome": entry.outcome,
            "facts": canonical(entry),
            "detail": detail,
            "hash": bytes.fromhex(entry.hash),
        }
        connection.execute(insert(AuditEntry).values(row), execution_options=permit())
        return entry

    def committed(self, entry: EntryFacts) -> None:
        """Take a committed entry as the new end."""
        self.size, self.last = entry.seq, entry.hash
        self.tree.append(bytes.fromhex(entry.hash))

    def sign(
        self, connection: Connection, origin: str, vault: notes.Signer, person: notes.Signer | None
    ) -> str:
        """Sign the trail as it stands, keep the checkpoint, return its text."""
        at = self._clock.now()
        stamp = f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
        erased = connection.execute(select(func.max(_erasure.c.id)), execution_options=permit())
        count = int(erased.scalar() or 0)
        body = notes.Checkpoint(origin, self.size, self.tree.root(), self.last, stamp, count)
        text = notes.sign(body, vault, person)
        known = select(_checkpoint.c.text).where(_checkpoint.c.size == self.size)
        kept = connection.execute(known, execution_options=permit()).scalar()
        if kept is not None:
            return str(kept)
        row = {
            "id": self.size,
            "version": 1,
            "size": self.size,
            "at": at,
            "frontier": b"".join(self.tree.frontier),
            "text": text,
        }
        connection.execute(insert(AuditCheckpoint).values(row), execution_options=permit())
        return text


def entries(connection: Connection, after: int = 0) -> Iterator[tuple[EntryFacts, bytes | None]]:
    """Yield stored entries in order with their sealed details.

    Shape: an entry that is not what was hashed, or whose columns say something else than its facts,
    comes without its hash, so that nobody takes it for sound.
    Raises: StorageFault("store.audit_broken") where an entry cannot be read.
    """
    from msgspec import MsgspecError, json

    columns = (_entry.c.facts, _entry.c.hash, _entry.c.detail, *_BESIDE)
    statement = select(*columns).where(_entry.c.id > after).order_by(_entry.c.id)
    options = permit() | {"yield_per": 1000}
    try:
        for raw, digest, detail, *beside in connection.execute(
            statement, execution_options=options
        ):
            facts = json.decode(raw, type=EntryFacts)
            hashed = hashlib.sha256(bytes.fromhex(facts.prev) + raw).digest()
            sound = hashed == digest and beside == _said_beside(facts)
            yield _with(facts, hash=digest.hex() if sound else ""), detail
    except (MsgspecError, ValueError):
        raise StorageFault("store.audit_broken") from None


def _said_beside(facts: EntryFacts) -> list[object]:
    return [facts.seq, 1, facts.at_utc, facts.actor, facts.family_id, facts.act, facts.outcome]


def hashes(connection: Connection, after: int = 0, to: int | None = None) -> list[bytes]:
    """Return the hashes of stored entries in order, those numbered above `after` and up to `to`."""
    statement = select(_entry.c.hash).where(_entry.c.id > after).order_by(_entry.c.id)
    if to is not None:
        statement = statement.where(_entry.c.id <= to)
    return list(connection.execute(statement, execution_options=permit()).scalars())


def broken_links(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the chain in the file: numbers, hashes, links, sealed details."""
    before, expected = GENESIS, 1
    try:
        for entry, detail in entries(connection):
            if entry.seq != expected:
                yield f"entry {expected} is missing"
                expected = entry.seq
            if entry.prev != before or not entry.hash:
                yield f"entry {entry.seq} was altered"
            if entry.detail_sha256 != (hashlib.sha256(detail).hexdigest() if detail else ""):
                yield f"the detail of entry {entry.seq} was altered"
            before, expected = entry.hash, expected + 1
    except StorageFault:
        yield f"entry {expected} cannot be read"


def checkpoints(connection: Connection) -> list[str]:
    """Return every kept checkpoint, oldest first."""
    statement = select(_checkpoint.c.text).order_by(_checkpoint.c.size)
    return list(connection.execute(statement, execution_options=permit()).scalars())


def _with(facts: EntryFacts, **changes: object) -> EntryFacts:
    from msgspec.structs import replace

    return replace(facts, **changes)


def _end_of(connection: Connection) -> tuple[int, str]:
    statement = select(_entry.c.id, _entry.c.hash).order_by(_entry.c.id.desc()).limit(1)
    try:
        row = connection.execute(statement, execution_options=permit()).first()
    except DatabaseError as cause:
        raise StorageFault("store.damaged") from cause
    return (row.id, row.hash.hex()) if row else (0, GENESIS)


def _tree_of(connection: Connection) -> Tree:
    newest = select(_checkpoint.c.size, _checkpoint.c.frontier).order_by(_checkpoint.c.size.desc())
    row = connection.execute(newest.limit(1), execution_options=permit()).first()
    size, frontier = (row.size, row.frontier) if row else (0, b"")
    parts = [frontier[i : i + _HASH] for i in range(0, len(frontier), _HASH)]
    tree = Tree(size, parts)
    later = select(_entry.c.hash).where(_entry.c.id > size).order_by(_entry.c.id)
    for digest in connection.execute(later, execution_options=permit()).scalars():
        tree.append(digest)
    return tree


def count(connection: Connection) -> int:
    """Return the number of entries."""
    statement = select(func.count(_entry.c.id))
    return int(connection.execute(statement, execution_options=permit()).scalar_one())
