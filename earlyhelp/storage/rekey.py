"""Gives a store another database key, so that a kill or a power cut at any moment locks nobody out.

Order: the header gets the next key beside the present one, the file is rekeyed, the header drops the
old key.  Whatever was interrupted is finished when the store is next opened (security.md, D10).
"""

from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, Protocol

from earlyhelp.errors import Locked, StorageFault
from earlyhelp.keys.header import Header, Slot, read_header, write_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.rotation import begin_rotation, finish_rotation
from earlyhelp.keys.slots import StoreSecret, Unlocked, database_secret
from earlyhelp.platform import free_bytes
from earlyhelp.storage import database

#: Every page is written to the log and from there into the file.
_ROOM = 1.2
_SMALLEST_ROOM = 16 * 1024 * 1024


class Opened(Protocol):
    """What a turning needs of the opened store."""

    path: Path
    identity: Identity
    facts: dict[str, bytes]

    def _unguarded(self) -> AbstractContextManager[Any]: ...


def turn_key(vault: Opened) -> int:
    """Give an open store another database key; return its epoch.  No unit may be open meanwhile.

    Raises: StorageFault if the disk refuses; nothing is lost and it can be asked for again.
    """
    with vault._unguarded() as connection:  # noqa: SLF001 - the store's own work, beside the vault
        header = turn(vault.path, connection, vault.identity)
    vault.facts["epoch"] = str(header.epoch).encode()
    return header.epoch


def turn(path: Path, connection: Any, identity: Identity) -> Header:
    """Turn the key of an open store; return the header as it stands then.

    Raises: StorageFault("store.full") before anything is done, or what the disk says: then the next
    call, or the next opening, goes on from there.
    """
    if free_bytes(path) < path.stat().st_size * _ROOM + _SMALLEST_ROOM:
        raise StorageFault("store.full")
    beside = path.with_suffix(".ehdh")
    header = read_header(beside)
    slot = slot_of(header, identity)
    if slot.pending is None:
        header, following = begin_rotation(header, database_secret(header, slot, identity))
        write_header(beside, header)
    else:
        following = database_secret(header, slot, identity, pending=True)
    try:
        _rekey(connection, following)
        return _finish(path, connection, header, following)
    except database.DriverError as cause:
        raise database.fault(cause) from cause


def recovered(path: Path, header: Header, opened: Unlocked) -> tuple[Header, Unlocked]:
    """Finish a turning that was interrupted; return header and secret that open the store now.

    A disk that takes nothing just now leaves it for later: the store opens with its present key.
    Raises: StorageFault if the store opens with neither key.
    """
    if opened.pending is None:
        return header, opened
    connection, turned = _either(path, opened.secret, opened.pending)
    try:
        if not turned:
            _rekey(connection, opened.pending)
        header = _finish(path, connection, header, opened.pending)
    except (database.DriverError, StorageFault) as cause:
        if turned:
            raise database.fault(cause) from cause
        return header, Unlocked(opened.identity, opened.secret, opened.slot)
    finally:
        connection.close()
    slot = next(each for each in header.slots if each.id == opened.slot.id)
    return header, Unlocked(opened.identity, opened.pending, slot)


def turn_to(path: Path, present: StoreSecret, following: StoreSecret, shut: frozenset[str]) -> int:
    """Turn the key of a store nobody has open to one that is saved already; return its epoch.

    Shape: goes on wherever it was interrupted; once it is done, asking again does nothing.  Slots of the
    accounts in `shut` are kept and open nothing (the last slot of a file cannot go).
    Raises: StorageFault("store.full") before anything is done, or what the disk says.
    """
    beside = path.with_suffix(".ehdh")
    header = read_header(beside)
    if header.is_stamped_by(following.key):
        return header.epoch
    if not header.is_stamped_by(present.key):
        raise StorageFault("store.header.altered")
    if free_bytes(path) < path.stat().st_size * _ROOM + _SMALLEST_ROOM:
        raise StorageFault("store.full")
    if not all(slot.pending for slot in header.slots):
        header, _ = begin_rotation(header, present, following, shut)
        write_header(beside, header)
    connection, turned = _either(path, present, following)
    try:
        if not turned:
            _rekey(connection, following)
        return _finish(path, connection, header, following).epoch
    except database.DriverError as cause:
        raise database.fault(cause) from cause
    finally:
        connection.close()


def slot_of(header: Header, identity: Identity) -> Slot:
    """Return a slot of this identity: each of them wraps the same secret.

    Raises: Locked("key.wrong") if it has none.
    """
    for slot in header.slots:
        if slot.pub == identity.public:
            return slot
    raise Locked("key.wrong")


def _either(path: Path, present: StoreSecret, following: StoreSecret) -> tuple[Any, bool]:
    """Return a connection, and whether it took the next key."""
    try:
        return database.connect(path, present, create=False), False
    except StorageFault as fault:
        if fault.key != "store.damaged":
            raise
    return database.connect(path, following, create=False), True


def _rekey(connection: Any, following: StoreSecret) -> None:
    connection.execute(f"PRAGMA rekey=\"x'{following.key.hex()}'\"").fetchall()


def _finish(path: Path, connection: Any, header: Header, following: StoreSecret) -> Header:
    """Write the new epoch into the store and the header; take away copies under older keys."""
    finished = finish_rotation(header, following)
    connection.execute(
        "UPDATE store_fact SET value = ? WHERE name = 'epoch'", (str(finished.epoch).encode(),)
    )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    write_header(path.with_suffix(".ehdh"), finished)
    for copy in path.parent.glob(f"{path.name}.before-*"):
        with suppress(OSError):
            copy.unlink()
    return finished
