"""Makes the dialogs for what is one's own: interests, home, pictures of the screen.  Draws and asks nothing."""

from functools import partial

from earlyhelp.domain.codes import code_list
from ui.presenters.interests import InterestsPresenter
from ui.presenters.own_home import OwnHomePresenter
from ui.presenters.pictures import PicturesPresenter
from ui.presenters.search import SearchPresenter
from ui.views.interests import InterestsDialog
from ui.views.own_home import OwnHomeDialog
from ui.views.pictures import PicturesDialog
from ui.wiring.confirming import sender
from ui.wiring.desk import PICTURES, Desk


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


def open_pictures(desk: Desk) -> PicturesDialog:
    """Open the switch for pictures of the screen."""
    reasons = [(one.code, one.label) for one in code_list("picture_reason").items]
    guard = desk.pictures
    dialog = PicturesDialog(
        desk.shell, reasons, can=guard.can, now=guard.allowed, rules=desk.may("pictures:rule")
    )

    def switch(allowed: bool) -> None:
        guard.allow(allowed)
        desk.bus.announce(PICTURES)

    presenter = PicturesPresenter(dialog, sender(desk, dialog), switch)
    dialog.allowed.connect(partial(presenter.allow))
    dialog.ended.connect(partial(presenter.stop))
    dialog.ruled.connect(partial(presenter.set_rule))
    dialog.open()
    presenter.load()
    return dialog
