"""Makes the pages of a partner.  Draws and asks nothing."""

from ui.presenters.own_actions import OwnActionsPresenter
from ui.presenters.shared_plans import SharedPlansPresenter
from ui.views.own_actions import OwnActionsView
from ui.views.shared_plans import SharedPlansView
from ui.wiring.desk import Desk, Page


def own_actions(desk: Desk) -> Page:
    """Make the page of a partner's own actions."""
    view = OwnActionsView()
    presenter = OwnActionsPresenter(view, desk.send_for(view), desk.bus.announce)
    view.progressed.connect(presenter.progress)
    return Page(view, presenter.load)


def shared_plans(desk: Desk) -> Page:
    """Make the page of the plans a partner was shown."""
    view = SharedPlansView()
    presenter = SharedPlansPresenter(view, desk.send_for(view))
    view.family_chosen.connect(presenter.choose)
    return Page(view, presenter.load)
