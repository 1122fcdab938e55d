"""Windows twin of the platform room.  Refuses to be imported elsewhere.

Not yet run on a Windows machine by us: the access list, the fault-report switches and the wait for
scanners are type-checked (`mypy --platform win32`) only; `retry.py` carries what can be tested anywhere.
"""

import ctypes
import msvcrt
import os
import sys
from contextlib import suppress
from pathlib import Path

from earlyhelp.platform.retry import until_released

assert sys.platform == "win32"

_OWNER_AND_SYSTEM = "D:P(A;{inherit};FA;;;OW)(A;{inherit};FA;;;SY)"  # protected: inherits nothing
_DACL, _PROTECTED = 0x00000004, 0x80000000
_NOT_CONTENT_INDEXED = 0x2000
_FAIL_CRITICAL, _NO_FAULT_BOX = 0x0001, 0x0002
_WER_NO_HEAP = 0x0001
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4
#: OFFLINE, RECALL_ON_OPEN, PINNED, UNPINNED, RECALL_ON_DATA_ACCESS
_KEPT_ELSEWHERE = 0x1000 | 0x40000 | 0x80000 | 0x100000 | 0x400000


def take_lock(descriptor: int) -> None:
    """Lock an open file for this process alone.

    Raises: OSError if another process holds it.
    """
    os.lseek(descriptor, 0, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)


def drop_lock(descriptor: int) -> None:
    """Give the lock back at once; closing alone frees it only some time later."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)


def make_private(path: Path) -> None:
    """Let nobody but the owner and the system read or write, and keep the search indexer out.

    Raises: OSError if the access list could not be set.
    """
    rules = _OWNER_AND_SYSTEM.format(inherit="OICI" if path.is_dir() else "")
    descriptor = ctypes.c_void_p()
    advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.LocalFree.argtypes = [ctypes.c_void_p]
    if not advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        ctypes.c_wchar_p(rules), 1, ctypes.byref(descriptor), None
    ):
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        if not advapi.SetFileSecurityW(
            ctypes.c_wchar_p(str(path)), ctypes.c_uint32(_DACL | _PROTECTED), descriptor
        ):
            raise ctypes.WinError(ctypes.get_last_error())
    finally:
        kernel.LocalFree(descriptor)
    attributes = path.stat().st_file_attributes
    kernel.SetFileAttributesW(ctypes.c_wchar_p(str(path)), attributes | _NOT_CONTENT_INDEXED)


def is_private(_path: Path) -> bool | None:
    """Say that it cannot be told: reading back an access list has not been built for Windows."""
    return None


def open_sockets() -> list[str] | None:
    """Say that it cannot be told: the table of connections is not read on Windows."""
    return None


def no_core_dumps() -> None:
    """Keep this process's memory out of crash dialogues and out of fault reports' heap dumps."""
    kernel = ctypes.WinDLL("kernel32")
    kernel.SetErrorMode(_FAIL_CRITICAL | _NO_FAULT_BOX)
    kernel.WerSetFlags(_WER_NO_HEAP)


def replace_durably(source: Path, target: Path) -> None:
    """Put `source` in the place of `target`, waiting up to two seconds for scanners to let go.

    Raises: OSError if the file is still held after that.
    """
    descriptor = os.open(source, os.O_RDWR | os.O_BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    until_released(lambda: source.replace(target))


def flush(path: Path) -> None:
    """Let a file reach the disk before anything that follows; folders flush themselves here."""
    if path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR | os.O_BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_removable(path: Path) -> bool | None:
    """Tell whether a path lies on a disk that can be pulled out."""
    root = path.resolve().anchor
    kind = ctypes.WinDLL("kernel32").GetDriveTypeW(ctypes.c_wchar_p(root))
    return None if kind in {0, 1} else bool(kind == _DRIVE_REMOVABLE)


def is_synced(path: Path) -> bool:
    """Tell whether a file provider such as OneDrive keeps this folder, or one above it."""
    for place in (path.absolute(), *path.absolute().parents):
        with suppress(OSError):
            if place.stat().st_file_attributes & _KEPT_ELSEWHERE:
                return True
    return False


def is_on_network(path: Path) -> bool:
    """Tell whether a path lies on another machine's disk."""
    root = path.resolve().anchor
    kind = ctypes.WinDLL("kernel32").GetDriveTypeW(ctypes.c_wchar_p(root))
    return root.startswith("\\\\") or kind == _DRIVE_REMOTE
