"""States why a family is looked at.  Shows nothing of it."""

from sqlalchemy import select

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.looks import StatePurpose
from earlyhelp.records.people import Family, Person
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.look_purpose import OTHER, purpose_rules
from earlyhelp.storage.search_terms import folded_words
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST = 200


@handles(StatePurpose)
def state_purpose(uow: UnitOfWork, message: StatePurpose, context: Context) -> Receipt:
    """Keep the purpose for this family and this session.

    Raises: Refused where the family is not the person's to see; Invalid for a purpose that will not do.
    """
    if not uow.rows(select(Family.id).where(Family.id == message.family_id)):
        raise Refused("refused.record")
    if not code_list("look_purpose").has(message.code):
        raise Invalid({"code": "entry.not_in_list"})
    text = " ".join(message.text.split())
    if message.code == OTHER:
        _check_words(uow, message.family_id, text)
    purpose = f"{OTHER}: {text}" if message.code == OTHER else message.code
    context.purposes.keep(message.family_id, purpose, uow.clock.now())
    uow.purpose = purpose
    uow.session.known_families.add(message.family_id)
    return Receipt(family_id=message.family_id)


def _check_words(uow: UnitOfWork, family_id: int, text: str) -> None:
    """The audit is read by people who hold no names: a purpose names nobody of the family."""
    if len(text) < purpose_rules().least:
        raise Invalid({"text": "purpose.text.short"})
    if len(text) > _LONGEST:
        raise Invalid({"text": "entry.too_long"})
    said = set(folded_words([text]))
    for person in uow.all(Person, Person.family_id == family_id):
        who = uow.open(person, "directory")
        if said & set(folded_words([who.forename, who.surname])):
            raise Invalid({"text": "purpose.text.names"})
