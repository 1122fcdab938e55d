"""Makes the page of the emergency duty.  Draws and asks nothing."""

from ui.presenters.emergency import EmergencyPresenter
from ui.views.emergency import EmergencyView
from ui.wiring.confirming import sender
from ui.wiring.desk import Desk, Page


def emergency(desk: Desk) -> Page:
    """Make the page of the emergency duty, its key and its drill."""
    view = EmergencyView(may_name=desk.may("emergency:name"), may_renew=desk.may("emergency:renew"))
    presenter = EmergencyPresenter(view, sender(desk, view))
    view.named.connect(presenter.name)
    view.renewed.connect(presenter.renew)
    view.drilled.connect(presenter.drill)
    return Page(view, presenter.load)
