"""The keeper process: holds keys, database and dispatcher; answers frames from the window.

It ends when the window locks or goes away, and the keys go with it.
"""

import gc
import os
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from earlyhelp import logbook
from earlyhelp.bootstrap import OpenStore, open_store
from earlyhelp.clock import SystemClock
from earlyhelp.errors import Bug, HouseError, Locked, Refused, StorageFault
from earlyhelp.logbook import Event
from earlyhelp.messages import framing
from earlyhelp.messages.framing import Asked
from earlyhelp.messages.session import (
    Checkpoint,
    CurrentSession,
    InspectStore,
    RestoreBackup,
    SignIn,
    StopRestore,
    Upkept,
)
from earlyhelp.platform import no_core_dumps
from earlyhelp.restore_work import RestoreWork
from earlyhelp.services.ballast import Ballast
from earlyhelp.services.upkeep import Upkeep, warm
from earlyhelp.startup.checks import place

_CHUNK = 65_536
READ_ONLY = "--read-only"
_REST_S = 0.02  # what is asked right after an answer, as pages do, waits for no background work
_NEWS_EVERY = 10  # background steps between two pieces of news


class Keeper:
    """One keeper: at most one session in its life, and none at all where it is for reading only."""

    def __init__(self, send: Callable[[bytes], None], *, read_only: bool = False) -> None:
        self._send, self._read_only = send, read_only
        self._store: OpenStore | None = None
        self._upkeep: Upkeep | None = None
        self._restoring = RestoreWork()
        self._idled = 0

    def take(self, payload: bytes) -> None:
        """Answer one question; a failure travels back as one, whatever it is."""
        number = 0
        try:
            number, message = framing.asked(payload)
            self._send(framing.answer(number, self._answer(message)))
        except HouseError as error:
            self._send(framing.refuse(number, error))
        except Exception as error:  # noqa: BLE001 - the window must get an answer, and no text may leak
            logbook.note(Event.BUG)
            _trace(error)
            self._send(framing.refuse(number, Bug("bug")))

    def idle(self) -> bool:
        """Do a short piece of background work; return whether more waits."""
        if self._restoring.goes_on:
            over = self._restoring.step()
            self._tell(self._restoring.state, last=over)
            return not over
        if self._store is None or self._upkeep is None:
            return False
        try:
            more = self._upkeep.step()
        except Exception as error:  # noqa: BLE001 - one damaged row must not shut everybody out
            logbook.note(Event.BUG)
            _trace(error)
            self._upkeep = None
            return False
        self._tell(self._upkeep.state, last=not more)
        return more

    def end(self) -> None:
        """Sign the audit a last time and let go of everything."""
        self._restoring.end()
        if self._store is not None:
            store, self._store = self._store, None
            try:
                store.dispatcher.dispatch(Checkpoint(why="lock"))
            except HouseError:  # a full disk must not keep the keys in memory
                logbook.note(Event.STORAGE_FAULT)
            store.close()
        logbook.note(Event.KEEPER_ENDED)

    def _answer(self, message: Asked) -> object:
        if self._read_only and not isinstance(message, InspectStore):
            raise Refused("readonly.refused")
        if isinstance(message, SignIn):
            return self._sign_in(message)
        if isinstance(message, (RestoreBackup, StopRestore, InspectStore)):
            if self._store is not None:
                raise Bug("keeper.restore_signed_in")
            return self._restoring.answer(message)
        if self._store is None:
            raise Locked("error.locked")
        return self._store.dispatcher.dispatch(message)

    def _tell(self, state: Callable[[], Upkept], *, last: bool) -> None:
        """Send what has become of background work, now and then and at its end."""
        if last or self._idled % _NEWS_EVERY == 0:
            self._send(framing.answer(0, state()))
        self._idled += 1

    def _sign_in(self, message: SignIn) -> object:
        if self._store is not None:
            raise Bug("keeper.signed_in_twice")
        store = _opened(message)
        try:
            upkeep = Upkeep(store.context)
            session = store.dispatcher.dispatch(CurrentSession())
        except BaseException:  # who was not let in leaves no open store behind
            store.close()
            raise
        self._store, self._upkeep = store, upkeep
        logbook.note(Event.SIGNED_IN)
        return session


def _opened(message: SignIn) -> OpenStore:
    """Open the store where its place is fit; on a full disk the reserve is given up to get in."""
    folder = Path(message.folder)
    found = place(folder)
    if found.level == "stop":
        raise StorageFault(found.key)
    asked = (folder, message.login, message.passphrase, message.key_file)
    try:
        return open_store(*asked)
    except StorageFault as fault:
        if fault.key != "store.full" or not Ballast(folder).release():
            raise
    return open_store(*asked)


def _trace(error: BaseException) -> None:
    """Leave the kind of error and its places, never its text: texts may hold names."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    sys.stderr.write(f"{type(error).__name__} at {' > '.join(frames)}\n")


def _trace_thread(told: threading.ExceptHookArgs) -> None:
    """Say of a thread that broke what is said of any bug, and no more."""
    logbook.note(Event.BUG)
    if told.exc_value is not None:
        _trace(told.exc_value)


def _read(source: BinaryIO, inbox: "queue.Queue[bytes | None]") -> None:
    """Put every payload in the inbox, and None at the end, whatever ended it: keys must not wait."""
    splitter = framing.Splitter()
    descriptor = source.fileno()
    try:
        while data := os.read(descriptor, _CHUNK):
            for payload in splitter.feed(data):
                if not framing.is_blank(payload):
                    inbox.put(payload)
    except (Bug, OSError, MemoryError):
        logbook.note(Event.BUG)
    finally:
        inbox.put(None)


def main() -> int:
    """Serve the window until it closes the pipe."""
    no_core_dumps()
    threading.excepthook = _trace_thread
    out = sys.stdout.buffer

    def send(frame: bytes) -> None:
        out.write(frame)
        out.flush()

    keeper = Keeper(send, read_only=READ_ONLY in sys.argv)
    inbox: queue.Queue[bytes | None] = queue.Queue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, inbox), daemon=True).start()
    warm(SystemClock())
    gc.freeze()  # what is loaded by now stays; collecting it again and again stalls the index
    gc.set_threshold(50_000, 20, 50)
    logbook.note(Event.KEEPER_READY)
    more, rest = False, 0.0
    try:
        while True:
            try:
                payload = inbox.get(timeout=rest) if more else inbox.get()
            except queue.Empty:
                more, rest = keeper.idle(), 0.0
                continue
            if payload is None:
                return 0
            keeper.take(payload)
            more, rest = True, _REST_S
    except BrokenPipeError:
        return 0
    finally:
        keeper.end()


if __name__ == "__main__":
    sys.exit(main())
