"""Where files may leave to: an existing folder outside the store, under a known ending."""

from pathlib import Path

from earlyhelp.errors import Invalid
from earlyhelp.services.context import Context


def outgoing(path: str, context: Context, endings: tuple[str, ...] = (), wrong: str = "") -> Path:
    """Return the path a file may be written to.

    Raises: Invalid for field "path": no such folder, inside the store, or (`wrong`) another ending
    than those named, if any are.
    """
    target = Path(path)
    if endings and target.suffix.lower() not in endings:
        raise Invalid({"path": wrong})
    try:
        folder = target.parent.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise Invalid({"path": "audit.path.folder"}) from None
    if not folder.is_dir() or target.is_dir():
        raise Invalid({"path": "audit.path.folder"})
    if folder.is_relative_to(context.folder.resolve()):
        raise Invalid({"path": "audit.path.store"})
    return folder / target.name
