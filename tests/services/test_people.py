"""People, relationships and homes: what cannot be is refused by field, what is secret stays sealed."""

from datetime import date

import pytest

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.people import (
    Bond,
    Contactable,
    HomeDetails,
    Particulars,
    SaveHome,
    SavePerson,
    SaveRelationship,
)
from earlyhelp.records.people import Home, Person, Relationship
from tests.services.founded import plant


def who(**changes):
    return Contactable(**{"forename": "Leo", "surname": "Kowalski"} | changes)


def new(planted, **changes):
    values = {"family_id": planted.family_id, "role": "child", "details": who()}
    return SavePerson(**values | changes)


def faults_of(desk, message):
    with pytest.raises(Invalid) as told:
        desk.dispatch(message)
    return told.value.fields


def opened(desk, kind, ident, column):
    with desk.unit() as uow:
        return uow.open(uow.get(kind, ident), column)


def test_a_person_is_added_and_tidied(door, planted):
    priya = door("priya")
    details = who(nhs_number="943 476 5919", forename=" Leo ", born_on=date(2020, 5, 1))
    done = priya.dispatch(new(planted, details=details))
    kept = opened(priya, Person, done.id, "directory")
    assert (kept.forename, kept.nhs_number) == ("Leo", "9434765919")


@pytest.mark.parametrize(
    ("details", "role", "fault"),
    [
        (who(nhs_number="943 476 5918"), "child", {"nhs_number": "nhs_number.check_digit"}),
        (who(upn="A12"), "child", {"upn": "upn.length"}),
        (who(forename="", surname=" "), "child", {"surname": "name.empty"}),
        (who(born_on=date(2026, 11, 23)), "child", {"born_on": "entry.in_future"}),
        (who(born_on=date(1985, 1, 1)), "child", {"born_on": "person.child_too_old"}),
        (who(born_on=date(1885, 1, 1)), "adult", {"born_on": "person.too_old"}),
        (who(born_on=date(2026, 1, 1)), "unborn", {"born_on": "person.unborn_is_born"}),
        (who(expected_on=date(2028, 1, 1)), "unborn", {"expected_on": "person.expected_far_off"}),
        (
            who(born_on=date(2020, 1, 1), died_on=date(2019, 1, 1)),
            "child",
            {"died_on": "person.died_before_birth"},
        ),
        (who(), "uncle", {"role": "entry.not_in_list"}),
    ],
)
def test_what_cannot_be_is_told_by_field(door, planted, details, role, fault):
    assert faults_of(door("priya"), new(planted, details=details, role=role)) == fault


def test_codes_of_the_particulars_are_checked(door, planted):
    wrong = Particulars(ethnicity="CNHE", disabilities=("NONE", "HAND"))
    assert set(faults_of(door("priya"), new(planted, particulars=wrong))) == {
        "ethnicity", "disabilities",
    }  # fmt: skip


def test_a_correction_needs_the_present_version(door, planted):
    priya = door("priya")
    change = new(planted, person_id=planted.child_id, version=1, details=who(forename="Majka"))
    assert priya.dispatch(change).version == 2
    assert opened(priya, Person, planted.child_id, "directory").forename == "Majka"
    with pytest.raises(Conflict):
        priya.dispatch(change)


def test_only_those_who_work_with_the_family_change_it(door, planted):
    for login in ("omar", "sol", "sam", "bea"):
        with pytest.raises(Refused):
            door(login).dispatch(new(planted))
    for login in ("priya", "maureen"):
        assert door(login).dispatch(new(planted)).id


def test_a_person_of_another_family_is_not_corrected_through_ones_own(door, planted):
    other = plant(door, lead="priya", surname="Reed")
    change = new(planted, person_id=other.child_id, version=1)
    assert faults_of(door("priya"), change) == {"person_id": "person.other_family"}


def bond(planted, **changes):
    values = {
        "family_id": planted.family_id, "from_id": planted.mother_id, "to_id": planted.child_id,
        "bond": Bond(code="MTH", parental_responsibility="yes"),
    }  # fmt: skip
    return SaveRelationship(**values | changes)


def test_one_line_stands_for_both_directions(door, planted):
    priya = door("priya")
    done = priya.dispatch(bond(planted))
    assert opened(priya, Relationship, done.id, "bond").code == "MTH"
    with priya.unit() as uow:
        assert uow.count(Relationship, Relationship.family_id == planted.family_id) == 1
    turned = bond(
        planted, from_id=planted.child_id, to_id=planted.mother_id, bond=Bond(code="CHILD")
    )
    assert faults_of(priya, turned) == {"to_id": "relationship.twice"}
    again = bond(planted, relationship_id=done.id, version=1, bond=Bond(code="STPMTH"))
    assert priya.dispatch(again).version == 2


def test_a_relationship_stays_within_the_family(door, planted):
    other = plant(door, lead="priya", surname="Reed")
    priya = door("priya")
    assert faults_of(priya, bond(planted, to_id=other.child_id)) == {"to_id": "person.other_family"}
    assert faults_of(priya, bond(planted, bond=Bond(code="XXX"))) == {"code": "entry.not_in_list"}
    alone = bond(planted, to_id=planted.mother_id)
    assert faults_of(priya, alone) == {"to_id": "relationship.self"}


def home(planted, **changes):
    values = {
        "family_id": planted.family_id, "from_on": date(2026, 11, 1),
        "details": HomeDetails(
            lines="2 Made Up Row", postcode="pl22bb", residents=(planted.mother_id,)
        ),
    }  # fmt: skip
    return SaveHome(**values | changes)


def test_a_new_present_home_ends_the_last_the_day_before(door, planted):
    priya = door("priya")
    done = priya.dispatch(home(planted))
    with priya.unit() as uow:
        homes = uow.all(Home, Home.family_id == planted.family_id, order=Home.from_on)
        assert [one.until_on for one in homes] == [date(2026, 10, 31), None]
    assert opened(priya, Home, done.id, "directory").postcode == "PL2 2BB"
    early = home(planted, from_on=date(2026, 11, 1))
    assert faults_of(priya, early) == {"from_on": "home.before_present"}


def test_a_protected_address_is_sealed_with_the_family_and_never_found(door, planted):
    priya = door("priya")
    index = priya.built()
    assert index.postcode_of(planted.family_id) == "PL1 3AB"
    done = priya.dispatch(home(planted, protected=True))
    with priya.unit() as uow:
        kept = uow.get(Home, done.id)
        assert kept.directory is None
        assert uow.open(kept, "hidden").lines == "2 Made Up Row"
    assert index.postcode_of(planted.family_id) == ""
    assert planted.family_id not in {hit.family_id for hit in index.find("PL2 2BB", None, 20)}
    priya.dispatch(home(planted, home_id=done.id, version=1))
    assert index.postcode_of(planted.family_id) == "PL2 2BB"


def test_homes_are_checked_by_field(door, planted):
    priya = door("priya")
    bad = home(
        planted,
        until_on=date(2026, 10, 1),
        details=HomeDetails(lines="", postcode="X", residents=(1,)),
    )
    assert faults_of(priya, bad) == {
        "until_on": "home.ends_first", "postcode": "postcode.shape",
        "residents": "person.other_family",
    }  # fmt: skip
