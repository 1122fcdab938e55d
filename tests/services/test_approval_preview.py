"""The second person reads what a joiner or a change of role would open, before they agree."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Refused
from earlyhelp.messages.policy_view import ApprovalPreview
from tests.services.founded import plant
from tests.services.test_account_changes import ask, decide, joiner
from tests.services.test_staff import approve, create, team_of


def preview(door, who, **about):
    return door(who).dispatch(ApprovalPreview(**about))


def changes(answer):
    return {row.permission: row.change for row in answer.rows}


def test_a_manager_reads_what_a_joiner_of_their_team_would_open(door):
    plant(door)
    ident = create(door, "ada", team_ids=(team_of(door, "maureen"),))
    answer = preview(door, "maureen", account_id=ident)
    assert (answer.role_now, answer.role_then, answer.teams_then) == ("", "practitioner", ("West",))
    assert answer.deciding
    assert changes(answer)[Permission.FAMILY_READ] == "opens"
    assert set(changes(answer).values()) == {"opens"}
    assert "team" in answer.keys_opened
    assert {row.families_then for row in answer.rows} == {0}  # numbers could tell of grants
    approve(door, "maureen", ident)


@pytest.mark.parametrize("who", ["sam", "bea", "priya", "ira"])
def test_nobody_else_reads_it(door, who):
    ident = create(door, f"ben{who}", team_ids=(team_of(door, "maureen"),))
    with pytest.raises(Refused):
        preview(door, who, account_id=ident)
    assert preview(door, "maureen", account_id=ident).deciding


def test_who_was_let_in_already_is_no_joiner(door):
    ident = joiner(door, "cleo")
    with pytest.raises(Refused, match=r"staff\.approve\.not_waiting"):
        preview(door, "maureen", account_id=ident)


def test_information_governance_reads_what_another_role_would_change_with_numbers(door):
    plant(door, lead="omar")
    wanted = ask(door, door("omar").id, kind="role", role="business_administrator")
    answer = preview(door, "ira", change_id=wanted)
    assert (answer.role_now, answer.role_then) == ("practitioner", "business_administrator")
    found = {row.permission: row for row in answer.rows}
    assert found[Permission.ACCOUNT_CREATE].change == "opens"
    assert found[Permission.FAMILY_READ].change == "closes"
    assert found[Permission.FAMILY_READ].families_now > 0
    with pytest.raises(Refused, match=r"changes\.role"):
        preview(door, "maureen", change_id=wanted)
    decide(door, "ira", wanted, agree=False)


def test_another_team_is_told_without_numbers(door):
    ident = joiner(door, "elsa")
    wanted = ask(
        door, ident, kind="role", role="practitioner", team_ids=(door("sam").team_id,)
    )  # fmt: skip
    answer = preview(door, "sam", change_id=wanted)
    assert (answer.teams_now, answer.teams_then) == (("West",), ("South",))
    found = {row.permission: row for row in answer.rows}
    assert found[Permission.FAMILY_READ].change == "differs"
    assert found[Permission.SESSION_READ].change == "same"
    decide(door, "sam", wanted)
    with pytest.raises(Refused, match=r"changes\.decided"):
        preview(door, "sam", change_id=wanted)
