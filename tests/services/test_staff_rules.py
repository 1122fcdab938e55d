"""What a joiner's entry and a team's must be."""

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.staff import CreateTeam
from tests.services.test_staff import create, team_of

WRONG = [
    ({"login": "Petra"}, "login", "staff.login.shape"),
    ({"login": "p"}, "login", "staff.login.shape"),
    ({"login": "a b"}, "login", "staff.login.shape"),
    ({"login": "priya"}, "login", "staff.login.taken"),
    ({"name": " "}, "name", "staff.name"),
    ({"role": "owner"}, "role", "staff.role"),
    ({"team_ids": ()}, "team_ids", "staff.teams.needed"),
    ({"team_ids": (99,)}, "team_ids", "staff.teams.needed"),
    ({"role": "business_administrator"}, "team_ids", "staff.teams.none"),
    ({"passphrase": "short"}, "passphrase", "passphrase.too_short"),
]


@pytest.mark.parametrize(("changes", "field", "key"), WRONG)
def test_a_joiners_entry_is_checked(door, changes, field, key):
    wanted = {"login": "fresh.one", "team_ids": (team_of(door, "maureen"),)} | changes
    with pytest.raises(Invalid) as wrong:
        create(door, **wanted)
    assert wrong.value.fields == {field: key}


def test_nobody_enters_an_account_for_themselves(door):
    with pytest.raises(Refused) as refused:
        create(door, "bea.two", role="business_administrator", name="bea laity")
    assert refused.value.key == "staff.self"


def test_a_teams_name_and_place_are_checked(door):
    with pytest.raises(Invalid) as wrong:
        door("bea").dispatch(CreateTeam(name="south", locality="moon"))
    assert wrong.value.fields == {"name": "staff.team.taken", "locality": "staff.team.locality"}
