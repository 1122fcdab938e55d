"""Work that takes longer than anybody should wait: done in a thread beside the keeper's own, then settled.

The thread has the keys and no session: it reads files and a snapshot.  What it found is saved, with
an audit entry, by the keeper's own thread.  One such work at a time.
"""

import threading
from collections.abc import Callable
from typing import Any

from earlyhelp import logbook
from earlyhelp.errors import Bug, HouseError, Refused
from earlyhelp.logbook import Event
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import StopWork, WorkNews
from earlyhelp.progress import STOPPED, Progress
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Where the work stands among a context's works; ids of other works are never this.
LONG = -3
_MOMENT_S, _LAST_S = 0.02, 2.0


class LongWork:
    """One work.  `act` runs in the thread; `settle` and `failed` in the keeper's own, between messages.

    Shape: `settle` returns what is told of the result; the thread begins with `start`.
    """

    def __init__(
        self,
        kind: str,
        ident: int,
        act: Callable[[Progress], Any],
        settle: Callable[[Any], dict[str, str | int]],
        failed: Callable[[HouseError], None],
    ) -> None:
        self.kind, self.ident, self.finished = kind, ident, False
        self.progress = Progress()
        self.told: dict[str, str | int] = {}
        self.error: HouseError | None = None
        self._act, self._settle, self._failed = act, settle, failed
        self._found: Any = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def step(self) -> bool:
        """Wait a moment; settle what has come to its end, or keep why not.  Return whether it is over."""
        if self.finished:
            return True
        self._thread.join(_MOMENT_S)
        if self._thread.is_alive():
            return False
        self.finished = True
        try:
            if self.error is None:
                self.told = self._settle(self._found)
        except HouseError as error:
            self.error = error
        except (OSError, ValueError):  # one work that breaks must not end the keeper's other work
            logbook.note(Event.BUG)
            self.error = Bug("bug")
        if self.error is not None:
            self._failed(self.error)
        return True

    def stop(self) -> None:
        """Ask it to stop at its next step."""
        self.progress.stop()

    def end(self) -> None:
        """Stop it because the keeper ends; what the thread cannot leave in time goes with the process."""
        self.stop()
        if self._thread.ident is not None:
            self._thread.join(_LAST_S)

    def news(self) -> WorkNews:
        """Return how far it is, or how it ended."""
        error, progress = self.error, self.progress
        key = error.key if error else ""
        ended = ("stopped" if key == STOPPED else "failed") if error else "done"
        return WorkNews(
            kind=self.kind,
            id=self.ident,
            stage="stopping" if progress.is_stopping else progress.stage,
            done=progress.done,
            total=progress.total,
            ended=ended if self.finished else "",
            key=key if self.finished else "",
            told=error.params if error else self.told,
        )

    def _run(self) -> None:
        self.error = Bug("bug")  # unless it comes to an end that somebody foresaw
        try:
            self._found = self._act(self.progress)
        except HouseError as error:
            self.error = error
        else:
            self.error = None


def begin(context: Context, work: LongWork) -> None:
    """Have a work begun once the action that asked for it, and its audit entry, are saved.

    Raises: Refused("work.busy") while another goes on.
    """
    require_quiet(context)

    def start() -> None:
        context.works[LONG] = work
        work.start()

    context.after_commit.append(start)


def work_of(context: Context) -> LongWork | None:
    """Return the session's long work, going on or ended last."""
    found: LongWork | None = context.works.get(LONG)
    return found


def is_quiet(context: Context) -> bool:
    """Tell whether no long work goes on."""
    work = work_of(context)
    return work is None or work.finished


def require_quiet(context: Context) -> None:
    """Refuse what must not happen beside a long work.

    Raises: Refused("work.busy").
    """
    if not is_quiet(context):
        raise Refused("work.busy")


def to_end(context: Context) -> dict[str, str | int]:
    """Wait for the work that was begun, where nobody else has to be served; return what it told.

    Raises: what it ended with.
    """
    work = work_of(context)
    if work is None:
        return {}
    while not work.step():
        pass
    if work.error is not None:
        raise work.error
    return work.told


@handles(StopWork)
def stop_work(_uow: UnitOfWork, message: StopWork, context: Context) -> Receipt:
    """Ask the session's long work to stop; what it left is taken away by itself."""
    work = work_of(context)
    if work is None or work.ident != message.work_id:
        raise Refused("refused.record")
    work.stop()
    return Receipt(id=work.ident, version=1)
