"""Cases: who works with whom, agreements, concerns, closure."""

from datetime import date

from earlyhelp.access.permissions import Permission
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, message


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


@message(Permission.ESCALATION_ANSWER)
class AnswerConcern(Command, frozen=True, kw_only=True):
    """Record what the front door answered to the last concern of a family.

    Shape: `outcome` is of the list escalation_outcome; "returned" lets early help go on.
    """

    family_id: int
    outcome: str
    answered_on: date
    text: str
    look_on: date | None = None


@message(Permission.CASE_CLOSE)
class CloseCase(Command, frozen=True, kw_only=True):
    """Close the case with the result of every outcome and last scale readings."""

    case_id: int
    version: int
    closed_on: date
    reason: str
    outcome_results: dict[int, str]
    answers: Answers


@message(Permission.CASE_ASK_SIGN_OFF)
class AskSignOff(CloseCase, frozen=True, kw_only=True):
    """Send the whole ending to a manager, who sees it as it was written; the case stays open."""


@message(Permission.CASE_RETURN)
class ReturnEnding(Command, frozen=True, kw_only=True):
    """Return the ending that waits, with what has to change; nothing of it is lost."""

    case_id: int
    asked_id: int
    words: str


@message(Permission.CASE_SIGN_OFF)
class SignOffEnding(CloseCase, frozen=True, kw_only=True):
    """The same by a manager who does not lead the case: with their own part of the form."""
