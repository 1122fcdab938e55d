"""Somebody of a restricted family recorded elsewhere: its readers are told, whoever records them is not."""

from datetime import date

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.people import (
    Contactable,
    KnownElsewhere,
    PeopleFound,
    PossibleMatches,
    SavePerson,
)
from tests.services.founded import plant
from tests.services.restricted import restrict

BORN = date(2014, 2, 3)
SURNAMES = iter(("Vingoe", "Nankivell", "Bolitho", "Tregenza", "Penhaligon", "Rosewarne"))


def typed(surname):
    return {"forename": "Elowen", "surname": surname, "born_on": BORN}


@pytest.fixture
def surname():
    """Every test is about another family: the store is the module's."""
    return next(SURNAMES)


def save(door, login, planted, surname):
    door(login).dispatch(
        SavePerson(
            family_id=planted.family_id, role="child", details=Contactable(**typed(surname))
        )
    )  # fmt: skip


@pytest.fixture
def kept(door, surname):
    """A restricted family of West, open to Maureen and Priya; Elowen is one of it."""
    planted = plant(door, surname=surname)
    save(door, "maureen", planted, surname)  # Priya's session holds no key of before
    restrict(door, planted, "maureen", "priya")
    for login in ("priya", "omar", "maureen", "sol", "sam"):
        door(login).built()
    return planted


def lines(door, login, planted):
    return door(login).dispatch(KnownElsewhere(family_id=planted.family_id))


def recorded(door, surname, *, manager="sam", lead="sol"):
    """Record Elowen in a family of another team, as if nobody knew her; return what the writer saw."""
    other = plant(door, manager=manager, lead=lead, surname="Trewin")
    seen = door(lead).dispatch(PossibleMatches(**typed(surname)))
    found = door(lead).dispatch(PeopleFound(text=f"Elowen {surname}"))
    save(door, lead, other, surname)
    for login in ("priya", "maureen", lead):
        door(login).context.index.refresh([other.family_id])
    return other, seen, found


def test_whoever_records_them_sees_no_sign_and_the_readers_are_told(door, kept, surname):
    assert lines(door, "priya", kept) == ()
    _, seen, found = recorded(door, surname)
    assert (seen, found) == ((), ())
    for login in ("priya", "maureen"):
        (line,) = lines(door, login, kept)
        assert (line.name, line.team, line.why) == (f"Elowen {surname}", "South", "name_born")
        assert line.who == ""


def test_in_reach_the_other_record_is_named(door, kept, surname):
    recorded(door, surname, manager="maureen", lead="priya")
    named = [one for one in lines(door, "priya", kept) if one.who]
    assert [(one.team, one.who) for one in named] == [("West", f"Elowen {surname}")]


def test_nobody_else_is_told(door, kept, surname):
    recorded(door, surname)
    for login in ("omar", "sol", "sam"):
        with pytest.raises(Refused) as told:
            lines(door, login, kept)
        assert told.value.key == "refused.record"
    for login in ("bea", "ira", "ana"):
        with pytest.raises(Refused):
            lines(door, login, kept)


def test_a_family_that_is_not_restricted_has_no_such_list(door, surname):
    planted = plant(door, surname=surname)
    save(door, "priya", planted, surname)
    recorded(door, surname)
    assert lines(door, "priya", planted) == ()
