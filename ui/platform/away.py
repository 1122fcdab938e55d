"""Says once that the person has left, whoever noticed: the system's signals or a gap in time."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.platform.gap import GapWatch

Watcher = Callable[[QWidget, Callable[[], None]], QObject | None]


class Away(QObject):
    """Emits `left` while it watches; between `end` and `begin` it says nothing."""

    left = Signal()

    def __init__(self, window: QWidget, now: Callable[[], datetime], watcher: Watcher) -> None:
        super().__init__(window)
        self._window, self._watcher = window, watcher
        self._watching = False
        self._system: QObject | None = None
        self._gap = GapWatch(now, self._noticed)

    def begin(self) -> None:
        """Start to watch; the system is asked once, and not before the window was drawn."""
        self._watching = True
        self._gap.begin()
        if self._system is None:
            QTimer.singleShot(0, self, self._ask_system)

    def end(self) -> None:
        """Stop watching: nobody is signed in."""
        self._watching = False
        self._gap.end()

    def _ask_system(self) -> None:
        self._system = self._watcher(self._window, self._noticed)

    def _noticed(self) -> None:
        if self._watching:
            self.left.emit()
