"""The plans a partner was shown: loads them at each look.  Keeps none."""

from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.partner_shares import (
    SharedPlan,
    SharedPlanPage,
    SharedPlanRow,
    SharedPlans,
)
from ui.presenters.asking import Send
from ui.wording import say


class SharedPlansScreen(Protocol):
    """What the page must offer."""

    def show_families(self, rows: tuple[SharedPlanRow, ...]) -> None: ...
    def show_plan(self, plan: SharedPlan | None) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class SharedPlansPresenter:
    """A list, and one family's plan at a time, both asked for anew whenever the page is shown."""

    def __init__(self, view: SharedPlansScreen, send: Send) -> None:
        self._view, self._send = view, send

    def load(self) -> None:
        """Show the families whose plan may be read now."""
        self._send(SharedPlans(), self._view.show_families, self._failed)

    def choose(self, family_id: int) -> None:
        """Show one family's plan: one look, written down with the family."""
        self._send(SharedPlanPage(family_id=family_id), self._view.show_plan, self._not_shown)

    def _failed(self, error: HouseError) -> None:
        self._view.show_families(())  # what may not be told any more must not stay on the page
        self._view.show_failure(say(error.key, **error.params))

    def _not_shown(self, error: HouseError) -> None:
        self._view.show_plan(None)
        self._view.show_failure(say(error.key, **error.params))
