"""Writes the audit trail to one file that anybody can verify without the store.

Refuses to leave a half-written file behind: the name appears only when all of it is on the disk.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from earlyhelp.audit.checkpoint import Signer, signed_note
from earlyhelp.audit.entry import EntryFacts, line
from earlyhelp.errors import Bug, StorageFault

FORMAT = "earlyhelp-audit-export/1"


class ExportHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What the first line says.

    Shape: `vault` is the checkpoints' origin and the vault key's name; `keys` maps every
    signer's name to its 32 public bytes; `size` is the number of entries that follow.
    """

    vault: str
    keys: dict[str, bytes]
    exported_at: str
    size: int


def write_export(
    path: Path,
    header: ExportHeader,
    entries: Iterable[EntryFacts],
    checkpoints: Iterable[str],
    vault: Signer,
) -> None:
    """Write header, entries and checkpoints, then a seal the vault signs over all of it.

    Raises: Bug if the header does not fit what follows, StorageFault if the disk refuses.
    """
    if header.keys.get(vault.name) != vault.public() or vault.name != header.vault:
        raise Bug("audit.export.header")
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            digest = hashlib.sha256()
            for text in _lines(header, entries, checkpoints):
                file.write(text)
                digest.update(text)
            file.write(_seal(header, digest.digest(), vault))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
    except OSError as cause:
        raise StorageFault("audit.export.disk") from cause
    finally:
        partial.unlink(missing_ok=True)


def _lines(
    header: ExportHeader, entries: Iterable[EntryFacts], checkpoints: Iterable[str]
) -> Iterator[bytes]:
    yield _record(
        {
            "format": FORMAT,
            "vault": header.vault,
            "keys": {name: base64.b64encode(key).decode() for name, key in header.keys.items()},
            "exported_at": header.exported_at,
            "size": header.size,
        }
    )
    count = 0
    for entry in entries:
        yield line(entry) + b"\n"
        count += 1
    if count != header.size:
        raise Bug("audit.export.header", size=header.size, count=count)
    for text in checkpoints:
        yield _record({"checkpoint": text})


def _seal(header: ExportHeader, digest: bytes, vault: Signer) -> bytes:
    body = f"{header.vault}\nexport of {header.size}\n{base64.b64encode(digest).decode()}\n"
    return _record({"seal": signed_note(body, vault)})


def _record(value: dict[str, object]) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return text.encode("ascii") + b"\n"


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows makes the rename durable by itself and cannot open folders
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
