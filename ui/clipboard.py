"""What was copied here is marked "do not record", and goes again soon.  Leaves others' copies alone."""

import hashlib

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

#: Seconds after which a copy is cleared if nothing else was copied since (security.md 1.6).
CLEARED_AFTER = 20
#: By these marks clipboard histories of Windows, KDE and macOS leave a copy out (as KeePassXC does).
UNRECORDED = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
}


class ClipboardGuard(QObject):
    """Watches while somebody is signed in; `clear` at lock."""

    def __init__(self, app: QApplication, after_ms: int = CLEARED_AFTER * 1000) -> None:
        super().__init__(app)
        self._app, self._clipboard = app, app.clipboard()
        self._copied = b""
        self._marking = self._watching = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after_ms)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._changed)

    def begin(self) -> None:
        """Start to watch."""
        self._watching = True

    def end(self) -> None:
        """Clear what was copied here and watch no longer."""
        self.clear()
        self._watching = False

    def clear(self) -> None:
        """Take back our copy if it is still there; what others copied since stays."""
        self._timer.stop()
        if self._copied and _digest(self._clipboard.text()) == self._copied:
            self._copied = b""
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _is_ours(self) -> bool:
        """Tell whether the copy was made here: some platforms know, else by who has the keyboard."""
        return self._clipboard.ownsClipboard() or self._app.focusWindow() is not None

    def _changed(self) -> None:
        if not self._watching or self._marking or not self._is_ours():
            return
        text = self._clipboard.text()
        if not text:
            return
        marked = QMimeData()
        marked.setText(text)
        for kind, value in UNRECORDED.items():
            marked.setData(kind, QByteArray(value))
        self._marking = True
        self._clipboard.setMimeData(marked)
        self._marking = False
        self._copied = _digest(text)
        self._timer.start()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
