"""Watches for use and locks after none.  Looks at whole windows only; knows no key and no person."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

_USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
#: Minutes without use before the program locks (security.md 1.6: default 5, at most 15).
IDLE_MINUTES = 5
#: Hours after which a session ends whatever happens (security.md 1.6).
LONGEST_HOURS = 10


class IdleLock(QObject):
    """Emits `locked` after a time without a key or a pointer, and at the end of a long session."""

    locked = Signal()

    def __init__(self, app: QApplication, idle_ms: int = IDLE_MINUTES * 60_000) -> None:
        super().__init__(app)
        self._app = app
        self._idle = self._timer(idle_ms)
        self._longest = self._timer(LONGEST_HOURS * 3_600_000)
        app.focusWindowChanged.connect(self._watch)

    def begin(self) -> None:
        """Start to watch."""
        for window in self._app.topLevelWindows():
            self._watch(window)
        self._idle.start()
        self._longest.start()

    def end(self) -> None:
        """Stop watching: nobody is signed in."""
        self._idle.stop()
        self._longest.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the wait anew at every use; swallow nothing."""
        if event.type() in _USE and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        # a window sees every key and pointer before its widgets, and little else
        if window is not None:
            window.installEventFilter(self)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.locked)
        return timer
