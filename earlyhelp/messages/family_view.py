"""One family as its page shows it."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.access import FamilyStanding
from earlyhelp.messages.base import Query, message
from earlyhelp.messages.people import HomeRow, PersonRow, RelationshipRow
from earlyhelp.messages.requests import RequestRow


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


class CorrectedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided or said about a detail of a person, a bond or a home, beside what it says.

    Shape: `record_id` is the row's it is about, `field` the text's; `original` what stood there when
    it was asked.
    """

    record_id: int
    original: str
    said: str
    field: str = ""


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement or a privacy notice as recorded."""

    id: int
    kind: str
    status: str
    given_on: date
    by: str
    answers: Answers


class AssessmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment as listed; `check` of its manager: waits, agreed, returned, or empty before."""

    id: int
    form_version: int
    status: str
    started_on: date
    completed_on: date | None
    author: str
    done: int
    total: int
    due_on: date | None = None
    check: str = ""


class PlanLine(msgspec.Struct, frozen=True, kw_only=True):
    """A plan version as listed; versions are counted anew in every case."""

    id: int
    case_id: int = 0
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


class SaidLine(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a form and what was answered, in words."""

    label: str
    text: str


class EndingAsked(msgspec.Struct, frozen=True, kw_only=True):
    """The ending last sent to a manager, while the case is open.

    Shape: `waits` until a manager returned it; `returned` is what they said, by `returned_by`.
    """

    id: int
    by: str
    asked_on: date
    waits: bool
    answers: Answers
    results: dict[int, str] = {}
    said: tuple[SaidLine, ...] = ()
    returned_by: str = ""
    returned: str = ""


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """The open (or last) case of a family; `ending` is what was said when it ended."""

    id: int
    version: int
    status: str
    opened_on: date
    closed_on: date | None
    lead_professional: str
    lead_id: int
    closure_reason: str = ""
    ending: tuple[SaidLine, ...] = ()
    ended_by: str = ""
    asked: EndingAsked | None = None


class HoldView(msgspec.Struct, frozen=True, kw_only=True):
    """Why early help rests: the newest concern, and what the front door answered so far."""

    raised_on: date
    outcome: str = ""
    answered_on: date | None = None
    look_on: date | None = None


class PillView(msgspec.Struct, frozen=True, kw_only=True):
    """A pill of the family's header."""

    text: str
    tone: str


class FamilyView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the family page shows, as far as the person may see it.

    Shape: `left_out` counts the older rows of `timeline` and `chronology` that are not shown.
    """

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
    left_out: dict[str, int] = {}
    corrected: tuple[CorrectedLine, ...] = ()
    standing: FamilyStanding | None = None
    hold: HoldView | None = None
    may: frozenset[str] = frozenset()


@message(Permission.FAMILY_READ, FamilyView)
class FamilyPageView(Query, frozen=True, kw_only=True):
    """One family, opened.  One audited look.  `shown`: contacts, notes and events, newest first."""

    family_id: int
    shown: int = 100
    purpose: str = ""
