"""The queue of plans that wait for a decision.  Decides nothing."""

from collections.abc import Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.plans import PlanQueueRow, PlansToAuthorise
from ui.presenters.asking import Go, Send
from ui.wording import say


class QueueScreen(Protocol):
    """What the queue's page must offer."""

    def show_rows(self, rows: Sequence[PlanQueueRow]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class AuthorisePresenter:
    """The queue."""

    def __init__(self, view: QueueScreen, send: Send, go: Go) -> None:
        self._view, self._send, self._go = view, send, go

    def load(self) -> None:
        """Show the plans that wait."""
        self._send(PlansToAuthorise(), self._view.show_rows, self._failed)

    def open(self, plan_id: int) -> None:
        """Open one of them."""
        self._go("authorise_plan", plan_id=plan_id)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
