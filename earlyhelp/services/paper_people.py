"""The people of a family as a paper names them.  Gives no address and no telephone number."""

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.plan_bridge import CHILD_ROLES
from earlyhelp.records.people import Person
from earlyhelp.reports.sheets import PersonLine
from earlyhelp.services.assessment_people import full_name
from earlyhelp.storage.unit_of_work import UnitOfWork


def person_lines(uow: UnitOfWork, people: list[Person]) -> tuple[PersonLine, ...]:
    """Return the family's people, adults first."""
    lines = [_line(uow, person) for person in people]
    return tuple(sorted(lines, key=lambda line: line.is_child))


def _line(uow: UnitOfWork, person: Person) -> PersonLine:
    details = uow.open(person, "directory")
    return PersonLine(
        person_id=person.id,
        name=full_name(details),
        born_on=details.born_on or details.expected_on,
        relationship=code_list("person_role").label(person.role),
        is_child=person.role in CHILD_ROLES,
    )
