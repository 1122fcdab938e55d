"""Do we know them already?  Details within reach; elsewhere only that a team does, never who."""

from datetime import date

import msgspec
import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.people import Contactable, PossibleMatches, SavePerson
from tests.services.founded import plant

NHS = "9434765919"
BORN = date(2017, 9, 30)


@pytest.fixture(scope="module")
def known(door):
    """The same made-up names in West (Priya's) and South (Sol's)."""
    west = plant(door, lead="priya", surname="Kowalska")
    south = plant(door, manager="sam", lead="sol", surname="Zielinska")
    door("sol").dispatch(
        SavePerson(
            family_id=south.family_id, role="child",
            details=Contactable(
                forename="Piotr", surname="Zielinski", born_on=BORN, nhs_number=NHS
            ),
        )
    )  # fmt: skip
    for login in ("priya", "omar", "maureen", "sol", "sam"):
        door(login).built()
    return west, south


def ask(desk, **asked):
    return desk.dispatch(PossibleMatches(**asked))


def test_within_reach_a_match_tells_who(door, known):
    west, _ = known
    (match,) = ask(door("priya"), forename="Maja", surname="Kowalsca", born_on=BORN)
    assert (match.family_id, match.person_id) == (west.family_id, west.child_id)
    assert (match.name, match.born_on, match.team) == ("Maja Kowalska", BORN, "West")
    assert match.why == "name_born"
    assert match.score >= 85


@pytest.mark.parametrize(
    "asked",
    [
        {"nhs_number": "943 476 5919"},
        {"forename": "Piotr", "surname": "Zielinski", "born_on": BORN},
        {"forename": "Piotr", "surname": "Zielinski", "postcode": "PL1 3AB"},
    ],
)
@pytest.mark.parametrize("login", ["priya", "omar", "maureen"])
def test_elsewhere_a_match_tells_only_the_team(door, known, login, asked):
    (match,) = ask(door(login), **asked)
    assert match.team == "South"
    assert match.score >= 85
    told = msgspec.to_builtins(match)
    assert {key for key, value in told.items() if value} == {"team", "score", "why"}


def test_the_same_question_within_reach_tells_who(door, known):
    for login in ("sol", "sam"):
        (match,) = ask(door(login), nhs_number=NHS)
        assert match.name == "Piotr Zielinski"
        assert match.why == "nhs_number"


def test_a_weak_match_elsewhere_is_not_told(door, known):
    assert ask(door("priya"), forename="Piotr", surname="Zielinski") == ()
    assert ask(door("sol"), forename="Piotr", surname="Zielinski")
    other_day = date(2001, 1, 1)
    assert ask(door("priya"), forename="Piotr", surname="Zielinski", born_on=other_day) == ()


def test_a_team_is_named_once_however_many_match(door, known):
    plant(door, manager="sam", lead="sol", surname="Zielinska")
    priya = door("priya")
    priya.context.index.refresh({one.family_id for one in known})
    matches = ask(priya, forename="Maja", surname="Zielinska", born_on=BORN)
    assert [match.team for match in matches] == ["South"]


def test_a_colleagues_family_of_ones_own_team_is_blind_too(door, known):
    (match,) = ask(door("omar"), forename="Maja", surname="Kowalska", born_on=BORN)
    assert (match.name, match.family_id, match.person_id, match.team) == ("", 0, 0, "West")


def test_nothing_asked_finds_nothing(door, known):
    assert ask(door("priya")) == ()


def test_those_without_the_permission_learn_nothing(door, known):
    for login in ("bea", "ira", "ana"):
        with pytest.raises(Refused):
            ask(door(login), nhs_number=NHS)
