"""The plans a partner was shown: loads them at each look.  Keeps none."""

from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.partner_shares import SharedPlan, SharedPlans
from ui.presenters.asking import Send
from ui.wording import say


class SharedPlansScreen(Protocol):
    """What the page must offer."""

    def show_plans(self, plans: tuple[SharedPlan, ...]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class SharedPlansPresenter:
    """One question, asked anew whenever the page is shown."""

    def __init__(self, view: SharedPlansScreen, send: Send) -> None:
        self._view, self._send = view, send

    def load(self) -> None:
        """Show the plans as they may be told now: one audited look."""
        self._send(SharedPlans(), self._view.show_plans, self._failed)

    def _failed(self, error: HouseError) -> None:
        self._view.show_plans(())  # what may not be told any more must not stay on the page
        self._view.show_failure(say(error.key, **error.params))
