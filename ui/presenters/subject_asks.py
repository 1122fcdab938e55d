"""The small forms of a request: identity, pause, extension, close.  Send nothing themselves."""

from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command
from earlyhelp.messages.subject_clock import (
    AskIdentity,
    ExtendSubjectRequest,
    PauseSubjectRequest,
    RecordIdentity,
    ResumeSubjectRequest,
)
from earlyhelp.messages.subject_requests import CloseSubjectRequest, SubjectRequestRow
from ui.presenters.family_forms import Ask, codes, dialog, needed_day, text

#: what can be pressed -> the small form that opens
NAMES = ("ask_identity", "identity", "pause", "resume", "extend", "close")


def ask_for(name: str, row: SubjectRequestRow) -> Ask:
    """Return the form of an action on a request."""

    def make(given: Answers) -> Command:
        return _command(name, row, given)

    return Ask(name=f"subject_{name}", form=dialog(f"subject_{name}"), make=make)


def _command(name: str, row: SubjectRequestRow, given: Answers) -> Command:
    of, at = row.id, row.version
    if name == "ask_identity":
        on = needed_day(given, "asked.asked_on")
        return AskIdentity(request_id=of, version=at, asked_on=on)
    if name == "identity":
        on, seen = needed_day(given, "seen.seen_on"), codes(given, "seen.seen")
        note = text(given, "seen.note")
        return RecordIdentity(request_id=of, version=at, seen_on=on, seen=seen, note=note)
    if name == "pause":
        return PauseSubjectRequest(request_id=of, version=at, what=text(given, "pause.what"))
    if name == "resume":
        on = needed_day(given, "resume.until_on")
        return ResumeSubjectRequest(request_id=of, version=at, until_on=on)
    if name == "extend":
        on, why = needed_day(given, "extend.told_on"), text(given, "extend.why")
        return ExtendSubjectRequest(request_id=of, version=at, told_on=on, why=why)
    return CloseSubjectRequest(request_id=of, version=at, outcome=text(given, "close.outcome"))
