"""Makes the page "who may see what".  Draws and asks nothing."""

from ui.presenters.policy_view import PolicyPresenter
from ui.views.policy_view import PolicyView
from ui.wiring.desk import Desk, Page

_ROLES = (
    "practitioner", "team_manager", "business_administrator", "information_governance", "partner",
    "analyst",
)  # fmt: skip


def policy(desk: Desk) -> Page:
    """Make the page of the policy simulator."""
    view = PolicyView(_ROLES)
    presenter = PolicyPresenter(view, desk.send_for(view))
    view.asked.connect(presenter.ask)
    return Page(view, presenter.load)
