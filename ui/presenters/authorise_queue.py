"""The queue of plans that wait for a decision.  Decides nothing."""

from collections.abc import Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.plans import PlanQueueRow, PlansToAuthorise
from ui.presenters.asking import Go, Send
from ui.wording import say

#: Plans shown at first and by each press on "more"; the queue gives no more than the second.
SHOWN, MOST_SHOWN = 50, 500


class QueueScreen(Protocol):
    """What the queue's page must offer."""

    def show_rows(self, rows: Sequence[PlanQueueRow], *, more: bool) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class AuthorisePresenter:
    """The queue."""

    def __init__(self, view: QueueScreen, send: Send, go: Go) -> None:
        self._view, self._send, self._go = view, send, go
        self._shown = SHOWN

    def load(self) -> None:
        """Show the plans that wait; one more is asked for than is shown, to know whether there are."""
        self._send(PlansToAuthorise(limit=self._shown + 1), self._show, self._failed)

    def show_more(self) -> None:
        """Show the next ones as well."""
        self._shown = min(self._shown + SHOWN, MOST_SHOWN)
        self.load()

    def _show(self, rows: Sequence[PlanQueueRow]) -> None:
        self._view.show_rows(rows[: self._shown], more=len(rows) > self._shown)

    def open(self, plan_id: int) -> None:
        """Open one of them."""
        self._go("authorise_plan", plan_id=plan_id)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
