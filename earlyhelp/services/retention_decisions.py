"""Decides about retention: propose, withdraw.  Erases nothing: that takes a second person."""

import msgspec

from earlyhelp.access.permissions import Scope
from earlyhelp.domain.retention import Reason, is_due, schedule
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.retention import (
    FamilyPerson,
    LookAgain,
    NamedTexts,
    PeopleToErase,
    ProposeErasure,
    WhereNamed,
    WithdrawErasure,
)
from earlyhelp.records.people import Family, Person
from earlyhelp.records.retention import ErasureProposal, RetentionDate
from earlyhelp.services.context import Context
from earlyhelp.services.erasure_naming import keep_list, named_in
from earlyhelp.services.handlers import handles
from earlyhelp.services.holds import holds_in_force
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(ProposeErasure)
def propose_erasure(uow: UnitOfWork, message: ProposeErasure, context: Context) -> Receipt:
    """Propose an erasure; it does nothing until a second person confirms it."""
    reason = _reason(message.reason, schedule().erase)
    if reason is None:
        raise Invalid({"reason": "retention.reason"})
    family_id, team_id, dated = family_of(uow, message.reference, context)
    require_free(uow, family_id, message.reference, reason, dated)
    if message.person_id:
        _require_person(uow, message.person_id, family_id)
    if _open_proposal(uow, family_id) is not None:
        raise Refused("erasure.proposed")
    who = context.principal
    proposal = uow.add(
        ErasureProposal(
            family_id=family_id, person_id=message.person_id, team_id=team_id,
            reference=message.reference.strip().upper(), reason=reason.id,
            rule=dated.rule if dated else "", proposed_by=who.account_id,
            proposed_role=who.role, proposed_at=uow.clock.now(), status="open",
        )
    )  # fmt: skip
    if message.person_id:
        keep_list(uow, context, proposal, message.stays)
    uow.purpose = f"erasure proposed: {reason.id}"
    return Receipt(id=proposal.id, version=1)


@handles(WithdrawErasure)
def withdraw_erasure(uow: UnitOfWork, message: WithdrawErasure, context: Context) -> Receipt:
    """Take a proposal back or turn it down."""
    proposal = uow.get(ErasureProposal, message.proposal_id)
    if proposal.status != "open":
        raise Refused("refused.record")
    uow.change(proposal, None, status="withdrawn", ended_by=context.principal.account_id)
    return Receipt(id=proposal.id, version=proposal.version)


@handles(WhereNamed)
def where_named(uow: UnitOfWork, message: WhereNamed, context: Context) -> NamedTexts:
    """Return where a person of a family is named, for who works with the family.

    Raises: Invalid for field "reference"; Refused for a person of another family.
    """
    family_id, _, _ = family_of(uow, message.reference, context)
    _require_person(uow, message.person_id, family_id)
    found = named_in(uow, context, family_id, message.person_id, may_read=1)
    return msgspec.structs.replace(found, family_id=family_id)


@handles(LookAgain)
def look_again(uow: UnitOfWork, message: LookAgain, context: Context) -> Receipt:
    """Keep the list anew with an open proposal about one person.

    Raises: Refused where there is none; Invalid for field "stays".
    """
    proposal = uow.get(ErasureProposal, message.proposal_id)
    if proposal.status != "open" or not proposal.person_id:
        raise Refused("refused.record")
    _require_person(uow, proposal.person_id, proposal.family_id)
    keep_list(uow, context, proposal, message.stays)
    uow.purpose = "erasure: looked again where the person is named"
    return Receipt(id=proposal.id, version=proposal.version)


@handles(PeopleToErase)
def people_to_erase(
    uow: UnitOfWork, message: PeopleToErase, _context: Context
) -> tuple[FamilyPerson, ...]:
    """Return the people of a family the person works with."""
    family = uow.first(Family, Family.reference == message.reference.strip().upper())
    if family is None:
        raise Invalid({"reference": "retention.reference"})
    people = uow.all(Person, Person.family_id == family.id, order=Person.id)
    told = [(person.id, uow.open(person, "directory")) for person in people]
    return tuple(
        FamilyPerson(id=ident, name=f"{one.forename} {one.surname}".strip()) for ident, one in told
    )


def require_free(
    uow: UnitOfWork, family_id: int, reference: str, reason: Reason, dated: RetentionDate | None
) -> None:
    """Refuse what may not be erased now: held, or not due where the reason is that it is due.

    Raises: Refused("erasure.held"), Refused("erasure.not_due").
    """
    today = uow.clock.today()
    if holds_in_force(uow, today, family_id, reference):
        raise Refused("erasure.held")
    if reason.needs_due and (dated is None or not is_due(dated.keep_until, today)):
        raise Refused("erasure.not_due")


def reason_of(code: str) -> Reason:
    """Return a reason for erasing by its id.

    Raises: Refused for one the schedule no longer has.
    """
    found = _reason(code, schedule().erase)
    if found is None:
        raise Refused("refused.record")
    return found


def family_of(
    uow: UnitOfWork, reference: str, context: Context
) -> tuple[int, int, RetentionDate | None]:
    """Return family, team and date by reference: what is not the person's is not there.

    Raises: Invalid for field "reference".
    """
    wanted = reference.strip().upper()
    dated = uow.first(RetentionDate, RetentionDate.reference == wanted)
    if dated is not None:
        return dated.family_id, dated.team_id, dated
    if uow.scope is not Scope.RETENTION and context.principal.teams:
        family = uow.first(Family, Family.reference == wanted)
        if family is not None:
            return family.id, family.team_id, None
    raise Invalid({"reference": "retention.reference"})


def _require_person(uow: UnitOfWork, person_id: int, family_id: int) -> None:
    """Only who works with the family names one of its people."""
    if uow.scope is Scope.RETENTION or uow.get(Person, person_id).family_id != family_id:
        raise Refused("refused.record")


def _open_proposal(uow: UnitOfWork, family_id: int) -> ErasureProposal | None:
    return uow.first(
        ErasureProposal, ErasureProposal.family_id == family_id, ErasureProposal.status == "open"
    )


def _reason(code: str, among: tuple[Reason, ...]) -> Reason | None:
    return next((reason for reason in among if reason.id == code), None)
