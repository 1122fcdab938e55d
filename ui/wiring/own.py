"""Makes the dialogs for what is one's own: interests, home.  Draws and asks nothing."""

from functools import partial

from ui.presenters.interests import InterestsPresenter
from ui.presenters.own_home import OwnHomePresenter
from ui.presenters.search import SearchPresenter
from ui.views.interests import InterestsDialog
from ui.views.own_home import OwnHomeDialog
from ui.wiring.desk import Desk


def open_interests(desk: Desk, *, first: bool = False) -> InterestsDialog:
    """Open the declaration of interests; `first` where nothing else is open before."""
    dialog = InterestsDialog(desk.shell, first=first)
    send = desk.send_for(dialog)
    presenter = InterestsPresenter(dialog, send, desk.bus.announce)
    search = SearchPresenter(dialog, send)
    # bound methods would be held weakly, and nothing else holds the presenters
    dialog.typed.connect(partial(search.typed))
    dialog.declared.connect(partial(presenter.declare))
    dialog.open()
    presenter.load()
    return dialog


def open_own_home(desk: Desk) -> OwnHomeDialog:
    """Open the form for one's own street and postcode."""
    dialog = OwnHomeDialog(desk.shell)
    presenter = OwnHomePresenter(dialog, desk.send_for(dialog))
    dialog.saved.connect(partial(presenter.save))
    dialog.open()
    presenter.load()
    return dialog
