"""Makes the dialog for one's own passphrase.  Draws and asks nothing."""

from functools import partial

from ui.presenters.passphrase import PassphrasePresenter
from ui.views.passphrase import PassphraseDialog
from ui.wiring.desk import Desk


def open_passphrase(desk: Desk, *, first: bool = False) -> PassphraseDialog:
    """Open the dialog over the window, without blocking it; `first` where it has to be changed."""
    key_file = desk.session.share == "pp+file"
    dialog = PassphraseDialog(desk.shell, key_file=key_file, first=first)
    presenter = PassphrasePresenter(dialog, desk.send_for(dialog))
    # a bound method would be held weakly, and nothing else holds the presenter
    dialog.change_pressed.connect(partial(presenter.change))
    dialog.open()
    return dialog
