"""People of a family, what they are to each other, and where they live.

Refuses numbers that cannot be, codes in no list, and people of another family.
"""

from datetime import timedelta

from earlyhelp.domain import values
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.people import HomeDetails, SaveHome, SavePerson, SaveRelationship
from earlyhelp.records.base import OfFamily
from earlyhelp.records.people import Family, Home, Person, Relationship
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.services.handlers import handles
from earlyhelp.services.people_checks import check_role, tidy_details, tidy_particulars
from earlyhelp.storage.unit_of_work import UnitOfWork

_ADDRESS = 300


@handles(SavePerson)
def save_person(uow: UnitOfWork, message: SavePerson, _context: Context) -> Receipt:
    """Add or correct a member of a family.

    Raises: Invalid by field of `details` or `particulars`; Conflict when stale.
    """
    family = _family(uow, message.family_id)
    faults = Faults()
    check_role(message.role, faults)
    details = tidy_details(message.details, message.role, uow.clock.today(), faults)
    particulars = tidy_particulars(message.particulars, faults)
    faults.stop()
    if not message.person_id:
        person = uow.add(
            Person(family_id=family.id, role=message.role, source=""),
            directory=details,
            particulars=particulars,
        )
    else:
        person = uow.get(Person, message.person_id)
        _check_family(person, family, "person_id", "person.other_family")
        uow.change(
            person, message.version, role=message.role, directory=details, particulars=particulars
        )
    return Receipt(id=person.id, version=person.version, family_id=family.id)


@handles(SaveRelationship)
def save_relationship(uow: UnitOfWork, message: SaveRelationship, _context: Context) -> Receipt:
    """Add or correct a relationship: one directed line; what it is the other way round is derived.

    Raises: Invalid by field; Conflict when stale.
    """
    family = _family(uow, message.family_id)
    _check_bond(uow, message, family)
    if not message.relationship_id:
        row = Relationship(family_id=family.id, from_id=message.from_id, to_id=message.to_id)
        uow.add(row, bond=message.bond)
    else:
        row = uow.get(Relationship, message.relationship_id)
        _check_family(row, family, "relationship_id", "person.other_family")
        uow.change(
            row, message.version, from_id=message.from_id, to_id=message.to_id, bond=message.bond
        )
    return Receipt(id=row.id, version=row.version, family_id=family.id)


@handles(SaveHome)
def save_home(uow: UnitOfWork, message: SaveHome, _context: Context) -> Receipt:
    """Add or correct a home; a new present one ends the last one the day before.

    Shape:  a protected address is sealed with the family's key, where no search looks.
    Raises: Invalid by field; Conflict when stale.
    """
    family = _family(uow, message.family_id)
    details = _checked_home(uow, message, family)
    sealed = {
        "directory": None if message.protected else details,
        "hidden": details if message.protected else None,
    }
    if message.home_id:
        home = uow.get(Home, message.home_id)
        _check_family(home, family, "home_id", "person.other_family")
        uow.change(
            home, message.version, from_on=message.from_on, until_on=message.until_on, **sealed
        )
    else:
        if message.until_on is None:
            _end_present(uow, message)
        home = Home(family_id=family.id, from_on=message.from_on, until_on=message.until_on)
        uow.add(home, **sealed)
    return Receipt(id=home.id, version=home.version, family_id=family.id)


def _family(uow: UnitOfWork, family_id: int) -> Family:
    family = uow.get(Family, family_id)
    uow.need_keys({family.id})
    return family


def _check_family(row: OfFamily, family: Family, field: str, key: str) -> None:
    faults = Faults()
    faults.unless(row.family_id == family.id, field, key)
    faults.stop()


def _check_bond(uow: UnitOfWork, message: SaveRelationship, family: Family) -> None:
    faults = Faults()
    bond = message.bond
    faults.code("code", "relationship", bond.code, required=True)
    faults.code("parental_responsibility", "yes_no_unknown", bond.parental_responsibility)
    faults.code("couple", "couple_status", bond.couple)
    faults.text("contact", bond.contact, _ADDRESS)
    faults.unless(message.from_id != message.to_id, "to_id", "relationship.self")
    both = uow.all(
        Person, Person.id.in_((message.from_id, message.to_id)), Person.family_id == family.id
    )
    members = {one.id for one in both}
    faults.unless(message.from_id in members, "from_id", "person.other_family")
    faults.unless(message.to_id in members, "to_id", "person.other_family")
    pair = {message.from_id, message.to_id}
    for row in uow.all(Relationship, Relationship.family_id == family.id):
        if {row.from_id, row.to_id} == pair and row.id != message.relationship_id:
            faults.add("to_id", "relationship.twice")
    faults.stop()


def _checked_home(uow: UnitOfWork, message: SaveHome, family: Family) -> HomeDetails:
    faults = Faults()
    given = message.details
    faults.past("from_on", message.from_on, uow.clock.today())
    if message.until_on is not None:
        faults.unless(message.until_on >= message.from_on, "until_on", "home.ends_first")
    faults.code("neighbourhood", "neighbourhood", given.neighbourhood)
    members = set(given.residents)
    if members:
        known = uow.all(Person, Person.family_id == family.id)
        faults.unless(members <= {one.id for one in known}, "residents", "person.other_family")
    lines = faults.text("lines", given.lines, _ADDRESS)
    postcode = faults.read("postcode", values.postcode, given.postcode)
    faults.unless(bool(lines or postcode), "lines", "entry.required")
    faults.stop()
    return HomeDetails(
        lines=lines,
        postcode=postcode,
        neighbourhood=given.neighbourhood,
        residents=tuple(dict.fromkeys(given.residents)),
    )


def _end_present(uow: UnitOfWork, message: SaveHome) -> None:
    here = (Home.family_id == message.family_id, Home.until_on.is_(None))
    faults = Faults()
    for home in uow.all(Home, *here):
        faults.unless(home.from_on < message.from_on, "from_on", "home.before_present")
        faults.stop()
        uow.change(home, None, until_on=message.from_on - timedelta(days=1))
