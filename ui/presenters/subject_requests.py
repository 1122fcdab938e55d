"""The list of requests for copies of records: loads, records, opens.  Judges no clock itself."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, Receipt
from earlyhelp.messages.rights import Asked
from earlyhelp.messages.subject_requests import (
    RecordSubjectRequest,
    SubjectRequestRow,
    SubjectRequests,
)
from ui.presenters.asking import Go, Send
from ui.presenters.family_forms import (
    Ask,
    FormDesk,
    FormsView,
    day_of,
    dialog,
    needed_day,
    text,
)
from ui.wording import say

Announce = Callable[[frozenset[str]], None]


class SubjectRequestsScreen(FormsView, Protocol):
    """What the page must offer."""

    def show_rows(self, rows: Sequence[SubjectRequestRow]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class SubjectRequestsPresenter:
    """One list."""

    def __init__(self, view: SubjectRequestsScreen, send: Send, go: Go, announce: Announce) -> None:
        self._view, self._send, self._go, self._announce = view, send, go, announce
        self.forms = FormDesk(view, send, self._done)

    def load(self) -> None:
        """Fetch the requests."""
        self._send(SubjectRequests(), self._view.show_rows, self._failed)

    def open_row(self, request_id: int) -> None:
        """Open one request."""
        self._go("subject_request", request_id=request_id)

    def record(self) -> None:
        """Open the form of a new request."""
        ask = Ask(name="subject_request", form=dialog("subject_request"), make=_recorded)
        self.forms.open(ask)

    def _done(self, receipt: Receipt) -> None:
        self._view.show_receipt(say("subject_requests.recorded"))
        self._announce(receipt.changed)
        self.load()

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


def _recorded(given: Answers) -> Command:
    return RecordSubjectRequest(
        received_on=needed_day(given, "request.received_on"),
        channel=text(given, "request.channel"),
        standing=text(given, "asker.standing"),
        asked=Asked(
            forename=text(given, "person.forename"),
            surname=text(given, "person.surname"),
            born_on=day_of(given, "person.born_on"),
            other_names=text(given, "person.other_names"),
            address=text(given, "person.address"),
            asker=text(given, "asker.asker"),
            relation=text(given, "asker.relation"),
            reply_to=text(given, "asker.reply_to"),
            wants=text(given, "asker.wants"),
        ),
    )
