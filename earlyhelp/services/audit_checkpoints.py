"""Keeps signed checkpoints outside the store, and compares the store with them later.

Refuses to forget one: the file only grows.  It lies beside the documents, so that putting back an
older store leaves it be and shows.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from earlyhelp.errors import StorageFault
from earlyhelp.platform import checkpoint_dir, write_durably

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
    away = away_folder(vault_id) if folder is None else None
    if away is not None:
        with suppress(StorageFault):  # a stick that is not there must keep nobody from locking
            keep_elsewhere(vault_id, text, away)
    return path


def away_folder(vault_id: str) -> Path | None:
    """Return the folder somebody chose for checkpoints to go to as well, or None."""
    try:
        chosen = _place(vault_id).read_text(encoding="utf-8")
    except OSError:
        return None
    return Path(chosen) if chosen else None


def choose_away(vault_id: str, folder: Path | None) -> None:
    """Send checkpoints to another folder as well from now on, or no longer.

    Raises: StorageFault if the choice cannot be kept.
    """
    _place(vault_id).parent.mkdir(parents=True, exist_ok=True)
    write_durably(_place(vault_id), str(folder or "").encode())


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


def witness_folder() -> Path:
    """Return the folder of what this computer keeps outside every store."""
    return checkpoint_dir()


def set_aside(vault_id: str, entries: int, stamp: str) -> str:
    """Give up checkpoints that know more than a restored store holds: keep them under another name.

    Shape: returns the file they lie in now, "" where none knew more; `stamp` is part of its name.
    A restore is the one act that may do this: it has an entry in the audit, and other computers and
    printed pages still hold theirs.
    """
    for seen in checkpoint_dir().glob(f"{vault_id}.*.seen"):
        seen.unlink(missing_ok=True)
    away = away_folder(vault_id)
    if away is not None and _path(vault_id, away).exists():
        with suppress(OSError):
            _path(vault_id, away).replace(away / f"{vault_id}.before-restore-{stamp}.txt")
    path = _path(vault_id, None)
    sizes = [int(text.split("\n")[1]) for text in kept_elsewhere(vault_id) if _has_size(text)]
    if max(sizes, default=0) <= entries:
        return ""
    aside = path.with_name(f"{vault_id}.before-restore-{stamp}.txt")
    try:
        path.replace(aside)
    except OSError as cause:
        raise StorageFault("audit.kept.unreadable") from cause
    return str(aside)


def every_kept(vault_id: str) -> Iterator[str]:
    """Yield every checkpoint this computer has of a store, those set aside at a restore too.

    Raises: StorageFault("audit.kept.unreadable").
    """
    folder = checkpoint_dir()
    try:
        for path in sorted(folder.glob(f"{vault_id}*.txt")):
            if not path.name.endswith((".erased.txt", ".ended.txt")):
                yield from texts_in(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as cause:
        raise StorageFault("audit.kept.unreadable") from cause


def _has_size(text: str) -> bool:
    lines = text.split("\n")
    return len(lines) > 1 and lines[1].isascii() and lines[1].isdigit()


def texts_in(content: str) -> Iterator[str]:
    """Yield the checkpoints of a file that holds one or, one after the other, many."""
    blocks = content.replace("\r\n", "\n").rstrip("\n").split("\n\n")
    for body, signatures in zip(blocks[::2], [*blocks[1::2], ""], strict=False):
        yield f"{body}\n\n{signatures}\n"


def _place(vault_id: str) -> Path:
    return checkpoint_dir() / f"{vault_id}.place"


def _path(vault_id: str, folder: Path | None) -> Path:
    return (folder or checkpoint_dir()) / f"{vault_id}.txt"
