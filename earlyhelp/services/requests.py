"""The front door: requests for support are received, listed and decided.

Refuses an incomplete request unless a child may be in danger: then nothing that is missing stops it.
"""

from earlyhelp.domain.case_flow import CaseStatus, Step, after
from earlyhelp.errors import Conflict
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.records import Narrative
from earlyhelp.messages.requests import DecideRequest, ReceiveRequest, RequestRow, RequestsWaiting
from earlyhelp.records.cases import (
    Allocation,
    Case,
    LevelOfNeed,
    RequestForSupport,
    SafeguardingConcern,
)
from earlyhelp.records.people import Family
from earlyhelp.services.case_standing import open_case_of
from earlyhelp.services.colleagues import check_lead
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import TEXT, Faults
from earlyhelp.services.family_parts import request_reason
from earlyhelp.services.handlers import handles
from earlyhelp.services.new_families import add_people, make_family
from earlyhelp.services.request_checks import FORM, VERSION, checked, is_in_danger
from earlyhelp.services.work_due import due_after
from earlyhelp.storage.unit_of_work import UnitOfWork

_HARM = "gate."
_TO_SOCIAL_CARE = frozenset({"step_up", "safeguarding"})


@handles(ReceiveRequest)
def receive_request(uow: UnitOfWork, message: ReceiveRequest, context: Context) -> Receipt:
    """Record a request; a family that is not known yet is made of the people named.

    Shape: a "yes" at the gate is kept as a safeguarding concern in the same unit, and the family is
           shown as escalated; the request stays on the list until somebody decides.
    Raises: Invalid by message field, `people.<n>.<field>` or answer key.
    """
    family = uow.get(Family, message.family_id) if message.family_id else None
    entered = checked(uow, message, family, context)
    danger = is_in_danger(entered.answers)
    if family is None:
        family = make_family(uow, entered, "escalated" if danger else "waiting")
    else:
        uow.need_keys({family.id})
        add_people(uow, family.id, entered.people)
        if open_case_of(uow, family.id) is None:
            uow.change(family, None, status="escalated" if danger else "waiting")
    request = RequestForSupport(
        family_id=family.id, team_id=message.team_id, received_on=message.received_on,
        source=message.source, status="waiting", decided_on=None,
        recorded_by=context.principal.account_id,
    )  # fmt: skip
    told = Narrative(form_id=FORM, form_version=VERSION, answers=entered.answers)
    uow.add(request, content=told)
    if danger:
        _keep_concern(uow, request, told)
    return Receipt(id=request.id, version=request.version, family_id=family.id)


@handles(RequestsWaiting)
def requests_waiting(
    uow: UnitOfWork, _message: RequestsWaiting, context: Context
) -> tuple[RequestRow, ...]:
    """Return requests that wait, those about a child in danger first, then the oldest first."""
    rows = uow.all(
        RequestForSupport,
        RequestForSupport.status == "waiting",
        order=(RequestForSupport.received_on, RequestForSupport.id),
    )
    ids = {row.family_id for row in rows}
    uow.need_keys(ids)
    names = {
        family.id: uow.open(family, "directory") for family in uow.all(Family, Family.id.in_(ids))
    }
    lines = [_line(uow, row, names, context.team_names) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.status != "escalated"))


@handles(DecideRequest)
def decide_request(uow: UnitOfWork, message: DecideRequest, context: Context) -> Receipt:
    """Accept a request and allocate it, or end it, with the reason kept beside what was asked.

    Raises: Invalid by message field; Conflict when stale or decided meanwhile.
    """
    request = uow.get(RequestForSupport, message.request_id)
    if request.status != "waiting" or request.version != message.version:
        raise Conflict(version=request.version)
    family = uow.get(Family, request.family_id)
    reason = _check_decision(uow, message, family, context)
    if message.decision == "accept":
        _open_case(uow, message, request, family)
        status, shown = "accepted", "open"
    elif message.decision == "add_to_open_case":
        status, shown = "accepted", family.status
    else:
        status = "escalated" if message.decision in _TO_SOCIAL_CARE else "ended"
        shown = family.status if open_case_of(uow, family.id) else status
    level = message.level or family.level
    if (family.status, family.level) != (shown, level):
        uow.change(family, None, status=shown, level=level)
    told = uow.open(request, "content")
    kept = Narrative(
        form_id=told.form_id, form_version=told.form_version, answers=told.answers, text=reason
    )
    uow.change(
        request, message.version, status=status, content=kept,
        decided_on=uow.clock.today(), decided_by=context.principal.account_id,
    )  # fmt: skip
    return Receipt(id=request.id, version=request.version, family_id=family.id)


def _keep_concern(uow: UnitOfWork, request: RequestForSupport, told: Narrative) -> None:
    harm = {key: value for key, value in told.answers.items() if key.startswith(_HARM)}
    concern = SafeguardingConcern(
        family_id=request.family_id, raised_at=uow.clock.now(), raised_by=request.recorded_by
    )
    said = str(harm.get("gate.harm_what", ""))
    uow.add(
        concern,
        content=Narrative(form_id=FORM, form_version=VERSION, answers=harm, text=said),
    )
    case = open_case_of(uow, request.family_id)
    if case is not None and case.status != CaseStatus.ESCALATED:
        stopped = after(CaseStatus(case.status), Step.RAISE_CONCERN)
        uow.change(case, None, status=stopped.value)


def _line(
    uow: UnitOfWork, row: RequestForSupport, names: dict[int, str], teams: dict[int, str]
) -> RequestRow:
    danger = is_in_danger(uow.open(row, "content").answers)
    return RequestRow(
        id=row.id, version=row.version, family_id=row.family_id,
        family=names.get(row.family_id, ""), received_on=row.received_on, source=row.source,
        status="escalated" if danger else row.status, team=teams.get(row.team_id, ""),
        due_on=due_after("triage", row.received_on).due_on, reason=request_reason(uow, row),
    )  # fmt: skip


def _check_decision(
    uow: UnitOfWork, message: DecideRequest, family: Family, context: Context
) -> str:
    faults = Faults()
    faults.code("decision", "request_decision", message.decision, required=True)
    accepts = message.decision == "accept"
    faults.code("level", "level_of_need", message.level, required=accepts)
    reason = faults.text("reason", message.reason, TEXT, required=True)
    is_open = open_case_of(uow, family.id) is not None
    faults.unless(not (accepts and is_open), "decision", "request.case_open")
    if message.decision == "add_to_open_case":
        faults.unless(is_open, "decision", "request.no_open_case")
    if accepts:
        check_lead(uow, context, message.lead_id, family, faults)
    faults.stop()
    return reason


def _open_case(
    uow: UnitOfWork, message: DecideRequest, request: RequestForSupport, family: Family
) -> None:
    today = uow.clock.today()
    case = uow.add(
        Case(
            family_id=family.id, request_id=request.id, status=CaseStatus.DRAFT.value,
            opened_on=today, closed_on=None, lead_id=message.lead_id, first_contact_on=None,
            source=request.source,
        )
    )  # fmt: skip
    uow.add(
        Allocation(
            family_id=family.id, case_id=case.id, account_id=message.lead_id, role="lead",
            started_on=today, ended_on=None,
        )
    )  # fmt: skip
    level = LevelOfNeed(
        family_id=family.id, case_id=case.id, person_id=None, level=message.level,
        judged_on=today, judged_by=uow.principal.account_id,
    )  # fmt: skip
    uow.add(level, content=Narrative(text=message.reason.strip()))
