"""Linux and macOS twin of the platform room.  Refuses to be imported on Windows."""

import ctypes
import fcntl
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

assert sys.platform != "win32"

_PR_SET_DUMPABLE = 4
_SELF = Path("/proc/self")
_BLOCKS = Path("/sys/dev/block")
_MOUNTS = Path("/proc/self/mounts")
_SHARED = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone"}
_SPACE = "\\040"  # how the mount table writes a space


def take_lock(descriptor: int) -> None:
    """Lock an open file for this process alone.

    Raises: OSError if another process holds it.
    """
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def drop_lock(descriptor: int) -> None:
    """Give the lock back."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def make_private(path: Path) -> None:
    """Let nobody but the owner read or write: 0700 for a folder, 0600 for a file."""
    path.chmod(0o700 if path.is_dir() else 0o600)


def is_private(path: Path) -> bool | None:
    """Tell whether nobody but the owner may read or write this file; None where it cannot be told."""
    return not path.stat().st_mode & 0o077


def open_sockets(process: Path = _SELF) -> list[str] | None:
    """Return the network sockets this process has open, as "tcp 0100007F:1F90"; None without /proc."""
    if not process.is_dir():
        return None
    held = set()
    for descriptor in (process / "fd").iterdir():
        with suppress(OSError):  # it may have been closed meanwhile
            held.add(str(descriptor.readlink()))
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        path = process / "net" / table
        lines = path.read_text(encoding="ascii").splitlines()[1:] if path.exists() else []
        for line in lines:
            fields = line.split()
            if f"socket:[{fields[9]}]" in held:
                found.append(f"{table} {fields[1]}")
    return found


def no_core_dumps() -> None:
    """Keep this process's memory out of core files and away from other processes' debuggers."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def replace_durably(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` so that a power cut leaves the old or the new file whole."""
    _flush(source, os.O_RDWR)
    source.replace(target)
    _flush(target.parent, os.O_RDONLY | os.O_DIRECTORY)


def flush(path: Path) -> None:
    """Let a file, or the names in a folder, reach the disk before anything that follows."""
    _flush(path, os.O_RDONLY | os.O_DIRECTORY if path.is_dir() else os.O_RDWR)


def is_on_network(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Tell whether a path lies on another machine's disk; macOS has no mount table and says no."""
    if not mounts.exists():
        return False
    place, kind, depth = path.resolve(), "", 0
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, found = line.split(" ")[:3]
        root = Path(point.replace(_SPACE, " "))
        if len(root.parts) >= depth and place.is_relative_to(root):
            kind, depth = found, len(root.parts)
    return kind in _SHARED


def is_removable(path: Path, blocks: Path = _BLOCKS) -> bool | None:
    """Tell whether a path lies on a disk that can be pulled out; None where it cannot be told."""
    place = path.absolute()
    while not place.exists():
        place = place.parent
    number = place.stat().st_dev
    block = blocks / f"{os.major(number)}:{os.minor(number)}"
    if not block.exists():  # a disk in memory or made of layers, and macOS
        return None
    device = block.resolve()
    if any(part.startswith("usb") for part in device.parts):
        return True
    flags = [one / "removable" for one in (device, device.parent)]
    return any(flag.exists() and flag.read_text().strip() == "1" for flag in flags)


def is_synced(_path: Path) -> bool:
    """Tell whether the system itself copies a folder away: only Windows marks such folders."""
    return False


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        if sys.platform == "darwin":  # fsync there does not empty the drive's own cache
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        else:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
