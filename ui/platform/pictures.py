"""Keeps every window of the program out of pictures of the screen, unless the person allowed them.

Refuses to promise more than the system does: against accidents only (security.md 1.6).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

Hide = Callable[..., bool]


class PictureGuard(QObject):
    """`can` tells whether this system keeps windows out; what was allowed ends with the session."""

    def __init__(self, app: QApplication, shell: QWidget, hide: Hide) -> None:
        super().__init__(app)
        self._app, self._shell, self._hide = app, shell, hide
        self.can = self.allowed = False
        app.focusWindowChanged.connect(self._opened)

    def begin(self) -> None:
        """Somebody signed in: no pictures."""
        self.can = self._hide(self._shell, hidden=True)
        self._set(allowed=False)

    def allow(self, allowed: bool) -> None:
        """Let pictures show the windows, or keep them out again."""
        self._set(allowed=allowed)

    def end(self) -> None:
        """Nobody is signed in: what was allowed is over."""
        self._set(allowed=False)

    def _set(self, *, allowed: bool) -> None:
        self.allowed = allowed
        for window in self._app.topLevelWindows():
            self._opened(window)

    def _opened(self, window: QWindow | None) -> None:
        """A dialog is a window of its own, and shows as much as the page under it."""
        if self.can and window is not None:
            self._hide(window, hidden=not self.allowed)
