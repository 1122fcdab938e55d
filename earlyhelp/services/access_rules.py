"""Time limits of restrictions and emergencies, and who may be named as a reader.  Writes no row."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

import msgspec
from msgspec.structs import replace

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.clock import day_of
from earlyhelp.domain.timescales import add_working_days
from earlyhelp.messages.requests import StaffChoice
from earlyhelp.records.staff import Membership, StaffAccount
from earlyhelp.services.colleagues import in_conflict
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of resources/access/limits.toml.  Unit: as each name says."""

    restriction_review_days: int
    restriction_decide_working_days: int
    emergency_hours: int
    emergency_review_working_days: int
    emergency_sentence_letters: int
    declaration_days: int
    emergency_drill_days: int


@cache
def limits() -> Limits:
    """Return the time limits as shipped or edited."""
    return load("access/limits.toml", Limits)


def decide_by(asked_at: datetime) -> date:
    """Return the day by which a restriction that was asked for is decided."""
    asked_on = day_of(asked_at)
    return add_working_days(asked_on, limits().restriction_decide_working_days)


def scope_of_role(context: Context, role: str, permission: Permission) -> Scope:
    """Return how far a role reaches with a permission."""
    return context.policy.scope_of(replace(context.principal, role=role), permission)


def staff_with(
    uow: UnitOfWork, context: Context, permission: Permission, *scopes: Scope
) -> list[StaffAccount]:
    """Return today's active accounts whose role has a permission in one of these scopes, by name."""
    today = uow.clock.today()
    return [
        one
        for one in uow.all(StaffAccount, StaffAccount.status == "active", order=StaffAccount.name)
        if scope_of_role(context, one.role, permission) in scopes
        and one.starts_on <= today
        and (one.ends_on is None or one.ends_on >= today)
    ]


def case_staff(uow: UnitOfWork, context: Context) -> list[StaffAccount]:
    """Return everybody who works cases or leads those who do, by name."""
    return staff_with(uow, context, Permission.FAMILY_READ, Scope.ALLOCATED, Scope.TEAM)


def choices(uow: UnitOfWork, accounts: Iterable[StaffAccount]) -> tuple[StaffChoice, ...]:
    """Return accounts to choose from, with their teams."""
    teams: dict[int, list[int]] = {}
    for place in uow.all(Membership):
        teams.setdefault(place.account_id, []).append(place.team_id)
    return tuple(
        StaffChoice(
            account_id=one.id, name=one.name, role=one.role,
            team_ids=tuple(sorted(teams.get(one.id, []))),
        )
        for one in accounts
    )  # fmt: skip


def named_readers(
    uow: UnitOfWork, context: Context, family_id: int, reader_ids: Iterable[int]
) -> list[StaffAccount]:
    """Return the accounts to be named readers of a family: the chosen ones and the person.

    Raises: Invalid where one works no cases today, or is in conflict with the family.
    """
    known = {one.id: one for one in case_staff(uow, context)}
    close = in_conflict(uow, family_id)
    wanted = {*reader_ids, context.principal.account_id}
    faults = Faults()
    faults.unless(wanted <= known.keys() - close, "reader_ids", "restriction.reader")
    faults.stop()
    return [known[ident] for ident in sorted(wanted)]


def names_of_staff(uow: UnitOfWork) -> dict[int, str]:
    """Return every account's name by id."""
    return {one.id: one.name for one in uow.all(StaffAccount)}
