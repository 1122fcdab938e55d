"""Reads who of a family answers for whom: parental responsibility and parts in the family.  Decides nothing."""

from earlyhelp.domain.responsibility import answers_for
from earlyhelp.records.people import Person, Relationship
from earlyhelp.storage.unit_of_work import UnitOfWork

#: For each person who answers for them, as `YES` or `CHECK` of domain.responsibility.
Answering = dict[int, dict[int, str]]


def answering(uow: UnitOfWork, family_id: int) -> Answering:
    """Return for everybody of a family who of the others would answer for them.

    Shape: parental responsibility is recorded once for two people, whichever of them it begins with.
    Source: domain.md 1.6, 4.9.
    """
    roles = {one.id: one.role for one in uow.all(Person, Person.family_id == family_id)}
    recorded: dict[frozenset[int], str] = {}
    for tie in uow.all(Relationship, Relationship.family_id == family_id):
        pair = frozenset((tie.from_id, tie.to_id))
        recorded[pair] = uow.open(tie, "bond").parental_responsibility
    found: Answering = {ident: {} for ident in roles}
    for ident, others in found.items():
        for other, role in roles.items():
            said = answers_for(role, recorded.get(frozenset((ident, other)), ""))
            if said and other != ident:
                others[other] = said
    return found
