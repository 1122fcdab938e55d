"""Where this person's store, logs and checkpoints lie, and what this device is called.

Refuses names of people and machines: nothing here goes into a path or a pseudonym.
"""

import re
import secrets
from datetime import datetime
from pathlib import Path

from earlyhelp.platform.files import write_durably

_NAME = "earlyhelp"
_DEVICE = re.compile(r"device-[0-9a-f]{8}")


def data_dir() -> Path:
    """Return the folder of the store: never a roaming one, so that it is not copied over the network."""
    import platformdirs

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False, roaming=False))


def log_dir() -> Path:
    """Return the folder of the program's own log."""
    import platformdirs

    return Path(platformdirs.user_log_dir(_NAME, appauthor=False))


def checkpoint_dir() -> Path:
    """Return where signed audit checkpoints are put until they are taken off the machine.

    Shape: beside the documents, not inside `data_dir`, so that restoring the store leaves them be.
    """
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / f"{_NAME}-checkpoints"


def sheets_dir(now: datetime) -> Path:
    """Return a folder of its own for new recovery sheets, where somebody will find them to print."""
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / f"{_NAME}-recovery-{now:%Y-%m-%d-%H%M%S}"


def device_name(folder: Path) -> str:
    """Return this device's pseudonym, drawn by lot at the first call and kept in `folder`.

    Shape: "device-" and eight hex digits; says nothing about machine or person.
    Raises: StorageFault if it cannot be kept.
    """
    keeper = folder / "device"
    if keeper.is_file():
        known = keeper.read_text(encoding="ascii", errors="replace").strip()
        if _DEVICE.fullmatch(known):
            return known
    drawn = f"device-{secrets.token_hex(4)}"
    write_durably(keeper, drawn.encode("ascii"))
    return drawn
