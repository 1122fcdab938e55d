"""The page of the emergency duty: who may do what, what it sends, what it says is next."""

from datetime import date

import msgspec
import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.access import NameEmergencyManagers, RenewEmergencyKey
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.emergency_duty import (
    DrillEmergencyKey,
    DrillOutcome,
    DutyRow,
    DutyView,
    EmergencyDuty,
)
from earlyhelp.messages.requests import StaffChoice
from ui.presenters.emergency import EmergencyPresenter
from ui.views.emergency import EmergencyView
from ui.wording import say


def row(ident, name, holds):
    return DutyRow(
        account_id=ident, name=name, teams="West", named_by="Ira", named_on=date(2026, 11, 2),
        holds=holds,
    )  # fmt: skip


def choice(ident, name):
    return StaffChoice(account_id=ident, name=name, role="team_manager", team_ids=(1,))


DUTY = DutyView(
    rows=(row(7, "Maureen", True), row(8, "Sam", False)),
    possible=(choice(7, "Maureen"), choice(8, "Sam"), choice(9, "Tara")), begun=True, i_hold=True,
    drilled_on=None, drilled_by="", drill_due=True,
)  # fmt: skip


@pytest.fixture
def page(qtbot, dressed):
    def make(duty=DUTY, may_name=True, may_renew=True):
        view = EmergencyView(may_name=may_name, may_renew=may_renew)
        qtbot.addWidget(view)
        view.resize(1100, 700)
        view.show()
        answers, sent = {EmergencyDuty: duty}, []

        def send(message, succeeded, failed):
            sent.append(message)
            found = answers.get(type(message), Receipt())
            (failed if isinstance(found, Exception) else succeeded)(found)

        view.presenter = made = EmergencyPresenter(view, send)
        view.named.connect(made.name)
        view.renewed.connect(made.renew)
        view.drilled.connect(made.drill)
        made.load()
        return view, sent, answers

    return make


def test_the_list_is_set_with_those_ticked(page):
    view, sent, answers = page()
    assert view.managers.value() == ["7", "8"]
    view.managers.set_value(["7", "9"])
    view._name()
    assert NameEmergencyManagers(manager_ids=(7, 9)) in sent
    answers[NameEmergencyManagers] = Invalid({"manager_ids": "entry.required"})
    view.managers.set_value([])
    view._name()
    assert say("entry.required") in view._error.text()
    answers[NameEmergencyManagers] = Refused("emergency.last")
    view._name()
    assert view._failure.accessibleDescription() == say("emergency.last")


def test_a_new_key_is_asked_about_once_more(page):
    view, sent, _ = page()
    view.renew.click()
    assert RenewEmergencyKey() not in sent
    (dialog,) = [one for one in view.children() if hasattr(one, "harmful")]
    dialog.harmful.click()
    assert RenewEmergencyKey() in sent


@pytest.mark.parametrize("whole", [True, False])
def test_the_drill_says_how_it_went(page, whole):
    view, sent, answers = page()
    answers[DrillEmergencyKey] = DrillOutcome(whole=whole)
    view.drill.click()
    assert DrillEmergencyKey() in sent
    key = "duty.drill.whole" if whole else "duty.drill.not_whole"
    assert say(key) in view._receipt.accessibleName()


def test_who_holds_no_key_is_told_so_and_cannot_press(page):
    view, _, _ = page(msgspec.structs.replace(DUTY, i_hold=False), may_name=False)
    assert not view.renew.isEnabled()
    assert not view.drill.isEnabled()
    assert view._not_mine.isVisible()


@pytest.mark.parametrize(
    ("holds", "due", "key"),
    [
        ((True, False), True, "renew"), ((False, False), True, "nobody"),
        ((True, True), True, "drill"), ((True, True), False, "nothing"),
    ],
)  # fmt: skip
def test_it_says_what_is_next(page, holds, due, key):
    rows = tuple(row(at, f"M{at}", one) for at, one in enumerate(holds, 7))
    view, _, _ = page(msgspec.structs.replace(DUTY, rows=rows, drill_due=due))
    assert view._next.text() == say(f"duty.next.{key}")
