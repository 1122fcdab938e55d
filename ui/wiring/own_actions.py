"""Makes the page of a partner.  Draws and asks nothing."""

from ui.presenters.own_actions import OwnActionsPresenter
from ui.views.own_actions import OwnActionsView
from ui.wiring.desk import Desk, Page


def own_actions(desk: Desk) -> Page:
    """Make the page of a partner's own actions."""
    view = OwnActionsView()
    presenter = OwnActionsPresenter(view, desk.send_for(view), desk.bus.announce)
    view.progressed.connect(presenter.progress)
    return Page(view, presenter.load)
