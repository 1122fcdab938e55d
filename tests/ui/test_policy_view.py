"""Who may see what: asked before anything is saved, what opens shown first."""

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.policy_view import PolicyAnswer, PolicyPreview, PolicyRow
from earlyhelp.messages.staff import AccountRow, Accounts, TeamRow, Teams
from ui.presenters.policy_view import PolicyPresenter
from ui.views.policy_view import PolicyView
from ui.wording import say


def right(permission, change, now="none", then="team", families=(0, 12)):
    return PolicyRow(
        permission=permission, now=now, then=then, families_now=families[0],
        families_then=families[1], rule="r", source="DPIA risk 1", change=change,
    )  # fmt: skip


ANSWER = PolicyAnswer(
    who="Priya Nandra", role_now="practitioner", role_then="team_manager", teams_now=("West",),
    teams_then=("West",),
    rows=(
        right("draft:save", "same", "own", "own", (0, 0)), right("plan:authorise", "opens"),
        right("family:read", "differs", "allocated", "team", (3, 12)),
        right("note:add", "closes", "team", "none", (12, 0)),
    ),
    keys_opened=("team",), keys_closed=(),
)  # fmt: skip
PRIYA = AccountRow(
    id=7, version=1, login="priya", name="Priya Nandra", role="practitioner", team_ids=(3,),
    teams="West", status="active", created_by="", approved_by="",
)  # fmt: skip
TEAMS = (TeamRow(id=3, name="West", locality="west", members=3),)


@pytest.fixture
def page(qtbot, dressed):
    answers = {Accounts: (PRIYA,), Teams: TEAMS, PolicyPreview: ANSWER}
    sent = []

    def send(message, succeeded, failed):
        sent.append(message)
        answer = answers[type(message)]
        (failed if isinstance(answer, Exception) else succeeded)(answer)

    view = PolicyView(("practitioner", "team_manager"))
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    presenter = PolicyPresenter(view, send)
    view.asked.connect(presenter.ask)
    presenter.load()
    yield view, sent, answers
    assert presenter  # held until the test is over: signals hold methods weakly


def test_what_is_chosen_is_asked_and_nothing_before(page):
    view, sent, _ = page
    assert [type(one) for one in sent] == [Teams, Accounts]
    view.account.setCurrentIndex(1)
    view.account.activated.emit(1)
    assert view.teams[3].isChecked()
    view.role.setCurrentIndex(2)
    view.show_button.click()
    assert sent[-1] == PolicyPreview(account_id=7, role="team_manager", team_ids=(3,))


def test_neither_a_person_nor_a_role_is_said_at_the_top_and_nothing_is_asked(page):
    view, sent, _ = page
    view.show_button.click()
    assert set(view.summary.links) == {"role"}
    assert PolicyPreview not in [type(one) for one in sent]
    assert view.role.currentText() == say("policy.role.choose")
    view.account.setCurrentIndex(1)
    view.account.activated.emit(1)
    assert view.role.currentText() == say("policy.as_now")
    view.show_button.click()
    assert not view.summary.links
    assert sent[-1].account_id == 7


def test_what_would_open_stands_first_and_the_rest_can_be_left_out(page):
    view, _, _ = page
    view.role.setCurrentIndex(1)
    view.show_button.click()
    table = view.differences.table.model()
    assert [table.index(row, 0).data() for row in range(table.rowCount())] == [
        say(f"right.{name}") for name in ("plan:authorise", "family:read", "note:add", "draft:save")
    ]  # fmt: skip
    assert "12" in table.index(1, 2).data()
    view.differences.only.click()
    assert table.rowCount() == 3


def test_a_refusal_is_said(page):
    view, _, answers = page
    answers[PolicyPreview] = Refused("refused.record")
    view.role.setCurrentIndex(1)
    view.show_button.click()
    assert view._failure.isVisible()
