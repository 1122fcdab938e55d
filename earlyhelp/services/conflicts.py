"""Declared conflicts of interest: the family is not there for that person, whatever else opens it."""

from datetime import timedelta

from msgspec.structs import replace

from earlyhelp.clock import day_of
from earlyhelp.errors import Refused
from earlyhelp.messages.access import (
    DeclarationState,
    DeclareInterests,
    MyDeclaration,
    TooClose,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.conflicts import (
    ConflictList,
    ConflictRow,
    Conflicts,
    EndConflict,
    RecordConflict,
)
from earlyhelp.records.access import InterestConflict, InterestDeclaration
from earlyhelp.records.people import Family
from earlyhelp.services.access_rules import case_staff, choices, limits, names_of_staff
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.services.handlers import handles
from earlyhelp.services.lead_conflicts import conflicted_leads, leads_open_case
from earlyhelp.services.restrictions import decides
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(MyDeclaration)
def my_declaration(uow: UnitOfWork, _message: MyDeclaration, _context: Context) -> DeclarationState:
    """Say whether the yearly declaration is due."""
    return standing(uow)


def standing(uow: UnitOfWork) -> DeclarationState:
    """Return when the person of this unit declared last, and whether a year has passed since."""
    last = uow.first(InterestDeclaration, order=InterestDeclaration.declared_on.desc())
    if last is None:
        return DeclarationState(due=True, declared_on=None)
    again_on = last.declared_on + timedelta(days=limits().declaration_days)
    return DeclarationState(due=again_on <= uow.clock.today(), declared_on=last.declared_on)


def declare_none(uow: UnitOfWork, account_id: int) -> None:
    """Keep that an account declared today to be close to no family."""
    uow.add(InterestDeclaration(account_id=account_id, declared_on=uow.clock.today()))


@handles(DeclareInterests)
def declare(uow: UnitOfWork, message: DeclareInterests, context: Context) -> Receipt:
    """Note the declaration, and a conflict for each family named; they are not there from now on.

    Raises: Refused where a named family is not there or not the person's.
    """
    me = context.principal.account_id
    families = [uow.get(Family, ident) for ident in sorted(set(message.family_ids))]
    said = uow.add(InterestDeclaration(account_id=me, declared_on=uow.clock.today()))
    for family in families:
        _add(uow, family.id, me, me)
    context.interests_due = False
    context.index.generation += 1  # what a search may show is worked out anew
    return Receipt(id=said.id, version=1)


@handles(TooClose)
def too_close(uow: UnitOfWork, message: TooClose, context: Context) -> Receipt:
    """Note one's own conflict with a family; when the yearly declaration is due stays as it was.

    Raises: Refused where the family is not there or not the person's.
    """
    me = context.principal.account_id
    row = _add(uow, uow.get(Family, message.family_id).id, me, me)
    context.index.generation += 1  # what a search may show is worked out anew
    return Receipt(id=row.id, version=1)


@handles(RecordConflict)
def record(uow: UnitOfWork, message: RecordConflict, context: Context) -> Receipt:
    """Note that a colleague is too close to a family.

    Raises: Invalid where nobody of that id works cases, where it is known already, and at `reference`
    where the family is not there or not the manager's: the two look the same.  At `lead_known` where
    the person leads the case and that was not said: another lead has to be named.
    """
    faults = Faults()
    staff = {one.id for one in case_staff(uow, context)}
    faults.unless(message.account_id in staff, "account_id", "conflict.account")
    family = _meant(uow, message, faults)
    known = family and uow.first(
        InterestConflict,
        InterestConflict.family_id == family.id,
        InterestConflict.account_id == message.account_id,
        InterestConflict.ended_at.is_(None),
    )
    faults.unless(not known, "account_id", "conflict.known")
    faults.stop()
    assert family is not None
    leads = leads_open_case(uow, family.id, message.account_id)
    faults.unless(message.lead_known or not leads, "lead_known", "conflict.leads")
    faults.stop()
    row = _add(uow, family.id, message.account_id, context.principal.account_id)
    return Receipt(id=row.id, version=1, family_id=family.id)


@handles(EndConflict)
def end(uow: UnitOfWork, message: EndConflict, context: Context) -> Receipt:
    """End a conflict for a reason; nobody sees, and so nobody ends, their own.

    Raises: Invalid without a reason of the list; Refused where it is over, and for who sees the
    family in an emergency only.
    """
    row = uow.get(InterestConflict, message.conflict_id)
    faults = Faults()
    faults.code("conflict_reason", "conflict_end_reason", message.reason, required=True)
    faults.stop()
    if row.ended_at is not None:
        raise Refused("conflict.ended")
    if not decides(uow, uow.get(Family, row.family_id), context):
        raise Refused("conflict.decides")
    now, me = uow.clock.now(), context.principal.account_id
    uow.change(row, None, ended_at=now, ended_by=me, end_reason=message.reason)
    return Receipt(id=row.id, version=row.version, family_id=row.family_id)


@handles(Conflicts)
def conflicts(uow: UnitOfWork, _message: Conflicts, context: Context) -> ConflictList:
    """Return the conflicts with the families the manager sees, newest first, and who may be in one."""
    rows = uow.all(
        InterestConflict, InterestConflict.ended_at.is_(None), order=InterestConflict.id.desc()
    )
    names = names_of_staff(uow)
    ids = {row.family_id for row in rows}
    families = {one.id: one for one in uow.all(Family, Family.id.in_(ids))}
    uow.need_keys({one.id for one in families.values() if one.restricted})
    leads = {row.id for _, row in conflicted_leads(uow, context, ids)}
    return ConflictList(
        rows=tuple(
            replace(_row(uow, row, families[row.family_id], names, context), leads=row.id in leads)
            for row in rows
            if row.family_id in families
        ),
        colleagues=choices(uow, case_staff(uow, context)),
    )


def _row(
    uow: UnitOfWork, row: InterestConflict, family: Family, names: dict[int, str], context: Context
) -> ConflictRow:
    return ConflictRow(
        id=row.id, family_id=row.family_id, reference=family.reference,
        family=uow.open(family, "directory"), account_id=row.account_id,
        who=names.get(row.account_id, ""), declared_by=names.get(row.declared_by, ""),
        from_on=day_of(row.from_at), may_end=decides(uow, family, context),
    )  # fmt: skip


def _meant(uow: UnitOfWork, message: RecordConflict, faults: Faults) -> Family | None:
    if message.family_id:
        return uow.get(Family, message.family_id)
    reference = message.reference.strip().upper()
    if not reference:
        faults.add("conflict_reference", "conflict.reference.needed")
        return None
    found = uow.first(Family, Family.reference == reference)
    faults.unless(found is not None, "conflict_reference", "conflict.reference")
    return found


def _add(uow: UnitOfWork, family_id: int, account_id: int, by: int) -> InterestConflict:
    return uow.add(
        InterestConflict(
            account_id=account_id, family_id=family_id, declared_by=by, from_at=uow.clock.now(),
            ended_at=None,
        )
    )  # fmt: skip
