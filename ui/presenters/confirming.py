"""Asks for the passphrase once more before what matters most.  Keeps none of what was typed."""

from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import ConfirmMyself
from ui.presenters.asking import Send
from ui.wording import say


class ConfirmingView(Protocol):
    """What the dialog must offer; its fields are passphrase and key_file."""

    def set_busy(self, busy: bool) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_done(self) -> None: ...


class ConfirmingPresenter:
    """One try at a time."""

    def __init__(self, view: ConfirmingView, send: Send) -> None:
        self._view, self._send = view, send

    def confirm(self, passphrase: str, key_file: str) -> None:
        """Try what was typed."""
        wrong = {} if passphrase else {"passphrase": say("confirm.passphrase.needed")}
        self._view.show_errors(wrong)
        if wrong:
            return
        self._view.set_busy(True)
        message = ConfirmMyself(passphrase=passphrase, key_file=key_file)
        self._send(message, self._confirmed, self._failed)

    def _confirmed(self, _receipt: Receipt) -> None:
        self._view.set_busy(False)
        self._view.show_done()

    def _failed(self, error: HouseError) -> None:
        self._view.set_busy(False)
        sentence = say(error.key, **error.params)
        if error.key.startswith("confirm."):
            self._view.show_errors({"passphrase": sentence})
        elif error.key.startswith("key.file."):
            self._view.show_errors({"key_file": sentence})
        else:
            self._view.show_failure(sentence)
