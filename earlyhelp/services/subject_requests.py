"""Requests of people for what is held about them: recorded, listed, opened.  Opens no family's record."""

from contextlib import suppress
from datetime import date

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.rights_clock import (
    Pause,
    RightsClock,
    first_month_ends_on,
    may_extend,
    standing,
)
from earlyhelp.errors import Conflict, Invalid, Locked, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.rights import Asked
from earlyhelp.messages.subject_requests import (
    PackState,
    RecordSubjectRequest,
    SubjectMatchRow,
    SubjectRequestPage,
    SubjectRequestRow,
    SubjectRequests,
    SubjectRequestView,
    TeamAnswer,
)
from earlyhelp.records.people import Family, Person
from earlyhelp.records.rights import (
    DisclosureChoice,
    SubjectAnswer,
    SubjectMatch,
    SubjectPack,
    SubjectPause,
    SubjectRequest,
)
from earlyhelp.records.staff import Team
from earlyhelp.services import named_keys, subject_keys
from earlyhelp.services.assessment_people import full_name, staff_name
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.references import next_reference
from earlyhelp.storage.unit_of_work import UnitOfWork

OPEN = frozenset({"open", "released"})
_NAME, _TEXT = 200, 4000
_ORDER = {"late": 0, "soon": 1, "on_track": 2, "paused": 3, "waiting": 3}


@handles(RecordSubjectRequest)
def record(uow: UnitOfWork, message: RecordSubjectRequest, context: Context) -> Receipt:
    """Record a request and give its key to information governance and the managers of all teams."""
    wrong = _faults(message.asked)
    if not code_list("request_channel").has(message.channel):
        wrong["channel"] = "entry.not_in_list"
    if not code_list("request_standing").has(message.standing):
        wrong["standing"] = "entry.not_in_list"
    if message.received_on > uow.clock.today():
        wrong["received_on"] = "entry.in_future"
    if wrong:
        raise Invalid(wrong)
    ident = uow.clock.new_id()
    named_keys.make(uow, context, f"request:{ident}", subject_keys.holders(uow))
    request = SubjectRequest(
        id=ident, reference=next_reference(uow, "subject_requests", "SAR"), status="open",
        received_on=message.received_on, channel=message.channel, standing=message.standing,
        recorded_by=context.principal.account_id,
    )  # fmt: skip
    uow.add(request, asked=message.asked)
    return Receipt(id=ident, version=request.version)


def _faults(asked: Asked) -> dict[str, str]:
    wrong = {}
    for name in ("forename", "surname", "asker"):
        if not getattr(asked, name).strip():
            wrong[name] = "entry.required"
    for name in ("forename", "surname", "other_names", "asker", "relation", "reply_to"):
        if len(getattr(asked, name)) > _NAME:
            wrong[name] = "entry.too_long"
    wrong |= {
        name: "entry.too_long" for name in ("address", "wants") if len(getattr(asked, name)) > _TEXT
    }
    return wrong


@handles(SubjectRequests)
def listed(
    uow: UnitOfWork, _message: SubjectRequests, context: Context
) -> tuple[SubjectRequestRow, ...]:
    """Return the requests, the most urgent first and the closed ones last."""
    rows = [row_of(uow, one, context) for one in uow.all(SubjectRequest)]
    return tuple(sorted(rows, key=_urgency))


def _urgency(row: SubjectRequestRow) -> tuple[bool, int, date, int]:
    due = row.standing.due_on or date.max
    return row.status not in OPEN, _ORDER[row.standing.state], due, row.id


def row_of(uow: UnitOfWork, request: SubjectRequest, context: Context) -> SubjectRequestRow:
    """Return a request as listed; whoever holds no key of it sees its number and its clock."""
    asked: Asked | None = None
    with suppress(Locked):
        asked = uow.open(request, "asked")
    answers = uow.all(SubjectAnswer, SubjectAnswer.request_id == request.id)
    mine = [one for one in answers if one.account_id == context.principal.account_id]
    mine += [one for one in answers if one.team_id in context.principal.teams]
    said = {True: "yes", False: "no"}
    today = request.closed_on or uow.clock.today()
    return SubjectRequestRow(
        id=request.id,
        version=request.version,
        reference=request.reference,
        status=request.status,
        subject=f"{asked.forename} {asked.surname}".strip() if asked else "",
        asker=asked.asker if asked else "",
        received_on=request.received_on,
        standing=standing(clock_of(uow, request), today),
        answer=said[any(one.known for one in mine)] if mine else "",
        answered=len({one.team_id for one in answers if one.team_id}),
        teams=uow.count(Team),
        may_release=_waits_for(uow, request, context),
    )


def _waits_for(uow: UnitOfWork, request: SubjectRequest, context: Context) -> bool:
    """Say whether a pack is made and waits for this person to release it."""
    pack = newest_pack(uow, request.id) if request.status == "open" else None
    return pack is not None and is_second_person(uow, pack, context)


def clock_of(uow: UnitOfWork, request: SubjectRequest) -> RightsClock:
    """Return what decides the last day of a request."""
    return RightsClock(
        received_on=request.received_on,
        identity_asked_on=request.identity_asked_on,
        identity_on=request.identity_on,
        extended_on=request.extended_on,
        pauses=pauses_of(uow, request),
    )


def pauses_of(uow: UnitOfWork, request: SubjectRequest) -> tuple[Pause, ...]:
    """Return the pauses of a request, the first first."""
    where = SubjectPause.request_id == request.id
    rows = uow.all(SubjectPause, where, order=(SubjectPause.from_on, SubjectPause.id))
    return tuple(Pause(one.from_on, one.until_on) for one in rows)


def open_request(uow: UnitOfWork, request_id: int, version: int | None = None) -> SubjectRequest:
    """Return a request that is not closed.

    Raises: Refused("subject.closed"), Conflict where somebody changed it meanwhile.
    """
    request = uow.get(SubjectRequest, request_id)
    if request.status not in OPEN:
        raise Refused("subject.closed")
    if version is not None and request.version != version:
        raise Conflict(version=request.version)
    return request


@handles(SubjectRequestPage)
def opened(uow: UnitOfWork, message: SubjectRequestPage, context: Context) -> SubjectRequestView:
    """Open one request: who asks, the clock, who answered, who is meant, the pack."""
    request = uow.get(SubjectRequest, message.request_id)
    clock, today = clock_of(uow, request), uow.clock.today()
    answers = uow.all(SubjectAnswer, SubjectAnswer.request_id == request.id)
    return SubjectRequestView(
        row=row_of(uow, request, context),
        asked=uow.open(request, "asked"),
        channel=code_list("request_channel").label(request.channel),
        standing=code_list("request_standing").label(request.standing),
        clock=clock,
        pauses=clock.pauses,
        may_extend=request.status in OPEN and may_extend(clock, today),
        first_month_ends_on=first_month_ends_on(clock, today),
        teams=() if context.principal.teams else _teams(uow, answers),
        others=0 if context.principal.teams else sum(not one.team_id for one in answers),
        matches=_matches(uow, request, context),
        pack=_pack(uow, request, context),
    )


def _teams(uow: UnitOfWork, answers: list[SubjectAnswer]) -> tuple[TeamAnswer, ...]:
    said = {one.team_id: one for one in answers if one.team_id}
    return tuple(
        TeamAnswer(team=team.name, known=said[team.id].known, at=said[team.id].answered_at)
        if team.id in said
        else TeamAnswer(team=team.name)
        for team in uow.all(Team, order=Team.name)
    )


def _matches(
    uow: UnitOfWork, request: SubjectRequest, context: Context
) -> tuple[SubjectMatchRow, ...]:
    rows = []
    for match in uow.all(SubjectMatch, SubjectMatch.request_id == request.id):
        person, family = uow.get(Person, match.person_id), uow.get(Family, match.family_id)
        name = full_name(uow.open(person, "directory"))
        team = context.team_names.get(family.team_id, "")
        rows.append(
            SubjectMatchRow(
                id=match.id, family_id=family.id, person_id=person.id, name=name,
                reference=family.reference, team=team,
            )
        )  # fmt: skip
    return tuple(rows)


def newest_pack(uow: UnitOfWork, request_id: int) -> SubjectPack | None:
    """Return the pack that was finished last."""
    where = SubjectPack.request_id == request_id
    return uow.first(SubjectPack, where, order=SubjectPack.id.desc())


def _pack(uow: UnitOfWork, request: SubjectRequest, context: Context) -> PackState | None:
    pack = newest_pack(uow, request.id)
    if pack is None:
        return None
    return PackState(
        id=pack.id,
        version=pack.version,
        built_by=staff_name(uow, pack.built_by),
        built_at=pack.built_at,
        released_by=staff_name(uow, pack.released_by),
        released_at=pack.released_at,
        sha256=pack.sha256,
        may_release=_waits_for(uow, request, context),
    )


def is_second_person(uow: UnitOfWork, pack: SubjectPack, context: Context) -> bool:
    """Say whether somebody neither made the pack nor decided any part, and can see all of it."""
    me = context.principal.account_id
    decided = uow.all(DisclosureChoice, DisclosureChoice.request_id == pack.request_id)
    seen = {
        one.family_id for one in uow.all(SubjectMatch, SubjectMatch.request_id == pack.request_id)
    }
    own = pack.built_by == me or any(one.decided_by == me for one in decided)
    return not own and len(seen) == pack.families
