"""Copies a store under a key of its own, verifies the copy, and only then names it.

Refuses to leave anything under a final name that was not read back and counted (security.md D11).
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from earlyhelp.errors import Locked, StorageFault
from earlyhelp.keys.copies import header_for_copy
from earlyhelp.keys.header import Header, write_header
from earlyhelp.keys.slots import StoreSecret
from earlyhelp.keys.wraps import derive, open_bytes, seal_bytes
from earlyhelp.platform import disk_fault, make_private, name_folder_durably, write_durably
from earlyhelp.progress import Progress
from earlyhelp.storage.copying import FileState

CASE, HEADER, MANIFEST = "store.ehdb", "backup.ehdh", "backup.ehbk"
#: Digests of every file, as `sha256sum -c` reads them: tells damage from a wrong passphrase, no more.
SUMS = "backup.sha256"
PARTIAL = ".partial"
_OURS = (CASE, HEADER, MANIFEST, SUMS, "analysis.")
#: Bytes of a file that are hashed between two looks at whether it should stop.
_CHUNK = 1024 * 1024


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
    """What a backup needs of the opened store: its pages and the number of erasures it knows."""

    def copy_to(self, path: Path, secret: StoreSecret, progress: Progress) -> FileState: ...
    def erased(self) -> int: ...


@dataclass(frozen=True)
class Wanted:
    """A backup to be made: of which folder, where, who may open it."""

    store: Path
    target: Path
    header: Header
    made_at: str
    openers: frozenset[str]


class Made(msgspec.Struct, frozen=True):
    """A finished backup."""

    path: Path
    manifest: Manifest
    size: int


def write_backup(source: Source, wanted: Wanted, progress: Progress) -> Made:
    """Write a backup folder; nothing stays behind where it fails.

    Raises: StorageFault("backup.exists"), or what the disk says; Refused("work.stopped").
    """
    target = wanted.target
    if target.exists():
        raise StorageFault("backup.exists")
    partial = _begun(target)
    try:
        manifest = _filled(source, wanted, partial, progress)
        size = sum(path.stat().st_size for path in partial.iterdir())
        progress.at(0)
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


def _filled(source: Source, wanted: Wanted, partial: Path, progress: Progress) -> Manifest:
    header = wanted.header
    outer, inner = StoreSecret.new(), StoreSecret.new()
    opening = header_for_copy(header, outer, wanted.openers)
    state = source.copy_to(partial / CASE, inner, progress)
    beside = tuple(_carried(path, partial, progress) for path in _beside(wanted.store))
    progress.begin("summing", (partial / CASE).stat().st_size)
    case = described(partial / CASE, progress)
    manifest = Manifest(
        format=1, vault=header.vault, made_at=wanted.made_at, secret=inner.key + inner.salt,
        header=header, case=case, state=state, erased=source.erased(), beside=beside,
    )  # fmt: skip
    sealed = seal_bytes(_key_of(outer), msgspec.json.encode(manifest), _place(header.vault))
    write_durably(partial / MANIFEST, sealed)
    write_header(partial / HEADER, opening)
    known = {each.name: each.sha256 for each in (case, *beside)}
    sums = "".join(
        f"{known.get(path.name) or described(path, progress).sha256}  {path.name}\n"
        for path in sorted(partial.iterdir())
        if path.name != SUMS
    )
    write_durably(partial / SUMS, sums.encode())
    return manifest


def is_readable(folder: Path) -> bool:
    """Tell whether header and manifest of a backup are as they were written, whoever asks."""
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
        told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        return all(
            described(folder / name, Progress()).sha256 == told[name] for name in (HEADER, MANIFEST)
        )
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


def described(path: Path, progress: Progress) -> Beside:
    """Return name, size and digest of a file.

    Raises: Refused("work.stopped").
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            progress.more(len(chunk))
    return Beside(path.name, path.stat().st_size, digest.hexdigest())


def _beside(store: Path) -> list[Path]:
    names = ("analysis.ehdh", "analysis.ehdb", "analysis.ehdb-wal")
    return [store / name for name in names if (store / name).exists()]


def _carried(path: Path, folder: Path, progress: Progress) -> Beside:
    progress.begin("carrying", 2 * path.stat().st_size)
    target = folder / path.name
    shutil.copyfile(path, target)
    make_private(target)
    found = described(target, progress)
    if found != described(path, progress):
        raise StorageFault("store.copy_failed")
    return found


def _key_of(secret: StoreSecret) -> bytes:
    return derive(secret.key, b"earlyhelp/1/backup-manifest")


def _place(vault: str) -> bytes:
    return f"backup|{vault}".encode()
