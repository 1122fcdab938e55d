"""Whether a folder is a fit place for a store.

Refuses network shares, where the database cannot lock safely, and folders that copy themselves away.
"""

import getpass
import sys
from pathlib import Path

if sys.platform == "win32":
    from earlyhelp.platform import windows as _twin
else:
    from earlyhelp.platform import posix as _twin

_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "box sync")


def place_fault(path: Path) -> str | None:
    """Return the wording key of what makes this folder unfit, or None.

    Shape: "store.place.network" or "store.place.synced"; the latter goes by the folders' names.
    """
    if _twin.is_on_network(path):
        return "store.place.network"
    if _twin.is_synced(path):
        return "store.place.synced"
    if any(part.casefold().startswith(_SYNCED) for part in path.absolute().parts):
        return "store.place.synced"
    return None


def login_name() -> str:
    """Return the name of the operating system's account, empty where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
