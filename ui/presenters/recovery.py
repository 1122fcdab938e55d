"""Recovery by two of three holders.  Keeps no share and no passphrase longer than the page shows them."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.recovery import (
    DrillRecovery,
    MakeRecovery,
    RecoverAccount,
    RecoverySheets,
    RecoveryState,
    RecoveryView,
    SeeRecovery,
    SheetsPrinted,
)
from ui.presenters.asking import Send
from ui.wording import say


class SharesScreen(Protocol):
    """A card with two shares on it."""

    def show_errors(self, errors: dict[str, str]) -> None: ...
    def forget(self) -> None: ...


class CeremonyScreen(SharesScreen, Protocol):
    """The card where an account is recovered."""

    def show_passphrase(self, login: str, passphrase: str) -> None: ...


class SheetsScreen(Protocol):
    """The card where sheets are printed."""

    def show_sheets(self, sheets: tuple[bytes, ...]) -> None: ...
    def show_error(self, sentence: str) -> None: ...


class RecoveryScreen(Protocol):
    """What the page must offer."""

    @property
    def drill(self) -> SharesScreen: ...
    @property
    def ceremony(self) -> CeremonyScreen: ...
    @property
    def sheets(self) -> SheetsScreen: ...
    def show_standing(self, found: RecoveryView) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class RecoveryPresenter:
    """One page, one step at a time."""

    def __init__(self, view: RecoveryScreen, send: Send) -> None:
        self._view, self._send = view, send

    def load(self) -> None:
        """Show how the recovery key stands."""
        self._send(RecoveryState(), self._view.show_standing, self._failed)

    def leave(self) -> None:
        """Forget everything secret: the page is not in front any more."""
        self._view.drill.forget()
        self._view.ceremony.forget()
        self._view.ceremony.show_passphrase("", "")

    def try_drill(self, one: str, two: str) -> None:
        """Try two shares."""
        message = DrillRecovery(share_one=one, share_two=two)
        self._ask(message, self._view.drill, self._drilled)

    def draw(self, *holders: str) -> None:
        """Draw a new recovery key for three holders."""
        first, second, third = holders
        message = MakeRecovery(holders=(first, second, third))
        self._send(message, self._drawn, self._not_drawn)

    def printed(self) -> None:
        """Say that the sheets are on paper."""
        self._send(SheetsPrinted(), self._are_printed, self._failed)

    def recover(self, account_id: int, reason: str, one: str, two: str) -> None:
        """Recover an account."""
        if not account_id:
            self._view.ceremony.show_errors({"account": say("recovery.account.choose")})
            return
        message = RecoverAccount(account_id=account_id, reason=reason, share_one=one, share_two=two)
        self._ask(message, self._view.ceremony, self._recovered)

    def see(self, use_id: int) -> None:
        """Take a notice off the list."""
        self._send(SeeRecovery(use_id=use_id), self._seen, self._failed)

    def _ask(self, message: Message, card: SharesScreen, then: Callable[[Any], None]) -> None:
        card.show_errors({})

        def failed(error: HouseError) -> None:
            if isinstance(error, Invalid) and error.fields:
                card.show_errors(_at_their_inputs(error))
            else:
                self._failed(error)

        self._send(message, then, failed)

    def _drilled(self, _receipt: Receipt) -> None:
        self._view.drill.forget()
        self._view.show_receipt(say("recovery.drill.done"))
        self.load()

    def _drawn(self, made: RecoverySheets) -> None:
        self._view.sheets.show_error("")
        self._view.sheets.show_sheets(made.sheets)
        self.load()

    def _not_drawn(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and "holders" in error.fields:
            self._view.sheets.show_error(say(error.fields["holders"]))
        else:
            self._failed(error)

    def _are_printed(self, _receipt: Receipt) -> None:
        self._view.sheets.show_sheets(())
        self._view.show_receipt(say("recovery.printed.done"))
        self.load()

    def _recovered(self, made: RecoverySheets) -> None:
        self._view.ceremony.forget()
        self._view.sheets.show_sheets(made.sheets)
        self._view.show_receipt(say("recovery.ceremony.done"))

        def stands(found: RecoveryView) -> None:
            self._view.show_standing(found)
            give()

        def give() -> None:  # last: the page has grown, and this must be in view
            self._view.ceremony.show_passphrase(made.login, made.passphrase)

        give()
        self._send(RecoveryState(), stands, self._failed)

    def _seen(self, _receipt: Receipt) -> None:
        self.load()

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


def _at_their_inputs(error: Invalid) -> dict[str, str]:
    names: dict[str, str] = {"reason": "why"}
    faults: Sequence[tuple[str, str]] = tuple(error.fields.items())
    return {names.get(name, name): say(key) for name, key in faults}
