"""What the simulator says is what the person then sees, for every role; numbers only."""

import pytest

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.account_changes import AskChange
from earlyhelp.messages.people import FamilyList
from earlyhelp.messages.policy_view import AskedPreview, JoinerPreview, PolicyPreview
from earlyhelp.messages.staff import CreateAccount
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.staff_keys import keys_of_role
from earlyhelp.wording import knows
from tests.services.founded import plant


@pytest.fixture(scope="module")
def world(door):
    for lead in ("priya", "priya", "omar"):
        plant(door, lead=lead)
    plant(door, manager="sam", lead="sol")


def ask(door, login="bea", **asked):
    return door(login).dispatch(PolicyPreview(**asked))


def rows(answer):
    return {row.permission: row for row in answer.rows}


@pytest.mark.parametrize("login", ["priya", "omar", "maureen", "sol", "sam"])
def test_the_number_is_what_the_persons_own_list_counts(door, world, login):
    row = rows(ask(door, account_id=door(login).id))[Permission.FAMILY_LIST]
    assert row.families_now == row.families_then == door(login).dispatch(FamilyList()).total
    assert row.families_now > 0
    assert row.change == "same"


@pytest.mark.parametrize("login", ["priya", "maureen", "bea", "ira"])
def test_every_right_is_the_policys_own(door, world, login):
    answer, context = ask(door, account_id=door(login).id), door(login).context
    told = {row.permission: (row.now, row.rule) for row in answer.rows}
    assert told == {
        one.value: (
            context.policy.scope_of(context.principal, one).value,
            context.policy.rule_id(context.principal, one),
        )
        for one in context.policy.permissions_of(context.principal)
    }
    assert all(row.source for row in answer.rows)


def test_a_change_of_role_tells_what_it_would_open_and_close(door, world):
    west = door("maureen").team_id
    answer = ask(door, account_id=door("priya").id, role="team_manager")
    found = rows(answer)
    assert found[Permission.PLAN_AUTHORISE].change == "opens"
    assert found[Permission.PLAN_AUTHORISE].now == "none"
    read = found[Permission.FAMILY_READ]
    manager = door("maureen").dispatch(FamilyList()).total
    own = door("priya").dispatch(FamilyList()).total
    assert (read.change, read.now, read.then) == ("differs", "allocated", "team")
    assert (read.families_now, read.families_then) == (own, manager)
    back = ask(door, account_id=door("maureen").id, role="practitioner", team_ids=(west,))
    assert rows(back)[Permission.PLAN_AUTHORISE].change == "closes"
    assert rows(back)[Permission.PLAN_AUTHORISE].source


def test_another_team_changes_the_number_and_the_keys_of_a_role_are_told(door, world):
    both = (door("maureen").team_id, door("sam").team_id)
    answer = ask(door, account_id=door("maureen").id, team_ids=both)
    read = rows(answer)[Permission.FAMILY_READ]
    assert read.families_then == sum(
        door(one).dispatch(FamilyList()).total for one in ("maureen", "sam")
    )
    assert read.change == "differs"
    assert (answer.keys_opened, answer.keys_closed) == ((), ())
    other = ask(door, account_id=door("bea").id, role="practitioner", team_ids=both)
    assert set(other.keys_opened) == keys_of_role("practitioner")
    assert all(knows(f"policy.key.{key}") for key in other.keys_opened)


def test_a_role_nobody_holds_yet_starts_from_nothing(door, world):
    answer = ask(door, role="analyst")
    assert answer.who == ""
    assert {row.change for row in answer.rows} == {"opens"}
    assert {row.families_then for row in answer.rows} == {0}
    assert ask(door).rows == ()


def test_nothing_is_changed_and_no_family_is_named(door, world):
    before = door("priya").dispatch(FamilyList()).total
    ask(door, account_id=door("priya").id, role="team_manager")
    assert door("priya").dispatch(FamilyList()).total == before
    assert door("priya").context.principal.role == "practitioner"


def test_who_may_ask(door, world):
    assert ask(door, "ira", account_id=door("priya").id).who == "Priya Nandra"
    for login in ("priya", "maureen"):
        with pytest.raises(Refused) as told:
            ask(door, login, account_id=door("priya").id)
        assert told.value.key == "refused.role"


def test_what_is_not_there_is_said(door, world):
    with pytest.raises(Refused):
        ask(door, account_id=4_611_686_018_427_387_000)
    for wrong in ({"role": "king"}, {"team_ids": (17,)}):
        with pytest.raises(Invalid):
            ask(door, account_id=door("priya").id, **wrong)


def test_every_reach_has_words():
    assert all(knows(f"policy.scope.{scope}") for scope in Scope)


def test_a_joiner_is_checked_before_it_is_told_what_they_could_do(door):
    empty = CreateAccount(login="", name="", role="practitioner", passphrase="")
    with pytest.raises(Invalid) as told:
        door("bea").dispatch(JoinerPreview(entry=empty))
    assert told.value.fields.keys() == {"login", "name", "passphrase", "team_ids"}
    whole = CreateAccount(
        login="robin", name=" Robin ", role="practitioner", team_ids=(door("maureen").team_id,),
        passphrase="seven paper boats at noon",
    )  # fmt: skip
    answer = door("bea").dispatch(JoinerPreview(entry=whole))
    assert (answer.who, answer.role_now, answer.teams_then) == ("Robin", "", ("West",))
    assert rows(answer)[Permission.FAMILY_READ].change == "opens"


def test_a_change_is_checked_before_it_is_told_what_it_opens(door):
    who, teams = door("omar"), (door("maureen").team_id,)
    with door("bea").unit(Permission.ACCOUNT_LIST) as uow:
        seen = uow.get(StaffAccount, who.id).version

    def preview(role, team_ids):
        asked = AskChange(
            account_id=who.id, version=seen, kind="role", role=role, team_ids=team_ids
        )
        return door("bea").dispatch(AskedPreview(asked=asked))

    with pytest.raises(Invalid) as told:
        preview("team_manager", ())
    assert told.value.fields.keys() == {"team_ids"}
    answer = preview("team_manager", teams)
    assert (answer.role_now, answer.role_then) == ("practitioner", "team_manager")
    assert rows(answer)[Permission.PLAN_AUTHORISE].change == "opens"


@pytest.mark.parametrize("who", ["priya", "maureen", "ana"])
def test_only_who_enters_and_changes_accounts_is_told_before_it(door, who):
    entry = CreateAccount(login="rob", name="Rob", role="practitioner", passphrase="x")
    asked = AskChange(account_id=door("omar").id, version=1, kind="role")
    for message in (JoinerPreview(entry=entry), AskedPreview(asked=asked)):
        with pytest.raises(Refused):
            door(who).dispatch(message)
