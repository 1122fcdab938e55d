"""Declared conflicts of interest: the family is not there for that person, whatever else opens it."""

from datetime import timedelta

from earlyhelp.messages.access import (
    ConflictRow,
    Conflicts,
    DeclarationState,
    DeclareInterests,
    EndConflict,
    MyDeclaration,
    RecordConflict,
    TooClose,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.records.access import InterestConflict, InterestDeclaration
from earlyhelp.records.people import Family
from earlyhelp.services.access_rules import case_staff, limits, names_of_staff
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.services.handlers import handles
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

    Raises: Invalid where nobody of that id works cases, or it is known already.
    """
    family = uow.get(Family, message.family_id)
    faults = Faults()
    staff = {one.id for one in case_staff(uow, context)}
    faults.unless(message.account_id in staff, "account_id", "conflict.account")
    known = uow.first(
        InterestConflict,
        InterestConflict.family_id == family.id,
        InterestConflict.account_id == message.account_id,
        InterestConflict.ended_at.is_(None),
    )
    faults.unless(known is None, "account_id", "conflict.known")
    faults.stop()
    row = _add(uow, family.id, message.account_id, context.principal.account_id)
    return Receipt(id=row.id, version=1, family_id=family.id)


@handles(EndConflict)
def end(uow: UnitOfWork, message: EndConflict, context: Context) -> Receipt:
    """End a conflict; nobody sees, and so nobody ends, their own."""
    row = uow.get(InterestConflict, message.conflict_id)
    me = context.principal.account_id
    uow.change(row, None, ended_at=uow.clock.now(), ended_by=me)
    return Receipt(id=row.id, version=row.version, family_id=row.family_id)


@handles(Conflicts)
def conflicts(uow: UnitOfWork, _message: Conflicts, _context: Context) -> tuple[ConflictRow, ...]:
    """Return the conflicts with the families the manager sees, newest first."""
    rows = uow.all(
        InterestConflict, InterestConflict.ended_at.is_(None), order=InterestConflict.id.desc()
    )
    names = names_of_staff(uow)
    ids = {row.family_id for row in rows}
    families = {one.id: one.reference for one in uow.all(Family, Family.id.in_(ids))}
    return tuple(
        ConflictRow(
            id=row.id, family_id=row.family_id, reference=families.get(row.family_id, ""),
            account_id=row.account_id, who=names.get(row.account_id, ""),
            declared_by=names.get(row.declared_by, ""), from_on=row.from_at.date(),
        )
        for row in rows
    )  # fmt: skip


def _add(uow: UnitOfWork, family_id: int, account_id: int, by: int) -> InterestConflict:
    return uow.add(
        InterestConflict(
            account_id=account_id, family_id=family_id, declared_by=by, from_at=uow.clock.now(),
            ended_at=None,
        )
    )  # fmt: skip
