"""Opens families to named people only, for a reason, with a second look every 90 days."""

from collections.abc import Iterable
from datetime import date, timedelta

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.clock import day_of
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.access import (
    AskRestriction,
    EndRestriction,
    PossibleReaders,
    RefuseRestriction,
    RestrictFamily,
    RestrictionRow,
    Restrictions,
    ReviewRestriction,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.records import RestrictionWhy
from earlyhelp.messages.requests import StaffChoice
from earlyhelp.records.access import Restriction
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import emergency_key, grants, rekeying
from earlyhelp.services.access_rules import (
    case_staff,
    choices,
    limits,
    named_readers,
    names_of_staff,
    staff_with,
)
from earlyhelp.services.colleagues import in_conflict
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import TEXT, Faults
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(AskRestriction)
def ask(uow: UnitOfWork, message: AskRestriction, context: Context) -> Receipt:
    """Note that somebody asks for a restriction; whoever asks does not decide."""
    family = uow.get(Family, message.family_id)
    why = _why(message)
    if _of(uow, family, "asked", "open"):
        raise Invalid({"reason": "restriction.known"})
    asked = uow.add(
        Restriction(
            family_id=family.id, team_id=family.team_id, status="asked", from_at=None,
            asked_by=context.principal.account_id, asked_at=uow.clock.now(), review_on=None,
            ended_at=None,
        ),
        why=why,
    )  # fmt: skip
    return Receipt(id=asked.id, version=1, family_id=family.id)


@handles(RestrictFamily)
def restrict(uow: UnitOfWork, message: RestrictFamily, context: Context) -> Receipt:
    """Take a family from its team and open it to the named readers and the manager who decides.

    Raises: Refused where the manager asked for it or does not lead the family's team; Invalid by field.
    """
    family, me = _of_own_team(uow, message.family_id, context), context.principal.account_id
    why = _why(message)
    if _of(uow, family, "open"):
        raise Invalid({"reason": "restriction.known"})
    asked = next(iter(_of(uow, family, "asked")), None)
    if asked is not None and asked.asked_by == me:
        raise Refused("restriction.own")
    readers = named_readers(uow, context, family.id, message.reader_ids)
    now = uow.clock.now()
    decided = {"status": "open", "decided_by": me, "from_at": now, "review_on": _review_on(uow)}
    rekeying.take_from_team(uow, family)
    _open_to(uow, family.id, readers)
    if asked is not None:
        uow.change(asked, None, **decided, why=why)
        return Receipt(id=asked.id, version=asked.version, family_id=family.id)
    row = Restriction(
        family_id=family.id, team_id=family.team_id, asked_by=0, asked_at=now, ended_at=None,
        **decided,
    )  # fmt: skip
    return Receipt(id=uow.add(row, why=why).id, version=1, family_id=family.id)


@handles(RefuseRestriction)
def refuse(uow: UnitOfWork, message: RefuseRestriction, context: Context) -> Receipt:
    """Say no; the asking stays on record."""
    family, me = _of_own_team(uow, message.family_id, context), context.principal.account_id
    asked = _the_one(uow, family, "asked")
    if asked.asked_by == me:
        raise Refused("restriction.own")
    uow.change(asked, None, status="ended", decided_by=me, ended_at=uow.clock.now(), ended_by=me)
    return Receipt(id=asked.id, version=asked.version, family_id=family.id)


@handles(ReviewRestriction)
def review(uow: UnitOfWork, message: ReviewRestriction, context: Context) -> Receipt:
    """Keep a restriction for another 90 days; who is named no more sees the family no more.

    Shape: where somebody is left out the family gets another key, so that theirs opens nothing new.
    Raises: Refused where the person does not decide about it (`decides`).
    """
    family = uow.get(Family, message.family_id)
    kept = _decided_by_me(uow, family, context)
    uow.need_keys({family.id})
    readers = named_readers(uow, context, family.id, message.reader_ids)
    wanted = {one.id for one in readers}
    given = grants.live(uow, family_id=family.id, kind="restricted")
    held = {grant.account_id for grant in given if grant.account_id in wanted}
    _open_to(uow, family.id, (one for one in readers if one.id not in held))
    for grant in given:
        if grant.account_id not in wanted:
            grants.end(uow, grant)
    if len(held) < len(given):
        uow.flush()  # a reader writes the family: who decides is one before it gets another key
        rekeying.take_from_team(uow, family)
    emergency_key.wrap_if_missing(uow, family.id)
    uow.change(kept, None, review_on=_review_on(uow))
    return Receipt(id=kept.id, version=kept.version, family_id=family.id)


@handles(EndRestriction)
def end(uow: UnitOfWork, message: EndRestriction, context: Context) -> Receipt:
    """Give a family back to its team, under yet another key.

    Raises: Refused where the person does not decide about it (`decides`).
    """
    family = uow.get(Family, message.family_id)
    open_one = _decided_by_me(uow, family, context)
    rekeying.give_to_team(uow, family)
    me = context.principal.account_id
    uow.change(open_one, None, status="ended", ended_at=uow.clock.now(), ended_by=me)
    return Receipt(id=open_one.id, version=open_one.version, family_id=family.id)


@handles(PossibleReaders)
def possible_readers(
    uow: UnitOfWork, _message: PossibleReaders, context: Context
) -> tuple[StaffChoice, ...]:
    """Return everybody who works cases today, by name."""
    return choices(uow, case_staff(uow, context))


@handles(Restrictions)
def restrictions(
    uow: UnitOfWork, _message: Restrictions, context: Context
) -> tuple[RestrictionRow, ...]:
    """Return what is restricted or asked for, what is late for review first."""
    rows = uow.all(Restriction, Restriction.status.in_(("asked", "open")))
    names, today = names_of_staff(uow), uow.clock.today()
    shown = (
        RestrictionRow(
            id=row.id, family_id=row.family_id, team=context.team_names.get(row.team_id, ""),
            status=row.status, asked_by=names.get(row.asked_by, ""),
            decided_by=names.get(row.decided_by, ""), review_on=row.review_on,
            from_on=day_of(row.from_at) if row.from_at else None, late=is_late(row, today),
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(shown, key=lambda row: (not row.late, row.review_on or today, row.id)))


def decides(uow: UnitOfWork, family: Family, context: Context) -> bool:
    """Tell whether a manager decides who sees a family: its team's; once restricted, a named reader.

    Shape: eight hours in an emergency decide nothing, unless no manager who may decide is left among
    the readers: then the family would be shut in for ever.
    """
    if not family.restricted:
        return family.team_id in context.principal.teams
    now = grants.live(uow, family_id=family.id, kind="restricted")
    readers = {grant.account_id for grant in now}
    if context.principal.account_id in readers:
        return True
    managers = staff_with(uow, context, Permission.RESTRICTION_DECIDE, Scope.TEAM)
    return not readers & {one.id for one in managers} - in_conflict(uow, family.id)


def is_late(row: Restriction, today: date) -> bool:
    """Tell whether the 90-day review of a restriction is overdue."""
    return row.status == "open" and row.review_on is not None and row.review_on < today


def _why(message: AskRestriction | RestrictFamily) -> RestrictionWhy:
    faults = Faults()
    faults.code("reason", "restriction_reason", message.reason, required=True)
    text = faults.text("text", message.text, TEXT)
    faults.stop()
    return RestrictionWhy(reason=message.reason, text=text)


def _of(uow: UnitOfWork, family: Family, *statuses: str) -> list[Restriction]:
    where = (Restriction.family_id == family.id, Restriction.status.in_(statuses))
    return uow.all(Restriction, *where, order=Restriction.id.desc())


def _the_one(uow: UnitOfWork, family: Family, status: str) -> Restriction:
    found = _of(uow, family, status)
    if not found:
        raise Refused("restriction.none")
    return found[0]


def _decided_by_me(uow: UnitOfWork, family: Family, context: Context) -> Restriction:
    found = _the_one(uow, family, "open")
    if not decides(uow, family, context):
        raise Refused("restriction.reader_decides")
    return found


def _of_own_team(uow: UnitOfWork, family_id: int, context: Context) -> Family:
    family = uow.get(Family, family_id)
    if not family.restricted and not decides(uow, family, context):
        raise Refused("restriction.team_decides")  # shown by a grant only, in an emergency say
    return family


def _review_on(uow: UnitOfWork) -> date:
    return uow.clock.today() + timedelta(days=limits().restriction_review_days)


def _open_to(uow: UnitOfWork, family_id: int, readers: Iterable[StaffAccount]) -> None:
    for account in readers:
        grants.wrap_for_account(uow, family_id, account, "restricted")
