"""Rights change by two people, are confirmed by somebody else every 90 days, and end by themselves."""

from datetime import date, timedelta

import pytest

from earlyhelp import bootstrap
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.account_changes import (
    AskChange,
    ChangesWaiting,
    ConfirmRights,
    DecideChange,
    RightsToConfirm,
)
from earlyhelp.messages.keys import KeyTurnings
from earlyhelp.messages.session import CurrentSession
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import account_changes, recertifying
from earlyhelp.services.staff_rules import approvals
from tests.services.test_staff import approve, create, keys_of, row


def joiner(door, login, team="maureen", **more):
    ident = create(door, login, team_ids=(door(team).team_id,), **more)
    approve(door, team, ident)
    return ident


def ask(door, ident, who="bea", **wanted):
    version = row(door, ident).version
    return door(who).dispatch(AskChange(account_id=ident, version=version, **wanted)).id


def decide(door, who, change_id, agree=True):
    return door(who).dispatch(DecideChange(change_id=change_id, agree=agree))


def account(door, ident):
    with door("bea").unit(ChangesWaiting.permission) as uow:
        return uow.get(StaffAccount, ident)


def test_a_manager_of_the_new_team_agrees_and_the_keys_follow(door):
    west, south = door("maureen").team_id, door("sam").team_id
    ident = joiner(door, "petra")
    wanted = ask(door, ident, kind="role", role="practitioner", team_ids=(south,))
    assert keys_of(door, ident) == {f"team:{west}", "directory"}
    for who, key in (("maureen", "changes.role"), ("ira", "changes.role")):
        with pytest.raises(Refused) as told:
            decide(door, who, wanted)
        assert told.value.key == key
    assert [one.mine for one in door("sam").dispatch(ChangesWaiting()) if one.id == wanted] == [
        True
    ]
    decide(door, "sam", wanted)
    assert row(door, ident).teams == "South"
    assert keys_of(door, ident) == {f"team:{south}", "directory"}
    turning = door("bea").dispatch(KeyTurnings())[0]
    assert (turning.key, turning.team, turning.because) == ("team", "West", "teams")
    with pytest.raises(Refused) as told:
        decide(door, "sam", wanted)
    assert told.value.key == "changes.decided"


def test_a_refused_change_changes_nothing(door):
    ident = joiner(door, "quentin")
    wanted = ask(door, ident, kind="role", role="team_manager", team_ids=(door("maureen").team_id,))
    decide(door, "maureen", wanted, agree=False)
    assert row(door, ident).role == "practitioner"
    assert not [one for one in door("bea").dispatch(ChangesWaiting()) if one.account_id == ident]
    again = ask(door, ident, kind="role", role="team_manager", team_ids=(door("maureen").team_id,))
    decide(door, "maureen", again)
    assert row(door, ident).role == "team_manager"


def test_nobody_changes_or_decides_their_own_rights(door, monkeypatch):
    with pytest.raises(Refused) as told:
        ask(door, door("bea").id, kind="extend", ends_on=date(2030, 1, 1))
    assert told.value.key == "changes.self"
    mine = ask(door, door("maureen").id, kind="role", role="practitioner",
               team_ids=(door("maureen").team_id,))  # fmt: skip
    with pytest.raises(Refused) as told:
        decide(door, "maureen", mine)
    assert told.value.key == "changes.second"
    ident = joiner(door, "rhoda")
    asked = ask(door, ident, kind="extend", ends_on=date(2030, 1, 1))
    with door("bea").unit(ChangesWaiting.permission) as uow:
        change = uow.get(account_changes.ChangeRequest, asked)
        uow.change(change, None, asked_by=door("maureen").id)
        uow.commit()
    with pytest.raises(Refused) as told:
        decide(door, "maureen", asked)
    assert told.value.key == "changes.second"


@pytest.mark.parametrize("who", ["priya", "maureen", "ira", "ana"])
def test_only_the_administrator_asks(door, who):
    with pytest.raises(Refused) as told:
        ask(door, door("sol").id, who, kind="extend")
    assert told.value.key == "refused.role"


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"kind": "role", "role": "owner"}, "role"),
        ({"kind": "role", "role": "analyst"}, "role"),
        ({"kind": "role", "role": "practitioner"}, "team_ids"),
        ({"kind": "role", "role": "practitioner", "team_ids": (17,)}, "team_ids"),
        ({"kind": "extend", "ends_on": date(2020, 1, 1)}, "ends_on"),
        ({"kind": "extend"}, "ends_on"),  # which it has already: no last day
        ({"kind": "other"}, "role"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(door, wanted, field):
    with pytest.raises(Invalid) as told:
        ask(door, door("sol").id, **wanted)
    assert told.value.fields.keys() == {field}


def test_a_change_that_changes_nothing_is_not_asked_for(door):
    same = {"kind": "role", "role": "practitioner", "team_ids": (door("sam").team_id,)}
    with pytest.raises(Invalid) as told:
        ask(door, door("sol").id, **same)
    assert told.value.fields == {"role": "changes.same"}
    ask(door, door("sol").id, **same | {"role": "team_manager"})
    with pytest.raises(Invalid) as told:
        door("bea").dispatch(AskChange(account_id=0, version=0, **same))
    assert told.value.fields == {"account_id": "changes.account.choose"}


def test_an_old_list_does_not_change_anybody(door):
    with pytest.raises(Conflict):
        door("bea").dispatch(AskChange(account_id=door("sol").id, version=99, kind="extend"))


def test_access_ends_on_the_last_day_and_is_extended_by_two_people(door):
    last = door.clock.today() + timedelta(days=10)
    ident = joiner(door, "sidney", ends_on=last)
    morning = door.clock.instant
    assert recertifying.ends_soon(account(door, ident), door.clock.today()) == last
    door.clock.instant = morning + timedelta(days=10)
    bootstrap._admit(account(door, ident), door.clock)
    door.clock.instant = morning + timedelta(days=11)
    with pytest.raises(Refused) as told:
        bootstrap._admit(account(door, ident), door.clock)
    assert told.value.key == "signin.ended"
    later = last + timedelta(days=60)
    decide(door, "maureen", ask(door, ident, kind="extend", ends_on=later))
    bootstrap._admit(account(door, ident), door.clock)
    assert recertifying.ends_soon(account(door, ident), door.clock.today()) is None
    door.clock.instant = morning


def listed(door, who):
    return {one.account_id: one.why for one in door(who).dispatch(RightsToConfirm())}


def test_rights_are_listed_after_90_days_until_somebody_else_confirms_them(door):
    ident, morning = joiner(door, "theo"), door.clock.instant
    assert ident not in listed(door, "maureen")
    door.clock.instant = morning + timedelta(days=90)
    assert listed(door, "maureen")[ident] == "confirm"
    for who in ("sam", "bea", "ira"):
        assert ident not in listed(door, who)
        with pytest.raises(Refused) as told:
            door(who).dispatch(ConfirmRights(account_id=ident))
        assert told.value.key == "recertify.not_yours"
    assert door("maureen").id not in listed(door, "maureen")
    assert door("maureen").id in listed(door, "ira")
    door("maureen").dispatch(ConfirmRights(account_id=ident))
    assert ident not in listed(door, "maureen")
    door.clock.instant = morning + timedelta(days=180)
    assert listed(door, "maureen")[ident] == "confirm"
    door.clock.instant = morning


def test_rights_that_are_not_needed_end_with_their_keys(door):
    ident, morning = joiner(door, "una"), door.clock.instant
    door.clock.instant = morning + timedelta(days=91)
    version = row(door, ident).version
    door("maureen").dispatch(ConfirmRights(account_id=ident, version=version, needed=False))
    assert row(door, ident).status == "ended"
    assert keys_of(door, ident) == set()
    assert door("bea").dispatch(KeyTurnings())[0].whose == "Made Up una"
    with pytest.raises(Refused):
        door("maureen").dispatch(ConfirmRights(account_id=ident))
    door.clock.instant = morning


def test_an_end_that_comes_near_is_listed(door):
    ident = joiner(door, "vera", ends_on=door.clock.today() + timedelta(days=30))
    assert listed(door, "maureen")[ident] == "ends"
    other = joiner(door, "wanda", ends_on=door.clock.today() + timedelta(days=31))
    assert other not in listed(door, "maureen")


def test_every_role_has_somebody_else_who_confirms_it():

    assert recertifying.rule().by.keys() == approvals().keys()


def test_the_person_is_told_30_days_before(door):
    desk = door("priya")
    assert desk.dispatch(CurrentSession()).ends_on is None
    later = door.clock.today() + timedelta(days=30)
    decide(door, "maureen", ask(door, desk.id, kind="extend", ends_on=later))
    assert desk.dispatch(CurrentSession()).ends_on == later
    decide(door, "maureen", ask(door, desk.id, kind="extend"))
    assert desk.dispatch(CurrentSession()).ends_on is None
