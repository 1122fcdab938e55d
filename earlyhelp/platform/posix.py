"""Linux and macOS twin of the platform room.  Refuses to be imported on Windows."""

import ctypes
import fcntl
import os
import resource
import sys
from pathlib import Path

assert sys.platform != "win32"

_PR_SET_DUMPABLE = 4
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


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        if sys.platform == "darwin":  # fsync there does not empty the drive's own cache
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        else:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
