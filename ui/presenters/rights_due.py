"""Rights confirmed every 90 days, or ended.  Shows no family anywhere."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.account_changes import ConfirmRights, RightsRow, RightsToConfirm
from earlyhelp.messages.base import Message, Receipt
from ui.presenters.asking import Send
from ui.wording import say


class RightsScreen(Protocol):
    """The card of what is due."""

    def show_rights(self, rows: Sequence[RightsRow]) -> None: ...


class Told(Protocol):
    """Where it is said what was done and what was wrong."""

    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class RightsDuePresenter:
    """One list; what was done to it is announced, so that counts follow."""

    def __init__(
        self, card: RightsScreen, told: Told, send: Send, announce: Callable[..., None]
    ) -> None:
        self._card, self._told, self._send, self._announce = card, told, send, announce
        self._versions: dict[int, int] = {}

    def load(self) -> None:
        """Show what is due."""
        self._send(RightsToConfirm(), self._show, self._failed)

    def confirm(self, account_id: int) -> None:
        """Say that rights are still needed."""
        self._do(ConfirmRights(account_id=account_id), "rights.done.needed")

    def end(self, account_id: int) -> None:
        """Say that rights are not needed any more."""
        version = self._versions.get(account_id, 0)
        message = ConfirmRights(account_id=account_id, version=version, needed=False)
        self._do(message, "rights.done.ended")

    def _do(self, message: Message, done: str) -> None:
        def succeeded(_receipt: Receipt) -> None:
            self._told.show_receipt(say(done))
            self._announce("certification", "staff_account")
            self.load()

        self._send(message, succeeded, self._failed)

    def _show(self, rows: Sequence[RightsRow]) -> None:
        self._versions = {row.account_id: row.version for row in rows}
        self._card.show_rights(rows)

    def _failed(self, error: HouseError) -> None:
        self._told.show_failure(say(error.key, **error.params))
