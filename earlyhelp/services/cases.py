"""Who works on a case: colleagues to choose from, and changes of the lead professional.

Refuses a lead who is not an active case worker of the family's team.
"""

from earlyhelp.errors import Conflict
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import ChangeLead
from earlyhelp.messages.records import Narrative
from earlyhelp.messages.requests import Colleagues, StaffChoice
from earlyhelp.records.cases import Allocation, Case
from earlyhelp.records.casework import Oversight
from earlyhelp.records.people import Family
from earlyhelp.services.colleagues import case_workers, check_lead
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import TEXT, Faults
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(Colleagues)
def colleagues(uow: UnitOfWork, _message: Colleagues, context: Context) -> tuple[StaffChoice, ...]:
    """Return active case workers of the person's own teams, by name."""
    found = case_workers(uow, context, context.principal.teams)
    return tuple(
        StaffChoice(account_id=one.id, name=one.name, role=one.role, team_ids=teams)
        for one, teams in found.values()
    )


@handles(ChangeLead)
def change_lead(uow: UnitOfWork, message: ChangeLead, context: Context) -> Receipt:
    """Allocate a case to another lead professional; who led before stays on record, with the reason.

    Raises: Invalid by message field; Conflict when stale.
    """
    case = uow.get(Case, message.case_id)
    if case.version != message.version:
        raise Conflict(version=case.version)
    family = uow.get(Family, case.family_id)
    note = _check(uow, message, case, family, context)
    today = uow.clock.today()
    open_now = (Allocation.case_id == case.id, Allocation.ended_on.is_(None))
    for row in uow.all(Allocation, *open_now):
        if row.role == "lead" or row.account_id == message.lead_id:
            uow.change(row, None, ended_on=today, reason=message.reason)
    uow.add(
        Allocation(
            family_id=case.family_id, case_id=case.id, account_id=message.lead_id, role="lead",
            started_on=today, ended_on=None,
        )
    )  # fmt: skip
    uow.change(case, message.version, lead_id=message.lead_id)
    if note:
        uow.need_keys({family.id})
        decided = Oversight(
            family_id=case.family_id, case_id=case.id, decided_at=uow.clock.now(),
            decided_by=context.principal.account_id, decision="lead_changed",
        )  # fmt: skip
        uow.add(decided, content=Narrative(text=note))
    return Receipt(id=case.id, version=case.version, family_id=case.family_id)


def _check(
    uow: UnitOfWork, message: ChangeLead, case: Case, family: Family, context: Context
) -> str:
    faults = Faults()
    faults.unless(case.closed_on is None, "case_id", "case.closed")
    faults.unless(message.lead_id != case.lead_id, "lead_id", "case.lead.same")
    faults.code("reason", "lead_change_reason", message.reason, required=True)
    note = faults.text("note", message.note, TEXT)
    check_lead(uow, context, message.lead_id, family, faults)
    faults.stop()
    return note
