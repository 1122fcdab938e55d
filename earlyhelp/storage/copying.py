"""Copies an open database whole under another key and compares the copy with it.

Refuses a copy that does not hold page by page and row by row what was copied (security.md D11).
"""

from pathlib import Path
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as driver

from earlyhelp.errors import StorageFault
from earlyhelp.keys.slots import StoreSecret
from earlyhelp.platform import make_private
from earlyhelp.progress import Progress
from earlyhelp.storage.database import connect, fault
from earlyhelp.storage.migrate import revision_of

#: Pages of 4 KiB that are copied between two looks at whether it should stop.
_PAGES = 256


class FileState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a store file holds: structure, rows by table, where its audit ends."""

    revision: str
    rows: dict[str, int]
    entries: int
    head: str


def copy_whole(source: Any, path: Path, secret: StoreSecret, progress: Progress) -> FileState:
    """Copy an open database that nobody changes under another key and compare; return what both hold.

    Raises: StorageFault for a full or failing disk, "store.copy_failed" if the copy does not hold;
    Refused("work.stopped").
    """

    def copied(_status: int, left: int, total: int) -> None:
        progress.total = total
        progress.at(total - left)

    progress.begin("copying")
    copy = connect(path, secret, create=True)
    try:
        make_private(path)
        source.backup(copy, pages=_PAGES, progress=copied)
        progress.begin("verifying")
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        progress.at(0)
        checked = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        progress.at(0)
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
