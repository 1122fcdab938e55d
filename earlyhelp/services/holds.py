"""Which holds keep a record, who may end them, and how they are listed.  Changes nothing."""

from datetime import date, timedelta

from sqlalchemy import and_, or_

from earlyhelp.domain.retention import schedule
from earlyhelp.messages.retention import HoldRow
from earlyhelp.records.people import Family
from earlyhelp.records.retention import RetentionHold
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.storage.unit_of_work import UnitOfWork

#: The family of a hold that keeps everybody, or with a reference whoever has it.
WHOLE_STORE = 0


def holds_in_force(
    uow: UnitOfWork, today: date, family_id: int | None = None, reference: str = ""
) -> list[RetentionHold]:
    """Return the holds in force today: all, or those that keep one family."""
    where = [
        RetentionHold.ended_on.is_(None),
        or_(RetentionHold.until_on.is_(None), RetentionHold.until_on >= today),
    ]
    if family_id is not None:
        named = RetentionHold.reference.in_(("", reference.strip().upper()))
        everybody = and_(RetentionHold.family_id == WHOLE_STORE, named)
        where.append(or_(RetentionHold.family_id == family_id, everybody))
    return uow.all(RetentionHold, *where, order=RetentionHold.id)


def hold_rows(
    uow: UnitOfWork,
    context: Context,
    holds: list[RetentionHold],
    references: dict[int, str],
    names: dict[int, str],
) -> tuple[HoldRow, ...]:
    """Return the holds in force, then those ended lately, so that who placed one sees what became of it.

    Shape: who works with families sees a hold by reference only where the family is theirs.
    """
    since = uow.clock.today() - timedelta(days=schedule().ended_shown)
    ended = uow.all(RetentionHold, RetentionHold.ended_on >= since, order=RetentionHold.ended_on)
    return tuple(
        HoldRow(
            id=one.id, family_id=one.family_id,
            reference=one.reference or references.get(one.family_id, ""),
            reason=one.reason, from_on=one.from_on, until_on=one.until_on,
            placed_by=names.get(one.placed_by, ""),
            may_end=one.ended_on is None and may_end(uow, one, context),
            ended_on=one.ended_on, ended_by=names.get(one.ended_by, ""), ended_why=one.ended_why,
        )
        for one in (*holds, *reversed(ended))
        if _is_shown(uow, one, context)
    )  # fmt: skip


def governs(context: Context) -> bool:
    """Say whether this is information governance, which holds the whole store and ends any hold."""
    return context.principal.role == schedule().one_of_the_two


def may_end(uow: UnitOfWork, hold: RetentionHold, context: Context) -> bool:
    """Say whether this role placed the hold, or governs."""
    if governs(context):
        return True
    if hold.family_id == WHOLE_STORE:
        return False
    placer = uow.first(StaffAccount, StaffAccount.id == hold.placed_by)
    role = hold.placed_role or (placer.role if placer else "")
    return role == context.principal.role


def _is_shown(uow: UnitOfWork, hold: RetentionHold, context: Context) -> bool:
    if governs(context) or hold.family_id != WHOLE_STORE or not hold.reference:
        return True
    return uow.first(Family, Family.reference == hold.reference) is not None
