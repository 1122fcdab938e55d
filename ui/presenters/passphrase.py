"""Changes one's own passphrase.  Keeps none of what was typed."""

from typing import Protocol

from earlyhelp.errors import HouseError, Invalid, Locked
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import ChangePassphrase
from ui.presenters.asking import Send
from ui.wording import say


class PassphraseView(Protocol):
    """What the dialog must offer; its fields are present, new, again and key_file."""

    def set_busy(self, busy: bool) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_done(self) -> None: ...


class PassphrasePresenter:
    """One change at a time."""

    def __init__(self, view: PassphraseView, send: Send) -> None:
        self._view, self._send = view, send

    def change(self, present: str, new: str, again: str, key_file: str) -> None:
        """Ask for the change if the new one was typed twice alike."""
        wrong: dict[str, str] = {}
        if not present:
            wrong["present"] = say("passphrase.present.needed")
        if not new:
            wrong["new"] = say("passphrase.new.needed")
        elif new != again:
            wrong["again"] = say("passphrase.differs")
        self._view.show_errors(wrong)
        if wrong:
            return
        self._view.set_busy(True)
        message = ChangePassphrase(passphrase=present, new_passphrase=new, key_file=key_file)
        self._send(message, self._changed, self._failed)

    def _changed(self, _receipt: Receipt) -> None:
        self._view.set_busy(False)
        self._view.show_done()

    def _failed(self, error: HouseError) -> None:
        self._view.set_busy(False)
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({"new": say(next(iter(error.fields.values())))})
        elif isinstance(error, Locked):
            self._view.show_errors({"present": say(error.key, **error.params)})
        elif error.key.startswith("key.file."):
            self._view.show_errors({"key_file": say(error.key)})
        else:
            self._view.show_failure(say(error.key, **error.params))
