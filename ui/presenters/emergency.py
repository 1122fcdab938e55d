"""The emergency duty: who is on the list, the key that is drawn, the drill.  Opens no family."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.access import NameEmergencyManagers, RenewEmergencyKey
from earlyhelp.messages.base import Message
from earlyhelp.messages.emergency_duty import (
    DrillEmergencyKey,
    DrillOutcome,
    DutyView,
    EmergencyDuty,
)
from ui.presenters.asking import Send
from ui.wording import say


class EmergencyScreen(Protocol):
    """What the page must offer."""

    def show_duty(self, duty: DutyView) -> None: ...
    def show_error(self, sentence: str) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class EmergencyPresenter:
    """One list, one key."""

    def __init__(self, view: EmergencyScreen, send: Send) -> None:
        self._view, self._send = view, send

    def load(self) -> None:
        """Show how the duty stands."""
        self._send(EmergencyDuty(), self._view.show_duty, self._failed)

    def name(self, manager_ids: Iterable[int]) -> None:
        """Set the list."""
        message = NameEmergencyManagers(manager_ids=tuple(manager_ids))
        self._do(message, lambda _receipt: say("duty.named"))

    def renew(self) -> None:
        """Draw a new key for those on the list."""
        self._do(RenewEmergencyKey(), lambda _receipt: say("duty.renewed"))

    def drill(self) -> None:
        """Try the key this person holds."""
        self._do(DrillEmergencyKey(), _tried)

    def _do(self, message: Message, done: Callable[[Any], str]) -> None:
        def succeeded(answer: Any) -> None:
            self._view.show_error("")
            self._view.show_receipt(done(answer))
            self.load()

        self._send(message, succeeded, self._failed)

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and "manager_ids" in error.fields:
            self._view.show_error(say(error.fields["manager_ids"]))
        else:
            self._view.show_failure(say(error.key, **error.params))


def _tried(outcome: DrillOutcome) -> str:
    return say("duty.drill.whole" if outcome.whole else "duty.drill.not_whole")
