"""A reserve on the disk beside the store: given up when the disk is full, so that one can finish.

Refuses to be made where it would itself fill the disk.
"""

import threading
from contextlib import suppress
from pathlib import Path

from earlyhelp import platform

#: In bytes; security.md 4.4.
SIZE = 32 * 1024 * 1024
#: In bytes: free room that must be left beside it, so that it does not come and go.
ROOM_BESIDE = 256 * 1024 * 1024
NAME = "ballast"


class Ballast:
    """The reserve of one store's folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._making: threading.Thread | None = None

    @property
    def is_there(self) -> bool:
        """Tell whether the whole reserve is in place."""
        try:
            return self.path.stat().st_size == SIZE
        except OSError:
            return False

    def keep(self) -> None:
        """Make the reserve where it lacks and there is room for it and more."""
        if not self.is_there and platform.free_bytes(self.path.parent) >= SIZE + ROOM_BESIDE:
            with suppress(OSError):  # a disk without room for a reserve is told elsewhere
                platform.reserve(self.path, SIZE)

    def keep_beside(self) -> None:
        """Make the reserve without anybody waiting for it."""
        if self.is_there or (self._making is not None and self._making.is_alive()):
            return
        self._making = threading.Thread(target=self.keep, daemon=True)
        self._making.start()

    def release(self) -> bool:
        """Give the reserve up; tell whether there was one."""
        try:
            self.path.unlink()
        except OSError:
            return False
        return True
