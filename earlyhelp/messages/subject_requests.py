"""Requests of people for what is held about them: recorded, timed, answered, decided, released."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.domain.rights_clock import Pause, RightsClock, Standing
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.people import FoundPerson
from earlyhelp.messages.rights import Asked, Choice, PartRow

#: The purpose of every look under a request (resources/codes/look_purpose.toml).
_ASKED_FOR = "family_asked"


class SubjectRequestRow(msgspec.Struct, frozen=True, kw_only=True):
    """One request as listed.  `answer`: yes, no or empty where this session has not answered.

    `may_release`: its pack is made and waits for this person as the second.
    """

    id: int
    version: int
    reference: str
    status: str
    subject: str
    asker: str
    received_on: date
    standing: Standing
    answer: str = ""
    answered: int = 0
    teams: int = 0
    may_release: bool = False


class TeamAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a team said to "known here?"; `known` is None while it has not answered."""

    team: str
    known: bool | None = None
    at: datetime | None = None


class SubjectMatchRow(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the store who is the subject."""

    id: int
    family_id: int
    person_id: int
    name: str
    reference: str
    team: str


class PackState(msgspec.Struct, frozen=True, kw_only=True):
    """The pack as finished, and who checked it."""

    id: int
    version: int
    built_by: str
    built_at: datetime
    released_by: str = ""
    released_at: datetime | None = None
    sha256: str = ""
    may_release: bool = False


class SubjectRequestView(msgspec.Struct, frozen=True, kw_only=True):
    """A request, opened.

    Shape: `teams` for information governance only; `others` how many named people answered besides;
           `undecided` of `parts` is what stands between the request and its pack.
    """

    row: SubjectRequestRow
    asked: Asked
    channel: str
    standing: str
    clock: RightsClock
    pauses: tuple[Pause, ...]
    may_extend: bool
    first_month_ends_on: date | None
    teams: tuple[TeamAnswer, ...] = ()
    others: int = 0
    matches: tuple[SubjectMatchRow, ...] = ()
    pack: PackState | None = None


@message(Permission.SUBJECT_REQUEST_LIST, tuple[SubjectRequestRow, ...])
class SubjectRequests(Query, frozen=True, kw_only=True):
    """Requests, the most urgent first; closed ones last."""


@message(Permission.SUBJECT_REQUEST_LIST, SubjectRequestView)
class SubjectRequestPage(Query, frozen=True, kw_only=True):
    """One request, opened."""

    request_id: int
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_REQUEST_RECORD)
class RecordSubjectRequest(Command, frozen=True, kw_only=True):
    """Record a request: who asks, for whom, how and on what day it came."""

    received_on: date
    channel: str
    standing: str
    asked: Asked


@message(Permission.SUBJECT_REQUEST_ANSWER, tuple[FoundPerson, ...])
class SubjectCandidates(Query, frozen=True, kw_only=True):
    """People in this session's reach who may be the subject; `text` searches for another name."""

    request_id: int
    text: str = ""


@message(Permission.SUBJECT_REQUEST_ANSWER)
class AnswerKnownHere(Command, frozen=True, kw_only=True):
    """Say who the subject is here, or that nobody is: opens their families to information governance."""

    request_id: int
    person_ids: tuple[int, ...] = ()


@message(Permission.SUBJECT_REQUEST_ANSWER)
class TakeBackMatch(Command, frozen=True, kw_only=True):
    """The person named was not the subject: closes their family again."""

    match_id: int


class PartsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Parts of what is held, in order; `undecided` counts all that still need a decision.

    Shape: `unread` counts files whose words are read one a message: ask again while there are any.
    """

    rows: tuple[PartRow, ...]
    total: int
    undecided: int
    unread: int = 0
    next_after: str = ""


@message(Permission.SUBJECT_REQUEST_READ, PartsPage)
class SubjectParts(Query, frozen=True, kw_only=True):
    """What is held about the subject, with proposals and decisions, page by page."""

    request_id: int
    after: str = ""
    limit: int = 50
    undecided_only: bool = False
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_REQUEST_READ, bytes)
class SubjectFile(Query, frozen=True, kw_only=True):
    """The pages of a file that is a part: PDF bytes."""

    request_id: int
    part: str
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_REQUEST_DECIDE)
class DecidePart(Command, frozen=True, kw_only=True):
    """Decide about one part; `choice.digest` says which texts were seen."""

    request_id: int
    part: str
    choice: Choice
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_REQUEST_DECIDE)
class AcceptProposals(Command, frozen=True, kw_only=True):
    """Decide these parts as proposed; the receipt's id is how many."""

    request_id: int
    parts: tuple[str, ...]
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_REQUEST_DECIDE)
class FinishPack(Command, frozen=True, kw_only=True):
    """Make the pack from what was decided and keep a sealed copy of it."""

    request_id: int
    version: int
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_REQUEST_RELEASE, confirm=True)
class ReleasePack(Command, frozen=True, kw_only=True):
    """Release the pack as the second person, who decided none of it."""

    request_id: int
    version: int
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_REQUEST_READ, bytes)
class SubjectPackCopy(Query, frozen=True, kw_only=True):
    """The pack as kept: PDF bytes, while the request is open."""

    request_id: int
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_PACK_REOPEN, bytes, confirm=True)
class KeptPack(Query, frozen=True, kw_only=True):
    """The pack as kept of a request that is closed: PDF bytes.

    Shape: `reason` is a code of kept_pack_reason; the audit keeps it.
    """

    request_id: int
    reason: str


@message(Permission.SUBJECT_REQUEST_READ, bytes)
class LooksSheet(Query, frozen=True, kw_only=True):
    """Who looked at the subject's record, staff by role: PDF bytes."""

    request_id: int
    purpose: str = _ASKED_FOR


@message(Permission.SUBJECT_REQUEST_CLOSE)
class CloseSubjectRequest(Command, frozen=True, kw_only=True):
    """Close the request, sent or refused: every family opened for it is closed with it."""

    request_id: int
    version: int
    outcome: str
