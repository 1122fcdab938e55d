"""Conflicts of interest as a manager keeps them.  Decides nothing itself."""

from collections.abc import Callable
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.conflicts import ConflictList, Conflicts, EndConflict, RecordConflict
from ui.presenters.asking import Send
from ui.wording import say


class ConflictsScreen(Protocol):
    """The section of the list."""

    def show_conflicts(self, found: ConflictList) -> None: ...


class Told(Protocol):
    """Where it is said what was done and what was wrong."""

    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class ConflictsPresenter:
    """One list; what was done to it is announced, so that other pages follow."""

    def __init__(
        self, section: ConflictsScreen, told: Told, send: Send, announce: Callable[..., None]
    ) -> None:
        self._section, self._told, self._send, self._announce = section, told, send, announce

    def load(self) -> None:
        """Show the conflicts."""
        self._send(Conflicts(), self._section.show_conflicts, self._failed)

    def record(self, account_id: int, reference: str) -> None:
        """Record one for a colleague."""
        self._do(
            RecordConflict(account_id=account_id, reference=reference), "conflicts.done.recorded"
        )

    def end(self, conflict_id: int, reason: str) -> None:
        """End one for a reason."""
        if not reason:
            self._told.show_errors({"conflict_reason": say("conflicts.reason.missing")})
            return
        self._do(EndConflict(conflict_id=conflict_id, reason=reason), "conflicts.done.ended")

    def _do(self, message: Message, done: str) -> None:
        def succeeded(_receipt: Receipt) -> None:
            self._told.show_errors({})
            self._told.show_receipt(say(done))
            self._announce("interest_conflict")
            self.load()

        self._send(message, succeeded, self._failed)

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self._told.show_errors({key: say(fault) for key, fault in error.fields.items()})
        else:
            self._told.show_failure(say(error.key, **error.params))
