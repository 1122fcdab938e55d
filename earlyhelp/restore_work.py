"""A restore or an inspection asked for in the window, where nobody is signed in: begun, told of, stopped.

Refuses a second one beside the first.
"""

from dataclasses import asdict
from pathlib import Path

from earlyhelp.errors import HouseError, Refused
from earlyhelp.inspection import inspect_store
from earlyhelp.messages.session import InspectStore, RestoreBackup, StopRestore, Upkept
from earlyhelp.progress import Progress
from earlyhelp.restoring import Lists, Restored, Restorer, restore
from earlyhelp.services.long_work import LongWork
from earlyhelp.storage.inspection import Inspected

_IDENT = 1  # the only long work there is before a sign-in


class RestoreWork:
    """The restore, or the inspection, of one keeper."""

    def __init__(self) -> None:
        self._work: LongWork | None = None

    @property
    def goes_on(self) -> bool:
        """Tell whether one was begun and is not over."""
        return self._work is not None and not self._work.finished

    def answer(self, message: RestoreBackup | StopRestore | InspectStore) -> int:
        """Begin one, or ask it to stop.

        Raises: Refused("work.busy") while one goes on.
        """
        if isinstance(message, StopRestore):
            self.stop()
            return _IDENT
        if self.goes_on:
            raise Refused("work.busy")

        if isinstance(message, InspectStore):
            self._work = _inspection(message)
        else:
            self._work = _restore(message)
        self._work.start()
        return _IDENT

    def step(self) -> bool:
        """Wait a moment; return whether it is over."""
        return self._work is None or self._work.step()

    def state(self) -> Upkept:
        """Return how far it is, as a keeper without a session says it."""
        news = self._work.news() if self._work else None
        return Upkept(people=0, people_total=0, audit=0, audit_total=0, audit_ok=True, work=news)

    def stop(self) -> None:
        """Ask it to stop."""
        if self._work is not None:
            self._work.stop()

    def end(self) -> None:
        """Stop it because the keeper ends."""
        if self._work is not None:
            self._work.end()


def _inspection(asked: InspectStore) -> LongWork:
    def act(progress: Progress) -> Inspected:
        progress.begin("looking")
        return inspect_store(Path(asked.folder), asked.login, asked.passphrase, asked.key_file)

    def told(found: Inspected) -> dict[str, str | int]:
        return {"entries": found.entries, "problems": "\n".join(found.problems)}

    return LongWork("inspection", _IDENT, act, told, _nobody_notes)


def _restore(asked: RestoreBackup) -> LongWork:
    def act(progress: Progress) -> Restored:
        return _restored(asked, progress)

    return LongWork("restore", _IDENT, act, _told, _nobody_notes)


def _restored(asked: RestoreBackup, progress: Progress) -> Restored:
    progress.begin("opening")
    who = Restorer(asked.login, asked.passphrase, asked.key_file, asked.shares)
    lists = Lists(
        Path(asked.erased) if asked.erased else None, Path(asked.ended) if asked.ended else None
    )
    return restore(Path(asked.source), Path(asked.folder), who, lists, progress=progress)


def _told(found: Restored) -> dict[str, str | int]:
    return asdict(found) | {"ended_known": int(found.ended_known)}


def _nobody_notes(_error: HouseError) -> None:
    """There is no store yet that could note how it ended: the window tells it."""
