"""Keeps signed checkpoints outside the store, and compares the store with them later.

Refuses to forget one: the file only grows.  It lies beside the documents, so that putting back an
older store leaves it be and shows.
"""

from collections.abc import Iterator
from pathlib import Path

from earlyhelp.errors import StorageFault
from earlyhelp.platform import checkpoint_dir

_LONGEST = 16 * 1024 * 1024


def keep_elsewhere(vault_id: str, text: str, folder: Path | None = None) -> Path:
    """Append a checkpoint's text to this store's file of checkpoints; return the file.

    Raises: StorageFault("audit.kept.unreadable") if it cannot be written.
    """
    path = _path(vault_id, folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(text + "\n")
    except OSError as cause:
        raise StorageFault("audit.kept.unreadable") from cause
    return path


def kept_elsewhere(vault_id: str, folder: Path | None = None) -> list[str]:
    """Return the checkpoints this computer has kept of a store, oldest first; none is no fault.

    Shape: of a file grown too long the newest, for the newest say the most.

    Raises: StorageFault("audit.kept.unreadable") if they cannot be read.
    """
    path = _path(vault_id, folder)
    try:
        if not path.exists():
            return []
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _LONGEST))
            cut, kept = file.tell() > 0, file.read()
        if cut:  # begin with the first whole checkpoint
            _, origin, rest = kept.partition(f"\n\nearlyhelp/{vault_id}\n".encode())
            kept = origin[2:] + rest
        return list(texts_in(kept.decode("utf-8"))) if kept else []
    except (OSError, UnicodeDecodeError) as cause:
        raise StorageFault("audit.kept.unreadable") from cause


def texts_in(content: str) -> Iterator[str]:
    """Yield the checkpoints of a file that holds one or, one after the other, many."""
    blocks = content.replace("\r\n", "\n").rstrip("\n").split("\n\n")
    for body, signatures in zip(blocks[::2], [*blocks[1::2], ""], strict=False):
        yield f"{body}\n\n{signatures}\n"


def _path(vault_id: str, folder: Path | None) -> Path:
    return (folder or checkpoint_dir()) / f"{vault_id}.txt"
