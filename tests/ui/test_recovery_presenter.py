"""The page Recovery: what it sends, where faults stand, and what it forgets."""

from datetime import UTC, datetime

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.recovery import (
    DrillRecovery,
    MakeRecovery,
    RecoverAccount,
    RecoverySheets,
    RecoveryState,
    RecoveryUseRow,
    RecoveryView,
    SheetsPrinted,
)
from ui.presenters.recovery import RecoveryPresenter
from ui.views.recovery import RecoveryView as Page
from ui.wording import say

AT = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
STANDING = RecoveryView(
    made_at=AT, holders=("Ira", "Hester", "safe"), covered=6, total=6,
    accounts=((7, "Sam Trevithick"), (8, "Bea Laity")),
)  # fmt: skip
REASON = "Forgot the passphrase; two holders present."


class Keeper:
    """Keeps what was asked and answers what it is told to."""

    def __init__(self):
        self.asked, self.answers = [], {RecoveryState: STANDING}

    def __call__(self, message, succeeded, failed):
        self.asked.append(message)
        found = self.answers.get(type(message), Receipt())
        (failed if isinstance(found, Exception) else succeeded)(found)


@pytest.fixture
def keeper():
    return Keeper()


@pytest.fixture
def page(qtbot, dressed, keeper):
    view = Page()
    qtbot.addWidget(view)
    view.presenter = presenter = RecoveryPresenter(view, keeper)
    view.drill.pressed.connect(presenter.try_drill)
    view.sheets.draw_pressed.connect(presenter.draw)
    view.sheets.printed_pressed.connect(presenter.printed)
    view.ceremony.pressed.connect(presenter.recover)
    presenter.load()
    view.show()
    return view


def typed(card, one="first words", two="second words"):
    card.shares["share_one"].setPlainText(one)
    card.shares["share_two"].setPlainText(two)


def shown(card):
    return {name for name, box in card.boxes.items() if not box._error.isHidden()}


def test_a_drill_sends_both_shares_and_forgets_them(page, keeper):
    typed(page.drill)
    page.drill._press()
    assert DrillRecovery(share_one="first words", share_two="second words") in keeper.asked
    assert page.drill.typed() == ("", "")
    assert page._receipt.accessibleName() == say("recovery.drill.done")


@pytest.mark.parametrize("field", ["share_one", "share_two"])
def test_a_share_that_is_wrong_is_marked_and_kept(page, keeper, field):
    keeper.answers[DrillRecovery] = Invalid({field: "recovery.share.words"})
    typed(page.drill)
    page.drill._press()
    assert shown(page.drill) == {field}
    assert page.drill.typed() == ("first words", "second words")
    keeper.answers[DrillRecovery] = Receipt()
    page.drill._press()
    assert not shown(page.drill)


def test_a_recovery_shows_the_passphrase_until_the_page_is_left(page, keeper):
    keeper.answers[RecoverAccount] = RecoverySheets(
        sheets=(b"1", b"2", b"3"), passphrase="bogid-lumak", login="sam"
    )
    page.ceremony.reason.setText(REASON)
    typed(page.ceremony)
    page.ceremony._press()  # nobody was chosen yet: nobody is recovered
    assert shown(page.ceremony) == {"account"}
    assert not any(isinstance(one, RecoverAccount) for one in keeper.asked)
    page.ceremony.account.setCurrentIndex(1)
    page.ceremony._press()
    assert keeper.asked[-2] == RecoverAccount(
        account_id=7, reason=REASON, share_one="first words", share_two="second words"
    )
    assert "bogid-lumak" in page.ceremony._given.text()
    assert not page.ceremony._given.isHidden()
    page.presenter.leave()
    assert "bogid-lumak" not in page.ceremony._given.text()
    assert page.ceremony.typed() == ("", "")


def test_a_reason_too_short_stands_at_its_line(page, keeper):
    keeper.answers[RecoverAccount] = Invalid({"reason": "recovery.reason"})
    page.ceremony.account.setCurrentIndex(2)
    page.ceremony._press()
    assert shown(page.ceremony) == {"why"}


def test_sheets_are_at_hand_until_they_are_said_to_be_printed(page, keeper):
    keeper.answers[MakeRecovery] = RecoverySheets(sheets=(b"1", b"2", b"3"))
    for line, name in zip(page.sheets.holders, ("Ira", "Hester", "safe"), strict=True):
        line.setText(name)
    page.sheets._press()
    assert MakeRecovery(holders=("Ira", "Hester", "safe")) in keeper.asked
    assert not page.sheets._print.isHidden()
    page.sheets.printed.click()
    assert SheetsPrinted() in keeper.asked
    assert page.sheets._print.isHidden()
    assert page.sheets._sheets == ()


def test_other_faults_stand_on_top_of_the_page(page, keeper):
    keeper.answers[DrillRecovery] = Refused("recovery.other")
    page.drill._press()
    assert page._failure.accessibleDescription() == say("recovery.other")


@pytest.mark.parametrize(
    ("standing", "alarm"),
    [
        (RecoveryView(), "none"),
        (RecoveryView(made_at=AT, waiting=True), "waiting"),
        (RecoveryView(made_at=AT, drill_due=True), "drill"),
        (RecoveryView(made_at=AT, covered=1, total=2), "covered"),
        (STANDING, ""),
    ],
)
def test_what_is_wrong_with_it_is_said(page, standing, alarm):
    page.show_standing(standing)
    assert page._alarm.isHidden() == (not alarm)
    if alarm:
        assert page._alarm.accessibleName() == say(f"recovery.alarm.{alarm}")


def test_a_recovery_that_nobody_has_read_yet_is_a_notice(page):
    use = RecoveryUseRow(id=9, whose="Sam", at=AT, reason=REASON, seen=False)
    page.show_standing(RecoveryView(made_at=AT, uses=(use,)))
    assert not page.notices.isHidden()
    page.show_standing(STANDING)
    assert page.notices.isHidden()
