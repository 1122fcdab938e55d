"""The link to the keeper: sends messages, brings answers back on the GUI thread.  Holds no key."""

import sys
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from earlyhelp.errors import HouseError, Locked
from earlyhelp.messages import framing
from earlyhelp.messages.base import is_secret
from earlyhelp.messages.framing import Asked

#: How long a keeper that was told to stop may be silent before it is killed.  It ends by itself once
#: it has saved what was sent before, and each of those saves may take a while on a slow disk.
PATIENCE_MS = 20_000
Succeeded = Callable[[Any], None]
Failed = Callable[[HouseError], None]


class KeeperLink(QObject):
    """One keeper process and the questions that wait for it."""

    ended = Signal()
    stopped = Signal()
    upkept = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._waiting: dict[int, tuple[Asked, QObject, Succeeded, Failed]] = {}
        self._splitter = framing.Splitter()
        self._process: QProcess | None = None
        self._unstarted = False
        self._next: tuple[QObject, Callable[[], None]] | None = None
        self.stopped.connect(self._go_on)
        self.frozen_command: tuple[str, ...] = ("-m", "earlyhelp.keeper")

    def start(self) -> None:
        """Start a fresh keeper; it holds nothing until somebody signs in."""
        process = QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments(list(self.frozen_command))
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._errored)
        self._unstarted = False
        self._splitter = framing.Splitter()
        self._process = process
        process.start()

    def send(self, owner: QObject, message: Asked, succeeded: Succeeded, failed: Failed) -> None:
        """Ask the keeper; the callbacks die with their owner.  One that did not start is tried again."""
        if self._unstarted:
            self.start()
        if self._process is None:
            failed(Locked("signin.no_keeper" if self._unstarted else "error.locked"))
            return
        self._number += 1
        self._waiting[self._number] = (message, owner, succeeded, failed)
        self._process.write(framing.ask(self._number, message))

    def sender_for(self, owner: QObject) -> Callable[[Asked, Succeeded, Failed], None]:
        """Return `send` bound to the page that will get the answers."""

        def send(message: Asked, succeeded: Succeeded, failed: Failed) -> None:
            self.send(owner, message, succeeded, failed)

        return send

    def stop(self) -> None:
        """Close the pipe: the keeper signs the audit, ends, and its keys are gone; then `stopped`."""
        process, self._process = self._process, None
        self._waiting.clear()
        if process is None:
            self.stopped.emit()
            return
        process.finished.disconnect(self._finished)
        process.finished.connect(self.stopped)
        process.finished.connect(process.deleteLater)
        process.readyReadStandardOutput.disconnect(self._read)
        patience = QTimer(process, singleShot=True, interval=PATIENCE_MS)
        patience.timeout.connect(process.kill)

        def receive() -> None:
            process.readAllStandardOutput()
            patience.start()  # anew: the keeper still answers what was sent before

        process.readyReadStandardOutput.connect(receive)
        process.closeWriteChannel()
        patience.start()

    def when_stopped(self, owner: QObject, then: Callable[[], None]) -> None:
        """Go on at once, or when the keeper that was told to stop has let go of its store.

        Shape: the last that asked goes on, if its owner is still there.
        """
        if any(process is not self._process for process in self._running()):
            self._next = owner, then
        else:
            then()

    def wait_until_stopped(self) -> None:
        """Wait for the end of a keeper that was told to stop (when the program itself ends)."""
        for process in self._running():
            while process.waitForReadyRead(PATIENCE_MS):
                process.readAllStandardOutput()
            if process.state() != QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(PATIENCE_MS)

    @property
    def process_id(self) -> int:
        """Return the keeper's process number, 0 if there is none."""
        return int(self._process.processId()) if self._process else 0

    @property
    def waiting(self) -> int:
        """Return how many questions are open."""
        return len(self._waiting)

    def _read(self) -> None:
        if self._process is None:
            return
        data = self._process.readAllStandardOutput().data()
        for payload in self._splitter.feed(bytes(data)):
            self._take(framing.replied(payload))

    def _take(self, reply: framing.Reply) -> None:
        if reply.number == 0:
            if reply.failure is None:
                self.upkept.emit(framing.news_of(reply))
            return
        if reply.number not in self._waiting:
            return
        message, owner, succeeded, failed = self._waiting.pop(reply.number)
        if is_secret(message) and self._process is not None:
            self._process.write(framing.blank())  # over the passphrase in the pipe's own buffer
        if not shiboken6.isValid(owner):
            return
        if reply.failure is not None:
            failed(framing.error_of(reply.failure))
        else:
            succeeded(framing.value_of(reply, message))

    def _running(self) -> list[QProcess]:
        ended = QProcess.ProcessState.NotRunning
        return [one for one in self.findChildren(QProcess) if one.state() != ended]

    def _go_on(self) -> None:
        waiting, self._next = self._next, None
        if waiting is not None and shiboken6.isValid(waiting[0]):
            waiting[1]()

    def _errored(self, error: QProcess.ProcessError) -> None:
        """Answer everybody who waits for a keeper that could not be started; other ends are `finished`."""
        if error != QProcess.ProcessError.FailedToStart:
            return
        self._process, self._unstarted = None, True
        waiting, self._waiting = self._waiting, {}
        for _, owner, _, failed in waiting.values():
            if shiboken6.isValid(owner):
                failed(Locked("signin.no_keeper"))

    def _finished(self) -> None:
        self._process = None
        self._waiting.clear()
        self.ended.emit()
