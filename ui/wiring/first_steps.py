"""What somebody does before the first page: change a first passphrase, accept the code, declare interests.

Whoever closes one of the dialogs locks the window: nothing is shown before all are done.
"""

from collections.abc import Callable
from functools import partial

from ui.presenters.conduct import ConductPresenter
from ui.views.conduct import ConductDialog
from ui.wiring.desk import Desk
from ui.wiring.own import open_interests
from ui.wiring.passphrase import open_passphrase

Then = Callable[[], None]


def first_steps(desk: Desk, lock: Then, then: Then) -> None:
    """Ask for what is still to be done, one after the other; then go on."""
    if desk.session.must_change:
        dialog = open_passphrase(desk, first=True)
        dialog.rejected.connect(lock)
        dialog.accepted.connect(partial(_conduct, desk, lock, then))
    else:
        _conduct(desk, lock, then)


def _conduct(desk: Desk, lock: Then, then: Then) -> None:
    if not desk.session.conduct_due:
        _interests(desk, lock, then)
        return
    dialog = ConductDialog(desk.shell)
    presenter = ConductPresenter(dialog, desk.send_for(dialog))
    dialog.accept_pressed.connect(partial(presenter.accept))
    dialog.rejected.connect(lock)
    dialog.accepted.connect(partial(_interests, desk, lock, then))
    dialog.open()
    presenter.load()


def _interests(desk: Desk, lock: Then, then: Then) -> None:
    if not desk.session.interests_due:
        then()
        return
    dialog = open_interests(desk, first=True)
    dialog.rejected.connect(lock)
    dialog.accepted.connect(then)
