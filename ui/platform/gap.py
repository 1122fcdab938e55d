"""Notices that time has passed without us: the computer slept, the program was stopped, the clock was set."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY_MS = 5_000
#: What a busy computer may keep a timer waiting, or a time server mend the clock by.
_PATIENCE = timedelta(seconds=60)


class GapWatch(QObject):
    """Looks at the clock every few seconds; works on every system."""

    def __init__(self, now: Callable[[], datetime], away: Callable[[], None]) -> None:
        super().__init__()
        self._now, self._away = now, away
        self._last = now()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Start to watch."""
        self._last = self._now()
        self._timer.start()

    def end(self) -> None:
        """Stop watching."""
        self._timer.stop()

    def look(self) -> None:
        """Compare with the last look: a leap either way, beyond what is patient, means away."""
        passed, self._last = self._now() - self._last, self._now()
        expected = timedelta(milliseconds=_EVERY_MS)
        if passed > expected + _PATIENCE or passed < -_PATIENCE:
            self._away()
