"""Ways in: one's own in a dialog, somebody's for the administrator.  Keeps nothing that was typed."""

from collections.abc import Sequence
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.devices import AddWayIn, RemoveWayIn, WayIn, WaysIn
from ui.presenters.asking import Send
from ui.wording import say


class WaysScreen(Protocol):
    """The table."""

    def show_ways(self, rows: Sequence[WayIn]) -> None: ...


class DialogScreen(Protocol):
    """Where it is said what was done and what was wrong."""

    def show_done(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class WaysInPresenter:
    """The ways in of one login; "" is one's own."""

    def __init__(self, ways: WaysScreen, told: DialogScreen, send: Send, login: str = "") -> None:
        self._ways, self._told, self._send, self.login = ways, told, send, login

    def load(self) -> None:
        """Show the ways in."""
        self._send(WaysIn(whose=self.login), self._ways.show_ways, self._failed)

    def of(self, login: str) -> None:
        """Show those of another account."""
        self.login = login
        self.load()

    def add(self, kind: str, passphrase: str, key_file: str, new_file: str) -> None:
        """Add a way in."""
        message = AddWayIn(
            kind=kind, passphrase=passphrase, key_file=key_file, new_key_file=new_file
        )
        self._do(message, "waysin.added")

    def remove(self, slot_number: int) -> None:
        """Take a way in away."""
        self._do(RemoveWayIn(whose=self.login, slot_number=slot_number), "waysin.removed")

    def _do(self, message: Message, done: str) -> None:
        def succeeded(_receipt: Receipt) -> None:
            self._told.show_done(say(done))
            self.load()

        self._send(message, succeeded, self._failed)

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self._told.show_failure(say(next(iter(error.fields.values()))))
        else:
            self._told.show_failure(say(error.key, **error.params))
