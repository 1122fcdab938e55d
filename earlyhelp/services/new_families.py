"""Makes a family of the people a request names.  Adds nobody that the request does not name."""

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.people import HomeDetails
from earlyhelp.messages.requests import NewPerson
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.records.staff import Team
from earlyhelp.services.people_checks import is_child
from earlyhelp.services.references import next_reference
from earlyhelp.services.request_checks import Entered
from earlyhelp.storage.unit_of_work import UnitOfWork

_NAMES = 3


def make_family(uow: UnitOfWork, entered: Entered, status: str) -> Family:
    """Add the family, its people and the home they were named with."""
    message = entered.message
    place = uow.get(Team, message.team_id).locality
    family = Family(
        id=uow.clock.new_id(), team_id=message.team_id, reference=next_reference(uow),
        status=status, locality=place if code_list("locality").has(place) else "", level="",
        opened_on=message.received_on, source=message.source,
    )  # fmt: skip
    uow.new_family(family, family_name(entered.people))
    residents = add_people(uow, family.id, entered.people)
    if entered.address or entered.postcode:
        home = Home(family_id=family.id, from_on=message.received_on, until_on=None)
        uow.add(
            home,
            directory=HomeDetails(
                lines=entered.address, postcode=entered.postcode, residents=residents
            ),
        )
    return family


def family_name(people: tuple[NewPerson, ...]) -> str:
    """Return the surnames of a family, adults' first, each once: "Kowalska-Reed"."""
    ordered = sorted(people, key=lambda one: is_child(one.role))
    surnames = [one.details.surname for one in ordered if one.details.surname]
    if not surnames:
        return ordered[0].details.forename
    once: list[str] = []
    for surname in surnames:
        parts = set(surname.split("-"))
        if not parts <= {part for name in once for part in name.split("-")}:
            once.append(surname)
    return "-".join(once[:_NAMES])


def add_people(uow: UnitOfWork, family_id: int, people: tuple[NewPerson, ...]) -> tuple[int, ...]:
    """Add those who are not known yet to a family; return their ids."""
    return tuple(
        uow.add(
            Person(family_id=family_id, role=one.role, source=""),
            directory=one.details,
            particulars=one.particulars,
        ).id
        for one in people
        if not one.person_id
    )
