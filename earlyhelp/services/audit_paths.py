"""Where files may leave to: an existing folder outside the store, under a known ending."""

from pathlib import Path

from earlyhelp.errors import Invalid
from earlyhelp.platform import checkpoint_dir
from earlyhelp.services.context import Context

#: In bytes; leaves room for the ending a file has while it is being written.
_LONGEST_NAME = 200


def outgoing(path: str, context: Context, endings: tuple[str, ...] = (), wrong: str = "") -> Path:
    """Return the path a file may be written to.

    Raises: Invalid for field "path": no such folder, no plain file, inside the store or among the checkpoints kept, or (`wrong`) another ending
    than those named, if any are.
    """
    target = Path(path)
    if "\0" in path or len(target.name.encode()) > _LONGEST_NAME:
        raise Invalid({"path": "audit.path.folder"})
    if endings and target.suffix.lower() not in endings:
        raise Invalid({"path": wrong})
    try:
        folder = target.parent.resolve(strict=True)
        taken = not folder.is_dir() or (target.exists() and not target.is_file())
    except (OSError, ValueError, RuntimeError):
        raise Invalid({"path": "audit.path.folder"}) from None
    if taken:
        raise Invalid({"path": "audit.path.folder"})
    kept = (context.folder.resolve(), checkpoint_dir().resolve())
    if any(folder.is_relative_to(place) for place in kept):
        raise Invalid({"path": "audit.path.store"})
    return folder / target.name
