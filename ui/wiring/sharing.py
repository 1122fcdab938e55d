"""Makes the page of sharing agreements and packages.  Draws and asks nothing."""

from ui.presenters.sharing import SharingPresenter
from ui.views.sharing import SharingView
from ui.wiring.desk import Desk, Page


def sharing(desk: Desk) -> Page:
    """Make the page of information governance about sharing."""
    view = SharingView()
    presenter = SharingPresenter(view, desk.send_for(view), desk.bus.announce)
    view.isa_chosen.connect(presenter.choose_isa)
    view.new_pressed.connect(presenter.new_isa)
    view.change_pressed.connect(presenter.change_isa)
    view.end_agreed.connect(presenter.end_isa)
    view.forms.typed.connect(presenter.forms.typed)
    view.forms.saved.connect(presenter.forms.saved)
    return Page(view, presenter.load, view.forms.leave)
