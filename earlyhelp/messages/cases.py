"""Requests for support, cases, who works with whom, agreement, safeguarding concerns, closure, work lists."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.people import Contactable, HomeRow, Particulars, PersonRow, RelationshipRow


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


@message(Permission.ALLOCATION_CHANGE)
class ChangeLead(Command, frozen=True, kw_only=True):
    """Allocate the case to another lead professional; the change is kept with its reason."""

    case_id: int
    version: int
    lead_id: int
    reason: str
    note: str = ""


@message(Permission.AGREEMENT_RECORD)
class RecordAgreement(Command, frozen=True, kw_only=True):
    """Record the agreement to work together, its refusal or withdrawal."""

    family_id: int
    status: str
    given_on: date
    answers: Answers


@message(Permission.AGREEMENT_RECORD)
class RecordPrivacyNotice(Command, frozen=True, kw_only=True):
    """Record that the privacy notice was given: a record of its own."""

    family_id: int
    given_on: date
    notice_version: str
    answers: Answers


@message(Permission.ESCALATION_RECORD)
class RaiseConcern(Command, frozen=True, kw_only=True):
    """Record a safeguarding concern.  Never blocked by consent, never deleted."""

    family_id: int
    what: str
    child_words: str = ""
    safe_now: str = ""
    told: str = ""
    reference: str = ""


@message(Permission.CASE_CLOSE)
class CloseCase(Command, frozen=True, kw_only=True):
    """Close the case with the result of every outcome and last scale readings."""

    case_id: int
    version: int
    closed_on: date
    reason: str
    outcome_results: dict[int, str]
    answers: Answers


class AllocationRow(msgspec.Struct, frozen=True, kw_only=True):
    """Who works or worked on the case."""

    who: str
    role: str
    since_on: date
    until_on: date | None
    reason: str = ""


class TimelineRow(msgspec.Struct, frozen=True, kw_only=True):
    """One dated thing: an event, contact, note or concern.  `tone` "danger" marks a concern."""

    id: int
    on: date
    kind: str
    text: str
    who: str = ""
    tone: str = ""


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement or a privacy notice as recorded."""

    id: int
    kind: str
    status: str
    given_on: date
    by: str
    answers: Answers


class AssessmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment as listed."""

    id: int
    form_version: int
    status: str
    started_on: date
    completed_on: date | None
    author: str
    done: int
    total: int
    due_on: date | None = None


class PlanLine(msgspec.Struct, frozen=True, kw_only=True):
    """A plan version as listed."""

    id: int
    number: int
    status: str
    author: str
    started_on: date
    authorised_on: date | None
    actions_done: int
    actions_total: int


class OutcomeView(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome at a glance: first → now → goal."""

    id: int
    words: str
    first: str
    now: str
    goal: str
    status: str
    tone: str
    standing: str


class ReviewLine(msgspec.Struct, frozen=True, kw_only=True):
    """A review as listed."""

    id: int
    held_on: date
    mode: str
    decision: str
    next_on: date | None
    by: str
    answers: Answers


class ScaleChange(msgspec.Struct, frozen=True, kw_only=True):
    """Distance travelled in one area by one scorer; `latest` None: no second reading."""

    area: str
    scorer: str
    first: int
    latest: int | None
    result: str
    families: int = 1


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """The open (or last) case of a family."""

    id: int
    version: int
    status: str
    opened_on: date
    closed_on: date | None
    lead_professional: str
    lead_id: int
    closure_reason: str = ""
    sustaining: str = ""


class PillView(msgspec.Struct, frozen=True, kw_only=True):
    """A pill of the family's header."""

    text: str
    tone: str


class FamilyView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the family page shows, as far as the person may see it."""

    id: int
    version: int
    reference: str
    name: str
    team: str
    team_id: int
    level: str
    pills: tuple[PillView, ...]
    people: tuple[PersonRow, ...]
    relationships: tuple[RelationshipRow, ...]
    homes: tuple[HomeRow, ...]
    case: CaseView | None
    request: RequestRow | None
    helpers: tuple[AllocationRow, ...]
    assessments: tuple[AssessmentLine, ...]
    plans: tuple[PlanLine, ...]
    outcomes: tuple[OutcomeView, ...]
    reviews: tuple[ReviewLine, ...]
    timeline: tuple[TimelineRow, ...]
    chronology: tuple[TimelineRow, ...]
    statements: tuple[StatementRow, ...]
    distance: tuple[ScaleChange, ...]
    oversight: tuple[TimelineRow, ...]
    may: frozenset[str] = frozenset()


@message(Permission.FAMILY_READ, FamilyView)
class FamilyPageView(Query, frozen=True, kw_only=True):
    """One family, opened.  One audited look."""

    family_id: int
    purpose: str = ""


class WorkRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do.  `kind`: review, assessment, action, contact, request, returned, authorise."""

    kind: str
    family_id: int
    subject_id: int
    family: str
    what: str
    standing: str
    limit: str
    due_on: date
    days: int
    state: str


class LookedAt(msgspec.Struct, frozen=True, kw_only=True):
    """Others who looked at my families this week."""

    family: str
    family_id: int
    who: str
    looks: int
    why: str


class MyWork(msgspec.Struct, frozen=True, kw_only=True):
    """The first page after sign-in; counts are of all the person may see, rows at most 50."""

    today: date
    families: int
    overdue: int
    overdue_note: str
    due_soon: int
    due_soon_note: str
    returned: int
    returned_note: str
    progressing: int
    with_scales: int
    rows: tuple[WorkRow, ...]
    distance: tuple[ScaleChange, ...]
    looked_at: tuple[LookedAt, ...]
    waiting_requests: int = 0
    waiting_plans: int = 0
    waiting_joiners: int = 0
    as_of: datetime | None = None


@message(Permission.WORK_LIST, MyWork)
class MyWorkPage(Query, frozen=True, kw_only=True):
    """My work, most urgent first."""
