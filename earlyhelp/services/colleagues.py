"""Who may be allocated as lead professional.  Knows no role by name: the rules say who works cases."""

from msgspec.structs import replace

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.records.access import InterestConflict
from earlyhelp.records.people import Family
from earlyhelp.records.staff import Membership, StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.storage.unit_of_work import UnitOfWork


def case_workers(
    uow: UnitOfWork, context: Context, team_ids: tuple[int, ...]
) -> dict[int, tuple[StaffAccount, tuple[int, ...]]]:
    """Return active case workers of the teams with their teams among these, by account id."""
    teams: dict[int, list[int]] = {}
    for place in uow.all(Membership, Membership.team_id.in_(team_ids)):
        teams.setdefault(place.account_id, []).append(place.team_id)
    accounts = uow.all(
        StaffAccount, StaffAccount.id.in_(teams), StaffAccount.status == "active",
        order=StaffAccount.name,
    )  # fmt: skip
    today = uow.clock.today()
    return {
        one.id: (one, tuple(sorted(teams[one.id])))
        for one in accounts
        if works_cases(context, one.role)
        and one.starts_on <= today
        and (one.ends_on is None or one.ends_on >= today)
    }


def works_cases(context: Context, role: str) -> bool:
    """Say whether the rules give a role the families allocated to it."""
    somebody = replace(context.principal, role=role)
    return context.policy.scope_of(somebody, Permission.FAMILY_READ) is Scope.ALLOCATED


def check_lead(
    uow: UnitOfWork, context: Context, account_id: int, family: Family, faults: Faults
) -> None:
    """Note a lead who is nobody, has left, is not in the family's team or is in conflict with it."""
    if not account_id:
        faults.add("lead_id", "entry.required")
    elif account_id not in case_workers(uow, context, (family.team_id,)):
        faults.add("lead_id", "case.lead")
    elif account_id in in_conflict(uow, family.id):
        faults.add("lead_id", "case.lead.conflict")


def in_conflict(uow: UnitOfWork, family_id: int) -> set[int]:
    """Return the accounts that are too close to a family, as far as the unit may know."""
    close = (InterestConflict.family_id == family_id, InterestConflict.ended_at.is_(None))
    return {row.account_id for row in uow.all(InterestConflict, *close)}
