"""Really restores a backup in a scratch folder, opens it, counts, and takes the scratch away again."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from earlyhelp.clock import Clock
from earlyhelp.errors import StorageFault
from earlyhelp.keys.slots import Unlocked
from earlyhelp.platform import disk_fault, make_private
from earlyhelp.progress import Progress
from earlyhelp.storage import backup
from earlyhelp.storage.restore import OpenedBackup, PutBack, put_back
from earlyhelp.storage.vault import Vault


@dataclass(frozen=True)
class Rehearsed:
    """What a rehearsal found: nothing wrong, or it would have raised."""

    entries: int
    head: str
    families: int
    erased: int


def rehearse(
    opened: OpenedBackup, scratch: Path, clock: Clock, notes: list[str], progress: Progress
) -> Rehearsed:
    """Restore a backup into `scratch`, open it as its owner would, check everything, remove it.

    Raises: StorageFault for whatever would keep the backup from being restored; Refused("work.stopped").
    """
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        scratch.mkdir(mode=0o700)
        make_private(scratch)
        back = put_back(opened, scratch, notes, progress)
        progress.begin("looking")
        return _looked_at(opened, scratch, back, clock)
    except OSError as cause:
        raise disk_fault(cause) from cause
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _looked_at(opened: OpenedBackup, folder: Path, back: PutBack, clock: Clock) -> Rehearsed:
    who = Unlocked(opened.unlocked.identity, back.secret, opened.unlocked.slot)
    vault = Vault(folder / backup.CASE, who, back.header.vault, clock)
    try:
        if vault.problems():
            raise StorageFault("backup.damaged")
        found = vault.trail.size, vault.trail.last
    finally:
        vault.close()
    state = back.state
    if found[0] != state.entries or (state.entries and found[1] != state.head):
        raise StorageFault("backup.damaged")
    return Rehearsed(state.entries, state.head, state.rows["family"], back.erased)
