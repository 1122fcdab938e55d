"""Windows: session and power messages by a native event filter; the window left out of screen pictures.

Type-checked only: nobody has run this on Windows yet.
"""

import ctypes
import ctypes.wintypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

assert sys.platform == "win32"

_WM_WTSSESSION_CHANGE, _WM_POWERBROADCAST = 0x02B1, 0x0218
_THIS_SESSION = 0
#: Disconnected from console or remote desktop, logged off, locked.
_LEFT = frozenset({0x2, 0x4, 0x6, 0x7})
_SUSPEND = 0x4
_NONE, _EXCLUDE_FROM_CAPTURE = 0x00, 0x11


class _Native(QAbstractNativeEventFilter):
    def __init__(self, away: Callable[[], None]) -> None:
        super().__init__()
        self._away = away

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Look at every message of the system and swallow none."""
        if kind == b"windows_generic_MSG":
            found = ctypes.wintypes.MSG.from_address(int(message))
            left = found.message == _WM_WTSSESSION_CHANGE and found.wParam in _LEFT
            if left or (found.message == _WM_POWERBROADCAST and found.wParam == _SUSPEND):
                self._away()
        return False, 0


class SessionFilter(QObject):
    """Registers the window for the session's messages and calls `away` at each that means leaving."""

    def __init__(self, window: QWidget, away: Callable[[], None]) -> None:
        super().__init__(window)
        self._native = _Native(away)
        handle = ctypes.wintypes.HWND(int(window.winId()))
        ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(handle, _THIS_SESSION)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._native)


def exclude_from_capture(window: QWidget | QWindow, *, hidden: bool) -> bool:
    """Set whether pictures and recordings of the screen leave the window out; True if the system does."""
    handle = ctypes.wintypes.HWND(int(window.winId()))
    kind = ctypes.wintypes.DWORD(_EXCLUDE_FROM_CAPTURE if hidden else _NONE)
    return bool(ctypes.WinDLL("user32").SetWindowDisplayAffinity(handle, kind))
