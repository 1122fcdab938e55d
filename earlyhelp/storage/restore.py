"""Puts a backup back into an empty place, without the people erased since, and rehearses doing so.

Refuses a backup that is not whole; what it refuses leaves the place as it was.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from earlyhelp.audit.erasures import verified
from earlyhelp.errors import Refused, StorageFault
from earlyhelp.keys.copies import header_for_copy, opened_by
from earlyhelp.keys.header import Header, read_header, write_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.slots import Credentials, StoreSecret, Unlocked, unlock
from earlyhelp.keys.wraps import KEY_BYTES
from earlyhelp.platform import disk_fault, make_private
from earlyhelp.progress import Progress
from earlyhelp.storage import backup, database, erasing
from earlyhelp.storage.backup import Manifest
from earlyhelp.storage.copying import FileState, copy_whole
from earlyhelp.storage.erasing import Said
from earlyhelp.storage.migrate import HEAD, migrate, revision_of


@dataclass(frozen=True)
class OpenedBackup:
    """A backup somebody may open."""

    folder: Path
    manifest: Manifest = field(repr=False)
    unlocked: Unlocked = field(repr=False)


@dataclass(frozen=True)
class PutBack:
    """A restored case file: its header, its new secret, what it held before erasures were replayed."""

    header: Header
    secret: StoreSecret = field(repr=False)
    state: FileState
    erased: int


def backup_header(folder: Path) -> Header:
    """Read who may open a backup.

    Raises: StorageFault telling a missing, an unfinished and a damaged backup, and other folders, apart.
    """
    if not folder.is_dir():
        raise StorageFault("backup.missing")
    if folder.name.endswith(backup.PARTIAL):
        raise StorageFault("backup.unfinished")
    if not (folder / backup.HEADER).is_file():
        raise StorageFault("backup.not_one")
    if not backup.is_readable(folder):
        raise StorageFault("backup.damaged")
    try:
        return read_header(folder / backup.HEADER)
    except StorageFault:
        raise StorageFault("backup.damaged") from None


def open_for(folder: Path, header: Header, who: Credentials) -> OpenedBackup:
    """Open a backup with passphrase and second share.

    Raises: Locked("key.wrong"); StorageFault("backup.damaged").
    """
    return _opened(folder, header, unlock(header, who))


def open_with(folder: Path, identity: Identity) -> OpenedBackup:
    """Open a backup with the identity of somebody who is signed in.

    Raises: Refused("backup.not_yours") for who has no slot in it; StorageFault as `backup_header`.
    """
    header = backup_header(folder)
    return _opened(folder, header, opened_by(header, identity))


def _opened(folder: Path, header: Header, unlocked: Unlocked) -> OpenedBackup:
    manifest = backup.opened_manifest(folder, header.vault, unlocked.secret)
    return OpenedBackup(folder, manifest, unlocked)


def check_whole(opened: OpenedBackup, progress: Progress) -> None:
    """Compare every file of a backup with what was written.

    Raises: StorageFault("backup.incomplete") or StorageFault("backup.damaged"); Refused("work.stopped").
    """
    files = (opened.manifest.case, *opened.manifest.beside)
    progress.begin("comparing", sum(told.size for told in files))
    for told in files:
        path = opened.folder / told.name
        if not path.is_file() or path.stat().st_size < told.size:
            raise StorageFault("backup.incomplete")
        if backup.described(path, progress) != told:
            raise StorageFault("backup.damaged")


def put_back(opened: OpenedBackup, folder: Path, notes: list[str], progress: Progress) -> PutBack:
    """Write case file, header and what travels beside them into an empty folder, under a new key.

    Shape: `notes` is the ledger of erasures at hand; every erasure the backup does not know yet is
    done before the header is written, so that nobody could open the file earlier.
    Raises: StorageFault for a backup that is not whole or a disk that refuses; Refused for a ledger
    that is not this store's.
    """
    check_whole(opened, progress)
    manifest, secret = opened.manifest, StoreSecret.new()
    header = header_for_copy(manifest.header, secret)
    path = folder / backup.CASE
    try:
        _copied(opened, path, secret, progress)
        progress.begin("erasing")
        erased = _brought_up(path, secret, header, notes)
        for told in manifest.beside:
            shutil.copyfile(opened.folder / told.name, folder / told.name)
            make_private(folder / told.name)
            if backup.described(folder / told.name, progress) != told:
                raise StorageFault("backup.damaged")
    except OSError as cause:
        raise disk_fault(cause) from cause
    write_header(path.with_suffix(".ehdh"), header)
    return PutBack(header, secret, manifest.state, erased)


def _copied(opened: OpenedBackup, path: Path, secret: StoreSecret, progress: Progress) -> None:
    raw = opened.manifest.secret
    inner = StoreSecret(raw[:KEY_BYTES], raw[KEY_BYTES:])
    try:
        source = database.connect_finished(opened.folder / backup.CASE, inner)
    except StorageFault:
        raise StorageFault("backup.damaged") from None
    try:
        progress.begin("verifying")
        if source.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StorageFault("backup.damaged")
        held = copy_whole(source, path, secret, progress)
    finally:
        source.close()
    if held != opened.manifest.state:
        raise StorageFault("backup.damaged")


def _brought_up(path: Path, secret: StoreSecret, header: Header, notes: list[str]) -> int:
    """Migrate, replay the ledger, turn the epoch; return how many erasures were done."""
    connection = database.connect(path, secret, create=False)
    try:
        if revision_of(connection) > HEAD:
            raise StorageFault("store.newer")
        if revision_of(connection) < HEAD:
            migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        done = replay(connection, f"earlyhelp/{header.vault}", notes)
        connection.execute(
            "UPDATE store_fact SET value = ? WHERE name = 'epoch'", (str(header.epoch).encode(),)
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except database.DriverError as cause:
        raise database.fault(cause) from cause
    finally:
        connection.close()
    return done


def replay(connection: Any, origin: str, texts: list[str]) -> int:
    """Do, in an open transaction, the erasures of a ledger that a file does not know; return how many.

    Raises: Refused("ledger.other") or Refused("ledger.broken").
    """
    row = connection.execute("SELECT value FROM store_fact WHERE name = 'audit_key'").fetchone()
    public = Ed25519PrivateKey.from_private_bytes(row[0]).public_key().public_bytes_raw()
    known = erasing.notes(connection)
    wanted = verified(texts, origin, public)
    if texts[: len(known)] != known[: len(texts)]:
        raise Refused("ledger.broken")
    late = list(zip(wanted, texts, strict=True))[len(known) :]
    for erasure, text in late:
        erasing.erase(connection, erasure, text, Said())
    return len(late)
