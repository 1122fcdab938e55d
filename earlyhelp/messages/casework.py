"""Assessment, review, notes, papers: the working documents."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, Query, message


class ChildLine(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody the form is about."""

    person_id: int
    name: str
    role: str


class AssessmentView(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment, opened.  The form is loaded by id and version from resources.

    Shape: `checked_by` names the manager who checked it; `may_check`: it waits, and this person may.
    """

    id: int
    version: int
    family_id: int
    family: str
    case_id: int
    form_id: str
    form_version: int
    status: str
    started_on: date
    completed_on: date | None
    author: str
    answers: Answers
    people: tuple[ChildLine, ...]
    known: dict[str, tuple[str, ...]]
    previous: Answers = {}
    due_on: date | None = None
    may_check: bool = False
    checked_by: str = ""


@message(Permission.ASSESSMENT_SAVE)
class StartAssessment(Command, frozen=True, kw_only=True):
    """Start an early help assessment with what is known carried forward."""

    case_id: int


@message(Permission.ASSESSMENT_READ, AssessmentView)
class AssessmentPage(Query, frozen=True, kw_only=True):
    """One assessment, opened."""

    assessment_id: int


@message(Permission.ASSESSMENT_SAVE)
class SaveAnswers(Command, frozen=True, kw_only=True):
    """Autosave: the answers that changed; an empty text removes one.  Stale versions raise Conflict."""

    assessment_id: int
    version: int
    changes: Answers


@message(Permission.ASSESSMENT_COMPLETE)
class CompleteAssessment(Command, frozen=True, kw_only=True):
    """Complete it: all that is required must be there; readings and needs are promoted."""

    assessment_id: int
    version: int


@message(Permission.ASSESSMENT_CHECK)
class CheckAssessment(Command, frozen=True, kw_only=True):
    """A manager's check of a complete assessment: `decision` "agreed", or "returned" to be written on."""

    assessment_id: int
    version: int
    decision: str
    comments: str = ""


class ScaleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One reading 0 to 10; areas and scorers are codes."""

    area: str
    scorer: str
    value: int


@message(Permission.REVIEW_RECORD)
class RecordReview(Command, frozen=True, kw_only=True):
    """Record a review: progress per outcome, scale readings, the decision, the next date."""

    case_id: int
    plan_id: int
    held_on: date
    mode: str
    decision: str
    next_on: date | None = None
    outcome_status: dict[int, str] = {}
    outcome_now: dict[int, int] = {}
    readings: tuple[ScaleEntry, ...] = ()
    answers: Answers = {}


@message(Permission.CONTACT_ADD)
class AddContact(Command, frozen=True, kw_only=True):
    """Record a contact or an attempt."""

    family_id: int
    happened_on: date
    kind: str
    successful: bool
    text: str


@message(Permission.NOTE_ADD)
class AddCaseNote(Command, frozen=True, kw_only=True):
    """Add a case note."""

    family_id: int
    text: str
    to_chronology: bool = False


@message(Permission.CHRONOLOGY_ADD)
class AddChronologyEvent(Command, frozen=True, kw_only=True):
    """Add a significant event with source, impact and action."""

    family_id: int
    happened_on: date
    kind: str
    text: str
    source: str = ""


@message(Permission.PAPER_PRINT, bytes)
class Paper(Query, frozen=True, kw_only=True):
    """The file copy of an assessment or a plan as PDF bytes; `kind` "assessment" or "plan"."""

    kind: str
    subject_id: int
