"""Keys to be turned: shows how far each is and goes on, a short step at a time."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.figures import Work
from earlyhelp.messages.keys import ContinueTurning, KeyTurnings, TurningRow
from ui.presenters.asking import Send
from ui.wording import say


class KeyTurningsScreen(Protocol):
    """What the card must offer."""

    def show_turnings(self, rows: Sequence[TurningRow], *, mine: bool, others: bool) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...


class KeyTurningsPresenter:
    """Goes on until nothing is left that this session can turn."""

    def __init__(self, view: KeyTurningsScreen, send: Send, failed: Callable[[str], None]) -> None:
        self._view, self._send, self._tell = view, send, failed
        self._running = False

    def load(self) -> None:
        """Show every key that was turned or waits."""
        self._send(KeyTurnings(), self._show, self._failed)

    def turn(self) -> None:
        """Go on with the keys this session holds."""
        self._running = True
        self.load()

    def _show(self, rows: Sequence[TurningRow]) -> None:
        waiting = [row for row in rows if row.done_at is None]
        mine = [row for row in waiting if row.mine]
        self._view.show_turnings(rows, mine=bool(mine), others=len(waiting) > len(mine))
        if not mine or not self._running:
            self._running = False
            self._view.show_progress(0, 0)
            return
        self._step(mine[-1].id)

    def _step(self, turning_id: int) -> None:
        self._send(ContinueTurning(turning_id=turning_id), self._stepped, self._failed)

    def _stepped(self, work: Work) -> None:
        self._view.show_progress(work.done, work.total)
        if work.finished:
            self.load()
        else:
            self._step(work.work_id)

    def _failed(self, error: HouseError) -> None:
        self._running = False
        self._view.show_progress(0, 0)
        self._tell(say(error.key, **error.params))
