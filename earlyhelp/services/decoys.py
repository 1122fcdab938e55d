"""Decoys: marked by two people, known to information governance alone, watched through the audit.

Refuses a family with a case: a decoy is in no work list and in no figures.
"""

import msgspec
from msgspec.structs import replace
from sqlalchemy import or_, select

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.unusual import thresholds
from earlyhelp.errors import Invalid, Refused
from earlyhelp.keys.wraps import wrap_for
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.decoys import (
    ConfirmDecoy,
    DecoyFacts,
    DecoyLook,
    DecoyRow,
    Decoys,
    EndDecoy,
    HandOnDecoys,
    ProposeDecoy,
    ReviewDecoy,
)
from earlyhelp.records.cases import Case, RequestForSupport
from earlyhelp.records.looks import DecoyMark
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.act_words import act_words
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.look_purpose import purpose_words
from earlyhelp.storage.unit_of_work import UnitOfWork

_HOLDER = "information_governance"
_SIZE = 512  # every mark is as long as any other
_MOST_LOOKS = 200


@handles(ProposeDecoy)
def propose_decoy(uow: UnitOfWork, message: ProposeDecoy, context: Context) -> Receipt:
    """Leave a proposal that only information governance can read; the audit entry names no family.

    Raises: Invalid for a reference that is not there, or a family somebody works with.
    """
    # ids only: a family that was loaded would be named in the entry of this action
    wanted = select(Family.id).where(Family.reference == message.reference.strip().upper())
    found = uow.rows(wanted)
    if not found:
        raise Invalid({"reference": "decoy.unknown"})
    family_id = found[0][0]
    waiting = RequestForSupport.status == "waiting"
    if uow.rows(select(Case.id).where(Case.family_id == family_id).limit(1)) or uow.rows(
        select(RequestForSupport.id).where(RequestForSupport.family_id == family_id, waiting)
    ):
        raise Invalid({"reference": "decoy.worked_with"})
    facts = DecoyFacts(
        family_id=family_id,
        reference=message.reference.strip().upper(),
        proposed_by=context.principal.account_id,
    )
    mark_id = uow.clock.new_id()
    _give(uow, mark_id, facts)
    return Receipt(id=mark_id)


@handles(Decoys)
def decoys(uow: UnitOfWork, _message: Decoys, context: Context) -> tuple[DecoyRow, ...]:
    """Return the decoys, and the looks at them that wait for a review, newest first."""
    marks = _marks(uow, context)
    looks = {mark_id: _looks(uow, facts) for mark_id, facts in marks.items()}
    ids = {facts.proposed_by for facts in marks.values()}
    ids |= {facts.confirmed_by for facts in marks.values()}
    ids |= {entry.actor_id for found in looks.values() for entry in found}
    names = {one.id: one.name for one in uow.all(StaffAccount, StaffAccount.id.in_(ids))}
    me = context.principal.account_id
    return tuple(
        DecoyRow(
            mark_id=mark_id,
            reference=facts.reference,
            proposed_by=names.get(facts.proposed_by, ""),
            confirmed_by=names.get(facts.confirmed_by, ""),
            looks=tuple(_look(entry, names, me) for entry in looks[mark_id]),
        )
        for mark_id, facts in sorted(marks.items())
    )


@handles(ConfirmDecoy)
def confirm_decoy(uow: UnitOfWork, message: ConfirmDecoy, context: Context) -> Receipt:
    """Confirm as the second person, for everybody of information governance today."""
    facts = _mark(uow, message.mark_id, context)
    if facts.confirmed_by:
        raise Refused("decoy.confirmed")
    me, now = context.principal.account_id, context.vault.trail.size
    if facts.proposed_by == me:
        raise Refused("decoy.second")
    _keep(uow, message.mark_id, replace(facts, confirmed_by=me, from_entry=now))
    return Receipt(id=message.mark_id)


@handles(EndDecoy)
def end_decoy(uow: UnitOfWork, message: EndDecoy, context: Context) -> Receipt:
    """Take every holder's mark away.

    Raises: Refused while looks at it wait for a review.
    """
    if _looks(uow, _mark(uow, message.mark_id, context)):
        raise Refused("decoy.waiting")
    _keep(uow, message.mark_id, None)
    return Receipt(id=message.mark_id)


@handles(ReviewDecoy)
def review_decoy(uow: UnitOfWork, message: ReviewDecoy, context: Context) -> Receipt:
    """Answer the looks up to an entry; the decision stays in the audit.

    Raises: Refused for one's own look; Invalid for a reason that is none.
    """
    facts = _mark(uow, message.mark_id, context)
    if not code_list("look_decision").has(message.reason):
        raise Invalid({"reason": "entry.not_in_list"})
    waiting = [entry for entry in _looks(uow, facts) if entry.id <= message.up_to]
    if not waiting:
        raise Refused("looks.decided")
    if any(entry.actor_id == context.principal.account_id for entry in waiting):
        raise Refused("looks.own")
    uow.purpose = f"decoy review: {message.reason}; {len(waiting)} looks"
    _keep(uow, message.mark_id, replace(facts, reviewed_to=waiting[0].id))
    return Receipt(id=message.mark_id)


def lacks_decoys(context: Context) -> bool:
    """Tell whether a colleague lacks a mark this session opens; looks at nothing else."""
    if Permission.DECOY_KEEP not in context.policy.permissions_of(context.principal):
        return False
    with context.vault.unit(context.principal, Permission.DECOY_KEEP, Scope.AUDIT) as uow:
        return any(_lacking(uow, mark_id) for mark_id in _mine(uow, context))


@handles(HandOnDecoys)
def hand_on_decoys(uow: UnitOfWork, _message: HandOnDecoys, context: Context) -> Receipt:
    """Wrap every mark of mine for who came to information governance after it was set."""
    given = 0
    for mark_id, facts in _marks(uow, context).items():
        for holder in _lacking(uow, mark_id):
            wrapped = _wrapped(mark_id, holder, facts)
            uow.add(DecoyMark(mark_id=mark_id, holder_id=holder.id, wrapped=wrapped))
            given += 1
    uow.purpose = f"decoys: {given} marks handed on"
    return Receipt(id=context.principal.account_id)


def decoy_families(uow: UnitOfWork, context: Context) -> frozenset[int]:
    """Return the families marked as decoys, as far as this session's key opens marks."""
    return frozenset(facts.family_id for facts in _marks(uow, context).values())


def _mine(uow: UnitOfWork, context: Context) -> dict[int, DecoyMark]:
    mine = DecoyMark.holder_id == context.principal.account_id
    return {row.mark_id: row for row in uow.all(DecoyMark, mine)}


def _marks(uow: UnitOfWork, context: Context) -> dict[int, DecoyFacts]:
    return {mark: _opened(row, context) for mark, row in _mine(uow, context).items()}


def _mark(uow: UnitOfWork, mark_id: int, context: Context) -> DecoyFacts:
    found = _marks(uow, context).get(mark_id)
    if found is None:
        raise Refused("refused.record")
    return found


def _keep(uow: UnitOfWork, mark_id: int, facts: DecoyFacts | None) -> None:
    """Write a mark anew for everybody of information governance today; None takes it away."""
    for row in uow.all(DecoyMark, DecoyMark.mark_id == mark_id):
        uow.remove(row)
    if facts is not None:
        _give(uow, mark_id, facts)


def _give(uow: UnitOfWork, mark_id: int, facts: DecoyFacts) -> None:
    for holder in _holders(uow):
        wrapped = _wrapped(mark_id, holder, facts)
        uow.add(DecoyMark(mark_id=mark_id, holder_id=holder.id, wrapped=wrapped))


def _holders(uow: UnitOfWork) -> list[StaffAccount]:
    """Return everybody of information governance whose account has a key to wrap for."""
    return uow.all(StaffAccount, StaffAccount.role == _HOLDER, StaffAccount.status == "active")


def _lacking(uow: UnitOfWork, mark_id: int) -> list[StaffAccount]:
    has = {row.holder_id for row in uow.all(DecoyMark, DecoyMark.mark_id == mark_id)}
    return [one for one in _holders(uow) if one.id not in has]


def _looks(uow: UnitOfWork, facts: DecoyFacts) -> list[AuditEntry]:
    if not facts.confirmed_by:
        return []
    shown = AuditEntry.act.in_(thresholds().looks)
    return uow.all(
        AuditEntry,
        AuditEntry.family_id == facts.family_id,
        AuditEntry.id > max(facts.from_entry, facts.reviewed_to),
        or_(shown, AuditEntry.outcome == "done"),
        order=AuditEntry.id.desc(),
        limit=_MOST_LOOKS,
    )


def _look(entry: AuditEntry, names: dict[int, str], me: int) -> DecoyLook:
    facts = msgspec.json.decode(entry.facts, type=EntryFacts)
    return DecoyLook(
        entry=entry.id,
        at=entry.at,
        who=names.get(entry.actor_id, facts.actor_name),
        role=facts.role,
        act=entry.act,
        did=act_words(facts.act, facts.outcome, facts.purpose),
        outcome=entry.outcome,
        purpose=purpose_words(facts.purpose),
        mine=entry.actor_id == me,
    )


def _info(mark_id: int, holder_id: int) -> bytes:
    return f"earlyhelp/1/decoy|{mark_id}|{holder_id}".encode()


def _wrapped(mark_id: int, holder: StaffAccount, facts: DecoyFacts) -> bytes:
    plain = msgspec.json.encode(facts).ljust(_SIZE)
    return wrap_for(holder.public, plain, _info(mark_id, holder.id))


def _opened(row: DecoyMark, context: Context) -> DecoyFacts:
    plain = context.vault.identity.unwrap(row.wrapped, _info(row.mark_id, row.holder_id))
    return msgspec.json.decode(plain, type=DecoyFacts)
