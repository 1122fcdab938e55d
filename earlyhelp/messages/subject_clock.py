"""The clock of a request for what is held: identity, pauses, extension."""

from datetime import date

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, message


@message(Permission.SUBJECT_REQUEST_RECORD)
class AskIdentity(Command, frozen=True, kw_only=True):
    """The person was asked to show who they are: the month begins when they do.

    Only while the month runs: what is late stays late.
    """

    request_id: int
    version: int
    asked_on: date


@message(Permission.SUBJECT_REQUEST_RECORD)
class RecordIdentity(Command, frozen=True, kw_only=True):
    """What was seen to be sure who asks; no copy is kept."""

    request_id: int
    version: int
    seen_on: date
    seen: tuple[str, ...]
    note: str = ""


@message(Permission.SUBJECT_REQUEST_RECORD)
class PauseSubjectRequest(Command, frozen=True, kw_only=True):
    """Stop the clock from today on: the person was asked to say what they want."""

    request_id: int
    version: int
    what: str


@message(Permission.SUBJECT_REQUEST_RECORD)
class ResumeSubjectRequest(Command, frozen=True, kw_only=True):
    """The person has answered: the clock goes on."""

    request_id: int
    version: int
    until_on: date


@message(Permission.SUBJECT_REQUEST_RECORD)
class ExtendSubjectRequest(Command, frozen=True, kw_only=True):
    """Two months longer; told to the person, and written down, within the first month."""

    request_id: int
    version: int
    told_on: date
    why: str
