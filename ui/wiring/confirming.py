"""Sends messages that need a proof: asks for the passphrase where the keeper wants it, then sends again."""

from functools import partial

from PySide6.QtWidgets import QWidget

from earlyhelp.errors import HouseError
from earlyhelp.messages.framing import Asked
from ui.presenters.asking import Failed, Send, Succeeded
from ui.presenters.confirming import ConfirmingPresenter
from ui.views.confirming import ConfirmingDialog
from ui.wiring.desk import Desk


def sender(desk: Desk, owner: QWidget) -> Send:
    """Return a `send` for a page whose messages may need a proof.

    Whoever closes the dialog without one gets the refusal "confirm.needed": nothing was done.
    """
    plain = desk.send_for(owner)

    def send(message: Asked, succeeded: Succeeded, failed: Failed) -> None:
        def answered(error: HouseError) -> None:
            if error.key != "confirm.needed":
                failed(error)
                return
            dialog = open_confirming(desk)
            dialog.accepted.connect(lambda: plain(message, succeeded, failed))
            dialog.rejected.connect(lambda: failed(error))

        plain(message, succeeded, answered)

    return send


def open_confirming(desk: Desk) -> ConfirmingDialog:
    """Open the dialog over the window, without blocking it."""
    dialog = ConfirmingDialog(desk.shell, key_file=desk.session.share == "pp+file")
    presenter = ConfirmingPresenter(dialog, desk.send_for(dialog))
    # a bound method would be held weakly, and nothing else holds the presenter
    dialog.confirm_pressed.connect(partial(presenter.confirm))
    dialog.open()
    return dialog
