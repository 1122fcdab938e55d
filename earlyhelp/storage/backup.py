"""Copies a store in one step under a key of its own, verifies the copy, and only then names it.

Refuses to leave anything under a final name that was not read back and counted (security.md D11).
"""

import hashlib
import shutil
from pathlib import Path
from typing import Any, Protocol

import msgspec
import sqlcipher3.dbapi2 as driver

from earlyhelp.errors import Locked, StorageFault
from earlyhelp.keys.copies import header_for_copy
from earlyhelp.keys.header import Header, write_header
from earlyhelp.keys.slots import StoreSecret
from earlyhelp.keys.wraps import derive, open_bytes, seal_bytes
from earlyhelp.platform import disk_fault, make_private, name_folder_durably, write_durably
from earlyhelp.storage.database import connect, fault
from earlyhelp.storage.migrate import revision_of

CASE, HEADER, MANIFEST = "store.ehdb", "backup.ehdh", "backup.ehbk"
#: Digests of every file, as `sha256sum -c` reads them: tells damage from a wrong passphrase, no more.
SUMS = "backup.sha256"
PARTIAL = ".partial"
_OURS = (CASE, HEADER, MANIFEST, SUMS, "analysis.")


class FileState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a store file holds: structure, rows by table, where its audit ends."""

    revision: str
    rows: dict[str, int]
    entries: int
    head: str


class Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that travels as it is: it lies under a key of its own already."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds and how it is opened; sealed under the backup's key.

    Shape: `secret` opens the copy of the case file; `header` is the store's header with every slot.
    """

    format: int
    vault: str
    made_at: str
    secret: bytes
    header: Header
    case: Beside
    state: FileState
    erased: int
    beside: tuple[Beside, ...]


class Source(Protocol):
    """What a backup needs of the opened store."""

    def copy_to(self, path: Path, secret: StoreSecret) -> FileState: ...


def copy_whole(source: Any, path: Path, secret: StoreSecret) -> FileState:
    """Copy an open database in one step under another key and compare; return what both hold.

    Raises: StorageFault for a full or failing disk, "store.copy_failed" if the copy does not hold.
    """
    copy = connect(path, secret, create=True)
    try:
        make_private(path)
        source.backup(copy, pages=-1)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        checked = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        held, state = state_of(copy), state_of(source)
    except driver.DatabaseError as cause:
        raise fault(cause) from None
    finally:
        copy.close()
    if checked or held != state:
        raise StorageFault("store.copy_failed")
    return state


def state_of(connection: Any) -> FileState:
    """Count what an open database holds and read where its audit ends."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    ).fetchall()
    rows = {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - a name of the file's own structure
        for (name,) in names
    }
    last = connection.execute("SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1")
    entries, head = last.fetchone() or (0, b"")
    return FileState(revision_of(connection), rows, entries, head.hex())


class Made(msgspec.Struct, frozen=True):
    """A finished backup."""

    path: Path
    manifest: Manifest
    size: int


def write_backup(
    source: Source, store: Path, target: Path, header: Header, facts: tuple[str, int], openers: frozenset[str]
) -> Made:  # fmt: skip
    """Write a backup folder for the accounts in `openers`; nothing stays behind where it fails.

    Shape: `facts` are the instant and the number of erasures.
    Raises: StorageFault("backup.exists"), or what the disk says.
    """
    if target.exists():
        raise StorageFault("backup.exists")
    partial = _begun(target)
    try:
        manifest = _filled(source, store, partial, header, facts, openers)
        size = sum(path.stat().st_size for path in partial.iterdir())
        name_folder_durably(partial, target)
    except OSError as cause:
        shutil.rmtree(partial, ignore_errors=True)
        raise disk_fault(cause) from None
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return Made(target, manifest, size)


def _begun(target: Path) -> Path:
    """Make the folder to work in, in place of one a killed program left there."""
    partial = target.with_name(target.name + PARTIAL)
    if partial.is_dir():
        if not all(path.name.startswith(_OURS) for path in partial.iterdir()):
            raise StorageFault("backup.exists")
        shutil.rmtree(partial)
    try:
        partial.mkdir(mode=0o700)
        make_private(partial)
    except OSError as cause:
        raise disk_fault(cause) from None
    return partial


def _filled(
    source: Source, store: Path, partial: Path, header: Header, facts: tuple[str, int], openers: frozenset[str]
) -> Manifest:  # fmt: skip
    outer, inner = StoreSecret.new(), StoreSecret.new()
    opening = header_for_copy(header, outer, openers)
    state = source.copy_to(partial / CASE, inner)
    beside = tuple(_carried(path, partial) for path in _beside(store))
    manifest = Manifest(
        format=1, vault=header.vault, made_at=facts[0], secret=inner.key + inner.salt,
        header=header, case=described(partial / CASE), state=state, erased=facts[1], beside=beside,
    )  # fmt: skip
    sealed = seal_bytes(_key_of(outer), msgspec.json.encode(manifest), _place(header.vault))
    write_durably(partial / MANIFEST, sealed)
    write_header(partial / HEADER, opening)
    files = sorted(path for path in partial.iterdir() if path.name != SUMS)
    sums = "".join(f"{described(path).sha256}  {path.name}\n" for path in files)
    write_durably(partial / SUMS, sums.encode())
    return manifest


def is_readable(folder: Path) -> bool:
    """Tell whether header and manifest of a backup are as they were written, whoever asks."""
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
        told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        return all(described(folder / name).sha256 == told[name] for name in (HEADER, MANIFEST))
    except (OSError, UnicodeDecodeError, KeyError):
        return False


def opened_manifest(folder: Path, vault: str, secret: StoreSecret) -> Manifest:
    """Open the manifest of a backup with its key.

    Raises: StorageFault("backup.damaged").
    """
    try:
        sealed = (folder / MANIFEST).read_bytes()
        plain = open_bytes(_key_of(secret), sealed, _place(vault))
        return msgspec.json.decode(plain, type=Manifest)
    except (OSError, Locked, msgspec.MsgspecError):
        raise StorageFault("backup.damaged") from None


def described(path: Path) -> Beside:
    """Return name, size and digest of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Beside(path.name, path.stat().st_size, digest)


def _beside(store: Path) -> list[Path]:
    names = ("analysis.ehdh", "analysis.ehdb", "analysis.ehdb-wal")
    return [store / name for name in names if (store / name).exists()]


def _carried(path: Path, folder: Path) -> Beside:
    target = folder / path.name
    shutil.copyfile(path, target)
    make_private(target)
    found = described(target)
    if found != described(path):
        raise StorageFault("store.copy_failed")
    return found


def _key_of(secret: StoreSecret) -> bytes:
    return derive(secret.key, b"earlyhelp/1/backup-manifest")


def _place(vault: str) -> bytes:
    return f"backup|{vault}".encode()
