"""Opens a family in an emergency, tells those who must know, and has it looked at afterwards."""

from datetime import timedelta

from msgspec.structs import replace

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.domain.timescales import add_working_days
from earlyhelp.errors import Locked, Refused
from earlyhelp.messages.access import (
    BreakGlassOpen,
    BreakGlassReviews,
    BreakGlassRow,
    CloseBreakGlassReview,
    EndBreakGlass,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.records import BreakGlassWhy
from earlyhelp.records.access import BreakGlass
from earlyhelp.records.people import Family
from earlyhelp.records.staff import Membership, StaffAccount
from earlyhelp.services import grants, named_keys
from earlyhelp.services.access_rules import limits, names_of_staff, staff_with
from earlyhelp.services.context import Context
from earlyhelp.services.emergency_passing import hand_on, passed
from earlyhelp.services.entry_checks import TEXT, Faults
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST = 1000


@handles(BreakGlassOpen)
def open_in_emergency(uow: UnitOfWork, message: BreakGlassOpen, context: Context) -> Receipt:
    """Open a family for eight hours; the notice and its review are in the same transaction.

    Raises: Invalid by field, whether the family is there or not; Refused("refused.record") where it
    is not there, not within reach of the person's keys, or in conflict with them.
    """
    sentence = _checked(message)
    family = _asked_for(uow, message)
    uow.need_keys({family.id})
    if not uow.keyring.knows_family(family.id):
        raise Refused("refused.record")
    now, me = uow.clock.now(), uow.get(StaffAccount, context.principal.account_id)
    until = now + timedelta(hours=limits().emergency_hours)
    reviewers = _reviewers(uow, context, family)
    if not reviewers:
        raise Refused("break_glass.nobody")
    for former in grants.live(uow, account_id=me.id, family_id=family.id, kind="break_glass"):
        grants.end(uow, former)
    grants.wrap_for_account(uow, family.id, me, "break_glass", until)
    ident = uow.clock.new_id()
    notice = BreakGlass(
        id=ident, family_id=family.id, team_id=family.team_id, account_id=me.id,
        reason=message.reason, opened_at=now, until_at=until, closed_at=None,
        due_on=add_working_days(uow.clock.today(), limits().emergency_review_working_days),
        key_name=f"break_glass:{ident}",
    )  # fmt: skip
    named_keys.make(uow, context, notice.key_name, reviewers)
    uow.add(notice, why=BreakGlassWhy(reference=family.reference, sentence=sentence))
    uow.purpose = f"emergency: {message.reason}"
    return Receipt(id=ident, version=1, family_id=family.id)


@handles(EndBreakGlass)
def end(uow: UnitOfWork, message: EndBreakGlass, context: Context) -> Receipt:
    """End one's own opening before its time; its review stays open."""
    me = context.principal.account_id
    for grant in grants.live(uow, account_id=me, family_id=message.family_id, kind="break_glass"):
        grants.end(uow, grant)
        return Receipt(id=grant.id, version=grant.version, family_id=message.family_id)
    raise Refused("refused.record")


@handles(BreakGlassReviews)
def reviews(
    uow: UnitOfWork, message: BreakGlassReviews, context: Context
) -> tuple[BreakGlassRow, ...]:
    """Return the openings the person reviews or made, escalated ones first, then the oldest.

    Whoever reviews hands their keys on to who joined information governance since.
    """
    where = () if message.closed_too else (BreakGlass.closed_at.is_(None),)
    rows = uow.all(BreakGlass, *where, order=(BreakGlass.due_on, BreakGlass.id))
    hand_on(uow, context, rows)
    told_on = passed(uow)
    names = names_of_staff(uow)
    roles = {one.id: one.role for one in uow.all(StaffAccount)}
    shown = [
        replace(_row(uow, context, row, (names, roles)), passed_on=told_on.get(row.id))
        for row in rows
    ]
    return tuple(sorted(shown, key=lambda row: not row.escalated))


@handles(CloseBreakGlassReview)
def close(uow: UnitOfWork, message: CloseBreakGlassReview, context: Context) -> Receipt:
    """Close a review with what was found.

    Raises: Refused for one's own, a closed one, and, for a manager, one that has escalated.
    """
    row = uow.get(BreakGlass, message.review_id)
    if row.account_id == context.principal.account_id:
        raise Refused("break_glass.own")
    if row.closed_at is not None:
        raise Refused("break_glass.closed")
    if uow.scope is not Scope.AUDIT and _escalated(uow, row):
        raise Refused("break_glass.escalated")
    faults = Faults()
    faults.code("finding", "break_glass_finding", message.finding, required=True)
    text = faults.text("text", message.text, TEXT)
    faults.stop()
    told: BreakGlassWhy = uow.open(row, "why")
    uow.change(
        row, message.version, closed_at=uow.clock.now(), finding=message.finding,
        closed_by=context.principal.account_id, why=replace(told, closing=text),
    )  # fmt: skip
    return Receipt(id=row.id, version=row.version)


def _checked(message: BreakGlassOpen) -> str:
    faults = Faults()
    faults.code("reason", "break_glass_reason", message.reason, required=True)
    sentence = faults.text("sentence", message.sentence, _LONGEST, required=True)
    letters = limits().emergency_sentence_letters
    faults.unless(len(sentence) >= letters, "sentence", "break_glass.sentence")
    faults.unless(
        bool(message.family_id or message.reference.strip()), "reference", "entry.required"
    )
    faults.stop()
    return sentence


def _asked_for(uow: UnitOfWork, message: BreakGlassOpen) -> Family:
    if message.family_id:
        return uow.get(Family, message.family_id)
    reference = message.reference.strip().upper()
    found = uow.first(Family, Family.reference == reference)
    if found is None:
        raise Refused("refused.record")
    return found


def _reviewers(uow: UnitOfWork, context: Context, family: Family) -> list[StaffAccount]:
    """Return who is told: information governance, and the managers who see the family anyway."""
    me = context.principal.account_id
    if family.restricted:
        seeing = {row.account_id for row in grants.live(uow, family_id=family.id)}
    else:
        places = uow.all(Membership, Membership.team_id == family.team_id)
        seeing = {place.account_id for place in places}
    told = staff_with(uow, context, Permission.EMERGENCY_REVIEW, Scope.AUDIT)
    managers = staff_with(uow, context, Permission.EMERGENCY_REVIEW, Scope.TEAM)
    return [one for one in (*told, *(m for m in managers if m.id in seeing)) if one.id != me]


def _escalated(uow: UnitOfWork, row: BreakGlass) -> bool:
    return row.closed_at is None and row.due_on < uow.clock.today()


def _row(
    uow: UnitOfWork,
    context: Context,
    row: BreakGlass,
    staff: tuple[dict[int, str], dict[int, str]],
) -> BreakGlassRow:
    (names, roles), told = staff, _told(uow, row)
    escalated = _escalated(uow, row)
    others = row.account_id != context.principal.account_id and row.closed_at is None
    in_time = uow.scope is Scope.AUDIT or not escalated
    return BreakGlassRow(
        id=row.id, version=row.version, who=names.get(row.account_id, ""),
        role=roles.get(row.account_id, ""), team=context.team_names.get(row.team_id, ""),
        reason=row.reason, reference=told.reference if told else "",
        sentence=told.sentence if told else "", opened_at=row.opened_at, until_at=row.until_at,
        due_on=row.due_on, escalated=escalated, closed_at=row.closed_at,
        closed_by=names.get(row.closed_by, ""), finding=row.finding,
        closing=told.closing if told else "", may_close=bool(others and in_time and told),
    )  # fmt: skip


def _told(uow: UnitOfWork, row: BreakGlass) -> BreakGlassWhy | None:
    try:
        return uow.open(row, "why")  # type: ignore[no-any-return]
    except Locked:
        return None  # whoever opened the family is no reviewer of it
