"""The clock of a request: identity, pauses, extension.  Keeps no copy of what was shown."""

from datetime import date

from msgspec.structs import replace

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.rights_clock import may_extend, may_stop
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.rights import Asked
from earlyhelp.messages.subject_clock import (
    AskIdentity,
    ExtendSubjectRequest,
    PauseSubjectRequest,
    RecordIdentity,
    ResumeSubjectRequest,
)
from earlyhelp.records.rights import SubjectPause, SubjectRequest
from earlyhelp.services import subject_keys
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.subject_requests import clock_of, open_request
from earlyhelp.storage.unit_of_work import UnitOfWork

_TEXT = 2000


@handles(AskIdentity)
def ask_identity(uow: UnitOfWork, message: AskIdentity, context: Context) -> Receipt:
    """Note that the person was asked to show who they are; once, and only while the month runs.

    Source: domain reference 7.4: the clock stops while identity is clarified; one that is over has
            nothing left to stop.
    """
    request = open_request(uow, message.request_id, message.version)
    if request.identity_on is not None:
        raise Refused("subject.identity_known")
    if request.identity_asked_on is not None:
        raise Refused("subject.identity_asked")
    if not may_stop(clock_of(uow, request), uow.clock.today()):
        raise Refused("subject.identity_late")
    _check(_day_fault(uow, request, "asked_on", message.asked_on))
    uow.change(request, None, identity_asked_on=message.asked_on)
    return _receipt(uow, context, request)


@handles(RecordIdentity)
def record_identity(uow: UnitOfWork, message: RecordIdentity, context: Context) -> Receipt:
    """Note what was seen, once; where it was asked for in time, the month begins on that day."""
    request = open_request(uow, message.request_id, message.version)
    if request.identity_on is not None:
        raise Refused("subject.identity_known")
    wrong = _day_fault(uow, request, "seen_on", message.seen_on)
    known = code_list("identity_seen")
    if not message.seen:
        wrong["seen"] = "entry.required"
    elif not all(known.has(code) for code in message.seen):
        wrong["seen"] = "entry.not_in_list"
    if len(message.note) > _TEXT:
        wrong["note"] = "entry.too_long"
    _check(wrong)
    asked: Asked = uow.open(request, "asked")
    told = replace(asked, seen=message.seen, seen_note=message.note.strip())
    uow.change(request, None, identity_on=message.seen_on, asked=told)
    return _receipt(uow, context, request)


@handles(PauseSubjectRequest)
def pause(uow: UnitOfWork, message: PauseSubjectRequest, context: Context) -> Receipt:
    """Stop the clock from today on; one pause at a time, none once the last day is over.

    Source: domain reference 7.4: the clock stops while scope is clarified.  It begins on the day it
            is written down, so that nobody makes good what is late with an earlier date.
    """
    request = open_request(uow, message.request_id, message.version)
    if _open_pause(uow, request) is not None:
        raise Refused("subject.paused_already")
    today = uow.clock.today()
    if not may_stop(clock_of(uow, request), today):
        raise Refused("subject.pause_late")
    _check(_text_fault("what", message.what))
    asked: Asked = uow.open(request, "asked")
    uow.add(SubjectPause(request_id=request.id, from_on=today, until_on=None))
    uow.change(request, None, asked=replace(asked, pauses=(*asked.pauses, message.what.strip())))
    return _receipt(uow, context, request)


@handles(ResumeSubjectRequest)
def resume(uow: UnitOfWork, message: ResumeSubjectRequest, context: Context) -> Receipt:
    """Let the clock go on."""
    request = open_request(uow, message.request_id, message.version)
    held = _open_pause(uow, request)
    if held is None:
        raise Refused("subject.not_paused")
    wrong = _day_fault(uow, request, "until_on", message.until_on)
    if message.until_on < held.from_on:
        wrong["until_on"] = "subject.pause_ends_first"
    _check(wrong)
    uow.change(held, None, until_on=message.until_on)
    uow.change(request, None)
    return _receipt(uow, context, request)


@handles(ExtendSubjectRequest)
def extend(uow: UnitOfWork, message: ExtendSubjectRequest, context: Context) -> Receipt:
    """Take two months longer: where the person is told why, and it is recorded, in the first month.

    Source: domain reference 7.4: two further months, told within the first.
    """
    request = open_request(uow, message.request_id, message.version)
    if not may_extend(clock_of(uow, request), uow.clock.today()):
        raise Refused("subject.extend_late")
    _check(_text_fault("why", message.why) | _day_fault(uow, request, "told_on", message.told_on))
    asked: Asked = uow.open(request, "asked")
    told = replace(asked, why_longer=message.why.strip())
    uow.change(request, None, extended_on=message.told_on, asked=told)
    return _receipt(uow, context, request)


def _open_pause(uow: UnitOfWork, request: SubjectRequest) -> SubjectPause | None:
    where = (SubjectPause.request_id == request.id, SubjectPause.until_on.is_(None))
    return uow.first(SubjectPause, *where)


def _text_fault(name: str, text: str) -> dict[str, str]:
    if not text.strip():
        return {name: "entry.required"}
    return {name: "entry.too_long"} if len(text) > _TEXT else {}


def _day_fault(uow: UnitOfWork, request: SubjectRequest, name: str, on: date) -> dict[str, str]:
    if on > uow.clock.today():
        return {name: "entry.in_future"}
    return {name: "subject.before_received"} if on < request.received_on else {}


def _check(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)


def _receipt(uow: UnitOfWork, context: Context, request: SubjectRequest) -> Receipt:
    subject_keys.tell_newcomers(uow, context, request)
    return Receipt(id=request.id, version=request.version)
