"""Conflicts of interest as a manager keeps them.  Decides nothing itself."""

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.conflicts import ConflictList, Conflicts, EndConflict, RecordConflict
from ui.presenters.asking import Failed, Go, Send
from ui.wording import say


class ConflictsScreen(Protocol):
    """The section of the list."""

    def show_conflicts(self, found: ConflictList) -> None: ...
    def ask_leads(self) -> None: ...


class Told(Protocol):
    """Where it is said what was done and what was wrong."""

    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class ConflictsPresenter:
    """One list; what was done to it is announced, so that other pages follow."""

    def __init__(
        self, section: ConflictsScreen, told: Told, send: Send, announce: Callable[..., None],
        go: Go,
    ) -> None:  # fmt: skip
        self._section, self._told, self._send, self._announce = section, told, send, announce
        self._go = go
        self._asked: RecordConflict | None = None

    def load(self) -> None:
        """Show the conflicts."""
        self._send(Conflicts(), self._section.show_conflicts, self._failed)

    def record(self, account_id: int, family_id: int, typed: str) -> None:
        """Record one for a colleague; who leads the family's case is asked about first."""
        reference = "" if family_id else typed
        asked = RecordConflict(account_id=account_id, family_id=family_id, reference=reference)

        def failed(error: HouseError) -> None:
            if isinstance(error, Invalid) and "lead_known" in error.fields:
                self._asked = replace(asked, lead_known=True)
                self._told.show_errors({})
                self._section.ask_leads()
            else:
                self._failed(error)

        self._do(asked, "conflicts.done.recorded", failed)

    def leads_agreed(self) -> None:
        """Record it for who leads the case, and go where another lead is named."""
        if self._asked is not None:
            self._do(self._asked, "conflicts.done.recorded", self._failed, self._to_family)

    def open_family(self, family_id: int) -> None:
        """Go where another lead is named."""
        self._go("family", family_id=family_id, section="overview")

    def end(self, conflict_id: int, reason: str) -> None:
        """End one for a reason."""
        if not reason:
            self._told.show_errors({"conflict_reason": say("conflicts.reason.missing")})
            return
        message = EndConflict(conflict_id=conflict_id, reason=reason)
        self._do(message, "conflicts.done.ended", self._failed)

    def _to_family(self, receipt: Receipt) -> None:
        self._asked = None
        self.open_family(receipt.family_id)

    def _do(
        self, message: Message, done: str, failed: Failed,
        then: Callable[[Receipt], None] = lambda _receipt: None,
    ) -> None:  # fmt: skip
        def succeeded(receipt: Receipt) -> None:
            self._told.show_errors({})
            self._told.show_receipt(say(done))
            self._announce("interest_conflict")
            self.load()
            then(receipt)

        self._send(message, succeeded, failed)

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self._told.show_errors({key: say(fault) for key, fault in error.fields.items()})
        else:
            self._told.show_failure(say(error.key, **error.params))
