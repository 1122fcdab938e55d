"""The people a form or a plan is about, by name and role.  Shows no more of them than that."""

from earlyhelp.messages.casework import ChildLine
from earlyhelp.messages.people import Contactable
from earlyhelp.messages.plan_bridge import children_among
from earlyhelp.records.people import Family, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.storage.unit_of_work import UnitOfWork


def people_of(uow: UnitOfWork, family_id: int) -> list[Person]:
    """Return the members of a family, in the order they were entered."""
    return uow.all(Person, Person.family_id == family_id, order=Person.id)


def lines_of(uow: UnitOfWork, people: list[Person]) -> tuple[ChildLine, ...]:
    """Return people as a form lists them."""
    return tuple(
        ChildLine(person_id=one.id, name=full_name(uow.open(one, "directory")), role=one.role)
        for one in people
    )


def children_ids(uow: UnitOfWork, family_id: int) -> tuple[int, ...]:
    """Return the ids of a family's children, the unborn with them."""
    people = people_of(uow, family_id)
    lines = [ChildLine(person_id=one.id, name="", role=one.role) for one in people]
    return tuple(one.person_id for one in children_among(lines))


def full_name(details: Contactable) -> str:
    """Return a name as people say it."""
    return f"{details.forename} {details.surname}".strip()


def family_name(uow: UnitOfWork, family_id: int) -> str:
    """Return the name of a family.

    Raises: Refused where the family is not there or not the person's.
    """
    return str(uow.open(uow.get(Family, family_id), "directory"))


def staff_name(uow: UnitOfWork, account_id: int) -> str:
    """Return the name of a colleague; an empty text for nobody."""
    found = uow.first(StaffAccount, StaffAccount.id == account_id) if account_id else None
    return found.name if found else ""
