"""The one room of the window for what differs between systems: who left the screen, who may picture it.

Refuses to lock anything itself: it says that the person has left, and the window decides.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from ui.platform.away import Away
from ui.platform.gap import GapWatch
from ui.platform.pictures import PictureGuard

__all__ = ["Away", "GapWatch", "PictureGuard", "keep_out_of_pictures", "watch_screen"]


def watch_screen(window: QWidget, away: Callable[[], None]) -> QObject | None:
    """Call `away` when the screen is locked, the user switched or the computer put to sleep.

    Shape: the object to keep while it is to watch; None where this system says nothing of the kind.
    """
    if sys.platform == "win32":
        from ui.platform.windows import SessionFilter

        return SessionFilter(window, away)
    if sys.platform == "linux":
        from ui.platform.linux import BusWatch

        return BusWatch(away)
    return None


def keep_out_of_pictures(window: QWidget | QWindow, *, hidden: bool) -> bool:
    """Ask the system to leave the window out of screen pictures; return whether it does.

    Against accidents only: nobody can stop a photograph (security.md 1.6).
    """
    if sys.platform == "win32":
        from ui.platform.windows import exclude_from_capture

        return exclude_from_capture(window, hidden=hidden)
    return False
