"""The cards Rights and Change rights: what they send and what they offer."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.account_changes import (
    AskChange,
    ChangeRow,
    ChangesWaiting,
    ConfirmRights,
    DecideChange,
    RightsRow,
    RightsToConfirm,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.policy_view import ApprovalPreview, AskedPreview
from earlyhelp.messages.staff import AccountRow, Accounts, TeamRow, Teams
from tests.ui.test_policy_view import ANSWER
from ui.presenters.account_changes import AccountChangesPresenter
from ui.presenters.rights_due import RightsDuePresenter
from ui.views.account_changes import ChangeForm, RightsCard
from ui.views.change_preview import ChangePreview
from ui.wiring.previewing import preview_over
from ui.wording import say

AT = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
RIGHTS = RightsRow(
    account_id=7, name="Omar", role="practitioner", teams="West",
    confirmed_on=date(2026, 8, 1), used_on=None, ends_on=None, why="confirm", version=3,
)  # fmt: skip
ACCOUNT = AccountRow(
    id=7, version=3, login="omar", name="Omar", role="practitioner", team_ids=(1,), teams="West",
    status="active", created_by="", approved_by="",
)  # fmt: skip


OWN = msgspec.structs.replace(ACCOUNT, id=9, name="Bea", login="bea")
ROLES = [("practitioner", "Practitioner"), ("team_manager", "Team manager")]


def change(ident, mine):
    return ChangeRow(
        id=ident, account_id=7, name="Omar", kind="role", role="team_manager", teams="West",
        ends_on=None, asked_by="Bea", asked_at=AT, mine=mine,
    )  # fmt: skip


class Keeper:
    def __init__(self, **answers):
        self.asked = []
        self.answers = {
            RightsToConfirm: (RIGHTS,), ChangesWaiting: (change(4, True), change(5, False)),
            AskedPreview: ANSWER, ApprovalPreview: msgspec.structs.replace(ANSWER, deciding=True), Accounts: (OWN, ACCOUNT), Teams: (TeamRow(id=1, name="West", locality="west", members=2),),
        }  # fmt: skip

    def __call__(self, message, succeeded, failed):
        self.asked.append(message)
        found = self.answers.get(type(message), Receipt())
        if isinstance(found, list):
            found = found.pop(0)
        (failed if isinstance(found, Exception) else succeeded)(found)


class Told:
    def __init__(self):
        self.receipts, self.failures = [], []
        self.show_receipt, self.show_failure = self.receipts.append, self.failures.append


@pytest.fixture
def keeper():
    return Keeper()


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def rights(qtbot, dressed, keeper, told):
    card, form = RightsCard(), ChangeForm(ROLES, own_id=9)
    card.form = form
    for one in (card, form):
        qtbot.addWidget(one)
    made = AccountChangesPresenter(card, form, told, keeper, preview_over(card))
    due = RightsDuePresenter(card.due, told, keeper, lambda *_: None)
    card.presenters = made, due
    card.due.confirmed.connect(due.confirm)
    card.due.ended.connect(due.end)
    due.load()
    card.decided.connect(made.decide)
    form.role_asked.connect(made.ask_role)
    form.extend_asked.connect(made.ask_extend)
    made.load()
    card.show()
    return card


def test_rights_are_confirmed_or_ended(rights, keeper, told):
    rights.due.needed.click()
    assert ConfirmRights(account_id=7) in keeper.asked
    assert told.receipts == [say("rights.done.needed")]
    rights.due._ask_end()
    (dialog,) = [one for one in rights.due.children() if hasattr(one, "harmful")]
    dialog.harmful.click()
    assert ConfirmRights(account_id=7, version=3, needed=False) in keeper.asked


def test_only_ones_own_to_decide_is_offered(rights, keeper):
    rights._choose_change(5)
    assert rights.agree.isHidden()
    rights._choose_change(4)
    assert not rights.agree.isHidden()
    rights.agree.click()
    assert keeper.asked[-1] == ApprovalPreview(change_id=4)
    (dialog,) = previews(rights)
    assert dialog.go_on.text() == say("preview.decide")
    dialog.leave.click()
    assert not any(isinstance(one, DecideChange) for one in keeper.asked)
    rights.agree.click()
    previews(rights)[0].go_on.click()
    assert DecideChange(change_id=4, agree=True) in keeper.asked


def test_refusing_and_another_last_day_open_nothing_and_are_sent_at_once(rights, keeper):
    rights._choose_change(4)
    rights.refuse.click()
    assert DecideChange(change_id=4, agree=False) in keeper.asked
    later = msgspec.structs.replace(change(4, True), kind="extend", role="")
    keeper.answers[ChangesWaiting] = (later,)
    rights.presenters[0].load()
    rights._choose_change(4)
    rights.agree.click()
    assert DecideChange(change_id=4, agree=True) in keeper.asked
    assert previews(rights) == []


def test_where_nothing_is_due_it_is_said(rights):
    rights.due.show_rights(())
    rights.show_changes(())
    assert rights.due.needed.isHidden()
    assert rights.agree.isHidden()
    assert not rights._none.isHidden()
    assert not rights.due._none.isHidden()


def previews(card):
    return [one for one in card.findChildren(ChangePreview) if one.isVisible()]


def test_a_change_is_asked_for_once_it_was_read_what_it_opens_with_the_version_seen(
    rights, keeper, told
):
    form = rights.form
    form.account.setCurrentIndex(1)
    form.role.setCurrentIndex(2)
    form._ask_role()
    asked = AskChange(account_id=7, version=3, kind="role", role="team_manager", team_ids=(1,))
    assert keeper.asked[-1] == AskedPreview(asked=asked)
    (dialog,) = previews(rights)
    assert dialog.focusWidget() is dialog.leave  # the harmless answer has the keyboard
    dialog.leave.click()
    assert not any(isinstance(one, AskChange) for one in keeper.asked)
    form._ask_role()
    (dialog,) = previews(rights)
    assert dialog.lists["opens"] == [f"{say('right.plan:authorise')}: Own teams: 12 families"]
    assert dialog.lists["closes"] == [f"{say('right.note:add')}: Own teams: 12 families"]
    (line,) = dialog.lists["differs"]
    assert say("right.family:read") in line
    dialog.go_on.click()
    assert keeper.asked[-4] == asked
    assert form.account.currentData() is None  # and nothing is asked for twice
    form.account.setCurrentIndex(1)
    form.ends_on.set_value("2027-03-31")
    form._ask_extend()
    assert (
        AskChange(account_id=7, version=3, kind="extend", ends_on=date(2027, 3, 31)) in keeper.asked
    )
    form.account.setCurrentIndex(1)
    form.ends_on.set_value("31/2/2027")
    form._ask_extend()
    assert faults(form) == {"ends_on": say("changes.ends_on.wrong")}


def faults(form):
    start = say("form.error", message="")
    return {
        key: box._error.text().removeprefix(start)
        for key, box in form.boxes.items()
        if not box._error.isHidden()
    }


def test_the_form_begins_with_what_the_account_has_and_leaves_oneself_out(rights, keeper):
    form = rights.form
    assert form.account.currentText() == form.role.currentText() == say("form.choose_one")
    assert [form.account.itemData(place) for place in range(form.account.count())] == [None, 7]
    form.account.setCurrentIndex(1)
    assert (form.role.currentData(), form.teams.value()) == ("practitioner", ["1"])
    assert form.ends_on.value() == ""
    form.role.setCurrentIndex(2)
    rights.presenters[0].load()  # somebody else changed something: what was set stays
    assert form.role.currentData() == "team_manager"
    later = msgspec.structs.replace(ACCOUNT, version=4, ends_on=date(2027, 1, 9), team_ids=())
    keeper.answers[Accounts] = (OWN, later)
    rights.presenters[0].load()
    assert (form.role.currentData(), form.teams.value()) == ("practitioner", None)
    assert form.ends_on.value() == "2027-01-09"


def test_nothing_is_asked_for_nobody(rights, keeper):
    before = len(keeper.asked)
    rights.form._ask_role()
    assert faults(rights.form) == {"account_id": say("changes.account.choose")}
    rights.form._ask_extend()
    assert len(keeper.asked) == before
    rights.form.account.setCurrentIndex(1)
    assert not faults(rights.form)


def test_what_is_wrong_is_said_in_words(rights, keeper, told):
    keeper.answers[AskChange] = Invalid({"team_ids": "staff.teams.needed"})
    rights.form.account.setCurrentIndex(1)
    rights.form._ask_role()
    previews(rights)[0].go_on.click()
    assert faults(rights.form) == {"team_ids": say("staff.teams.needed")}
    keeper.answers[DecideChange] = Refused("changes.second")
    rights.agree.click()
    previews(rights)[0].go_on.click()
    assert told.failures == [say("changes.second")]
