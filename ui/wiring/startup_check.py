"""Runs the checks before sign-in in a process of their own and hands over what they found."""

import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from earlyhelp.startup.findings import Finding
from ui.wording import say

_PATIENCE_MS = 3000
_REST_MS = 300  # the sign-in page is painted first, and the keeper comes up
#: without a scanner documents stay shut, which the page of documents says where it matters
_TOLD_ELSEWHERE = {"scanner"}


class StartupCheck(QObject):
    """Emits `told` with the sentences of what stops the sign-in, and of what should be seen to."""

    told = Signal(list, list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._folder = Path()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self._look)

    def begin(self, folder: Path) -> None:
        """Look at a folder and this installation beside the sign-in page."""
        self.end()
        self._folder = folder
        self._soon.start()

    def _look(self) -> None:
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.finished.connect(self._finished)
        self._process = process
        process.start(sys.executable, ["-m", "earlyhelp.startup", str(self._folder)])

    def end(self) -> None:
        """Stop looking: what is found now is nobody's."""
        self._soon.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._finished)
            process.kill()
            process.waitForFinished(_PATIENCE_MS)
            process.deleteLater()

    def _finished(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = bytes(process.readAllStandardOutput().data())
        process.deleteLater()
        try:
            findings = msgspec.json.decode(said, type=tuple[Finding, ...])
        except msgspec.MsgspecError:
            return
        stops, warnings = (
            [say(one.key, **one.params) for one in findings if one.level == level and shown(one)]
            for level in ("stop", "warn")
        )
        self.told.emit(stops, warnings)


def shown(finding: Finding) -> bool:
    """Tell whether the sign-in page is the place to say it."""
    return finding.check not in _TOLD_ELSEWHERE
