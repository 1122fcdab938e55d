"""The front door: requests that wait, and the decision on each.  Managers decide, others look."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, Receipt
from earlyhelp.messages.requests import (
    Colleagues,
    DecideRequest,
    RequestRow,
    RequestsWaiting,
    StaffChoice,
)
from ui.presenters.asking import Go, Send
from ui.presenters.family_forms import Ask, FormDesk, FormsView, dialog, number, text
from ui.wording import say

Announce = Callable[[frozenset[str]], None]


class FrontDoorView(FormsView, Protocol):
    """What the page must offer."""

    def show_rows(self, rows: Sequence[RequestRow]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class FrontDoorPresenter:
    """Requests, oldest first."""

    def __init__(
        self, view: FrontDoorView, send: Send, go: Go, announce: Announce, may_decide: bool
    ) -> None:
        self._view, self._send, self._go = view, send, go
        self._announce, self._may_decide = announce, may_decide
        self._rows: dict[int, RequestRow] = {}
        self.forms = FormDesk(view, send, self._done)

    def load(self) -> None:
        """Fetch what waits."""
        self._send(RequestsWaiting(), self._show, self._failed)

    def open_family(self, request_id: int) -> None:
        """Read the request on the page of its family."""
        row = self._rows.get(request_id)
        if row is not None:
            self._go("family", family_id=row.family_id)

    def open_row(self, request_id: int) -> None:
        """Decide if the person may, otherwise read."""
        row = self._rows.get(request_id)
        if row is None:
            return
        if self._may_decide:
            self._send(Colleagues(), lambda found: self._decide(row, found), self._failed)
        else:
            self.open_family(request_id)

    def new_request(self) -> None:
        """Go to the request form."""
        self._go("request")

    def _decide(self, row: RequestRow, colleagues: tuple[StaffChoice, ...]) -> None:
        def make(given: Answers) -> Command:
            return DecideRequest(
                request_id=row.id,
                version=row.version,
                decision=text(given, "decision.decision"),
                lead_id=number(given, "decision.lead_id"),
                level=text(given, "decision.level"),
                reason=text(given, "decision.reason"),
            )

        people = tuple((one.account_id, one.name) for one in colleagues)
        form = dialog("decision")
        ask = Ask(name="decision", form=form, make=make, people=people, subject_id=row.id)
        self.forms.open(ask)

    def _show(self, rows: tuple[RequestRow, ...]) -> None:
        self._rows = {row.id: row for row in rows}
        self._view.show_rows(rows)

    def _done(self, receipt: Receipt) -> None:
        self._view.show_receipt(say("front_door.decided"))
        self._announce(receipt.changed)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
