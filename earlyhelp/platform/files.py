"""Files every room treats alike: the one-program lock, durable writing, room on the disk.

Refuses half-written files: what is read back is the old content or the new.
"""

import errno
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from earlyhelp.errors import StorageFault

if sys.platform == "win32":
    from earlyhelp.platform import windows as _twin
else:
    from earlyhelp.platform import posix as _twin

_CREATE_PRIVATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_BLOCK = 1024 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


class FileLock:
    """A held lock; leaving the `with` block or `release` gives it back, and so does dying."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._descriptor >= 0:
            _twin.drop_lock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def exclusive_lock(path: Path) -> FileLock:
    """Take the lock file at `path` for this process alone.

    Raises: StorageFault("store.in_use") if another program holds it, "store.unwritable" if it cannot
    be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as cause:
        raise StorageFault("store.unwritable") from cause
    try:
        _twin.take_lock(descriptor)
    except OSError as cause:
        os.close(descriptor)
        raise StorageFault("store.in_use") from cause
    return FileLock(descriptor)


def write_durably(path: Path, content: bytes) -> None:
    """Write a small private file so that a power cut leaves the old or the new content whole.

    Raises: StorageFault("store.full") or StorageFault("store.unwritable"); the old file then stands.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, _CREATE_PRIVATE, 0o600), "wb") as stream:
            stream.write(content)
        _twin.make_private(partial)
        _twin.replace_durably(partial, path)
    except OSError as cause:
        raise disk_fault(cause) from cause


def name_folder_durably(partial: Path, target: Path) -> None:
    """Give a finished folder its final name; after a power cut it is there whole or not at all.

    Raises: StorageFault("store.unwritable") where the name is taken or the disk refuses.
    """
    try:
        for path in sorted(partial.rglob("*"), reverse=True):
            _twin.flush(path)
        _twin.flush(partial)
        if target.is_dir():
            target.rmdir()  # an empty one only
        partial.rename(target)
        _twin.flush(target.parent)
    except OSError as cause:
        raise disk_fault(cause) from cause


def append_durably(path: Path, content: bytes) -> int:
    """Add to a file that only grows and let it reach the disk; return its length before.

    Unit: bytes.
    Raises: StorageFault("store.full") or StorageFault("store.unwritable").
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            before = stream.tell()
            stream.write(content)
        _twin.flush(path)
        _twin.flush(path.parent)
    except OSError as cause:
        raise disk_fault(cause) from cause
    return before


def disk_fault(cause: OSError) -> StorageFault:
    """Return what a refusal of the disk means to the house: full, or not to be written."""
    return StorageFault("store.full" if cause.errno in _FULL else "store.unwritable")


def free_bytes(path: Path) -> int:
    """Return how many bytes the disk under `path` still takes; the path need not exist yet.

    Unit: bytes.
    """
    place = path.absolute()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def is_writable_folder(path: Path) -> bool:
    """Tell whether a file can really be made in this folder: rights alone do not say so on Windows."""
    try:
        with tempfile.TemporaryFile(dir=path):
            return True
    except OSError:
        return False


def reserve(path: Path, size: int) -> None:
    """Make a private file that really takes this much of the disk.  Unit: bytes.

    Raises: OSError; nothing is left behind then.
    """
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, _CREATE_PRIVATE, 0o600), "wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, size)
            else:
                # Drawn by lot: a disk that packs its files would keep nothing free for zeros.
                for start in range(0, size, _BLOCK):
                    file.write(secrets.token_bytes(min(_BLOCK, size - start)))
        _twin.make_private(partial)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
