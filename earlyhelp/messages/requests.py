"""Requests for support: received, listed, decided."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.people import Contactable, Particulars


class NewPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person named in a request, or one already known (`person_id`)."""

    role: str
    details: Contactable
    particulars: Particulars = Particulars()
    person_id: int = 0


class RequestRow(msgspec.Struct, frozen=True, kw_only=True):
    """A request as listed."""

    id: int
    version: int
    family_id: int
    family: str
    received_on: date
    source: str
    status: str
    team: str
    due_on: date
    reason: str = ""


@message(Permission.REQUEST_CREATE)
class ReceiveRequest(Command, frozen=True, kw_only=True):
    """Record a request for support.  The answers hold the safeguarding gate, asked first.

    `family_id` 0 makes a new family of the people named.
    """

    team_id: int
    family_id: int = 0
    received_on: date
    source: str
    people: tuple[NewPerson, ...] = ()
    address: str = ""
    postcode: str = ""
    answers: Answers


@message(Permission.REQUEST_LIST, tuple[RequestRow, ...])
class RequestsWaiting(Query, frozen=True, kw_only=True):
    """Requests that wait for a decision, oldest first."""


@message(Permission.REQUEST_DECIDE)
class DecideRequest(Command, frozen=True, kw_only=True):
    """Accept a request and allocate a lead professional, or end it with a reason.

    `decision` is a code of resources/codes/request_decision.toml.
    """

    request_id: int
    version: int
    decision: str
    lead_id: int = 0
    level: str = ""
    reason: str


class StaffChoice(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may be allocated."""

    account_id: int
    name: str
    role: str
    team_ids: tuple[int, ...] = ()


@message(Permission.TEAM_LIST, tuple[StaffChoice, ...])
class Colleagues(Query, frozen=True, kw_only=True):
    """Active case workers of the person's own teams."""
