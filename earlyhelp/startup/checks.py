"""The checks before sign-in, each a pure function of what it is given.  Opens no database."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from earlyhelp import platform
from earlyhelp.startup.findings import Finding, fine, stop, unknown, warn
from earlyhelp.startup.installed import verify

#: In bytes: below the first the store may still be used, below the second it cannot be saved to.
LITTLE_ROOM, NO_ROOM = 500 * 1024 * 1024, 8 * 1024 * 1024
#: A clock may be set right by a few minutes without anybody being told.
_LEEWAY = timedelta(minutes=10)
_STORE_FILES = ("*.ehdb", "*.ehdb-wal", "*.ehdh", "*.tries")
_SHARED_NAME = re.compile(
    r"(reception|hub|office|shared|duty|guest|kiosk|public|frontdesk|team|meeting|training)[\d_-]*",
    re.IGNORECASE,
)


class _Slot(msgspec.Struct, frozen=True):
    account: str = ""
    kind: str = ""


class _Face(msgspec.Struct, frozen=True):
    slots: tuple[_Slot, ...] = ()


def look(folder: Path, now: datetime, root: Path | None = None) -> tuple[Finding, ...]:
    """Return one finding for each check of a store's folder and of this installation."""
    there = folder.is_dir()
    return (
        place(folder),
        rights(folder) if there else unknown("rights", "no_store"),
        clock(now, last_written(folder)),
        disk(platform.free_bytes(folder)),
        verify(root),
        account(platform.login_name(), device_accounts(folder)),
        scanner(platform.engine()),
    )


def place(folder: Path) -> Finding:
    """Say whether the folder lies on this computer's own disk, in no folder that copies itself away."""
    fault = platform.place_fault(folder)
    if fault:
        return stop("place", fault.rsplit(".", 1)[-1])
    removable = platform.is_removable(folder)
    if removable is None:
        return fine("place")
    return warn("place", "removable") if removable else fine("place")


def rights(folder: Path) -> Finding:
    """Say whether anybody but the owner may read the store's files."""
    states = [platform.is_private(path) for path in _files(folder)]
    if None in states:
        return unknown("rights")
    others = states.count(False)
    return warn("rights", "open", count=others) if others else fine("rights")


def clock(now: datetime, last: datetime | None) -> Finding:
    """Say whether the clock stands before something that was already written."""
    if last is None or now >= last - _LEEWAY:
        return fine("clock")
    behind = last - now
    return warn("clock", "back", minutes=int(behind.total_seconds() // 60))


def last_written(folder: Path) -> datetime | None:
    """Return when the store was last written to, as the disk remembers it."""
    stamps = [path.stat().st_mtime for path in _files(folder)]
    return datetime.fromtimestamp(max(stamps), UTC) if stamps else None


def disk(free: int) -> Finding:
    """Say whether there is room to go on saving.  Unit: bytes."""
    if free < NO_ROOM:
        return warn("disk", "full")
    if free < LITTLE_ROOM:
        return warn("disk", "little", free=free // (1024 * 1024))
    return fine("disk")


def account(login: str, people: int) -> Finding:
    """Say whether this operating system account seems to be shared: then the device share is too."""
    if people > 1:
        return warn("account", "several", count=people)
    if _SHARED_NAME.fullmatch(login):
        return warn("account", "name")
    return fine("account")


def device_accounts(folder: Path) -> int:
    """Return how many people open this store with a share of this operating system account.

    Only the owner of the folder can open it, so all who sign in on this device use one account.
    """
    try:
        face = msgspec.json.decode((folder / "store.ehdh").read_bytes(), type=_Face)
    except (OSError, ValueError, msgspec.MsgspecError):
        return 0
    return len({slot.account for slot in face.slots if slot.kind == "pp+device"})


def scanner(engine: str) -> Finding:
    """Say whether a virus scanner answers: without one new documents stay shut."""
    return fine("scanner", engine=engine) if engine else warn("scanner", "none")


def _files(folder: Path) -> list[Path]:
    return [path for pattern in _STORE_FILES for path in folder.glob(pattern)]
