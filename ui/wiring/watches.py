"""What watches over an open store: idle time, the screen and sleep, the clipboard, pictures of the window."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from earlyhelp.clock import SystemClock
from ui.clipboard import ClipboardGuard
from ui.platform import Away, PictureGuard, keep_out_of_pictures, watch_screen
from ui.session import IdleLock
from ui.shell import Shell


class Watches:
    """Begin when somebody has signed in, end when nobody is; two of them lock."""

    def __init__(
        self, app: QApplication, shell: Shell, idle_ms: int, lock: Callable[[], None]
    ) -> None:
        self.idle = IdleLock(app, idle_ms)
        self.away = Away(shell, SystemClock().now, watch_screen)
        self.clipboard = ClipboardGuard(app)
        self.pictures = PictureGuard(app, shell, keep_out_of_pictures)
        self.idle.locked.connect(lock)
        self.away.left.connect(lock)

    def begin(self) -> None:
        """Watch from now on."""
        for watch in (self.idle, self.away, self.clipboard, self.pictures):
            watch.begin()

    def end(self) -> None:
        """Watch no more; what was copied is taken back."""
        for watch in (self.idle, self.away, self.clipboard, self.pictures):
            watch.end()
