"""Where the program's own data lies, and typed reading of it.  Holds no rule and no user's choice."""

from pathlib import Path
from typing import TypeVar

import msgspec

from earlyhelp.errors import Bug

T = TypeVar("T")
_ROOT = Path(__file__).resolve().parent.parent / "resources"


def resource(name: str) -> Path:
    """Return the path of a file or folder under `resources/`.

    Raises: Bug if it is not shipped.
    """
    path = _ROOT / name
    if not path.exists():
        raise Bug("settings.resource.missing", name=name)
    return path


def load(name: str, shape: type[T]) -> T:
    """Read a TOML or JSON resource into a frozen, typed definition.

    Raises: Bug if the file is missing or does not have the shape.
    """
    raw = resource(name).read_bytes()
    try:
        if name.endswith(".toml"):
            return msgspec.toml.decode(raw, type=shape)
        return msgspec.json.decode(raw, type=shape)
    except msgspec.MsgspecError as cause:
        raise Bug("settings.resource.shape", name=name) from cause
