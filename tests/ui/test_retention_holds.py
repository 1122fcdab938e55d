"""Holds on the screen: nothing is held, and none ended, because somebody pressed once."""

import msgspec

from earlyhelp.messages.retention import EndHold, HoldEverything, KeepFamily, RetentionQueue
from tests.ui.test_retention_presenter import HOLD, opened
from ui.widgets.confirm import ConfirmDialog


def test_keeping_takes_the_reference_along(qtbot):
    view, presenter, sent = opened(qtbot)
    presenter.choose(7)
    view.keep.click()
    form = view.holds.form
    assert form.reference.text() == "EH-2001-000007"
    form.send.click()
    assert set(view.summary.links) == {"reason"}  # no reason stands because nobody chose
    assert not any(isinstance(one, KeepFamily) for one in sent)
    form.reason.setCurrentIndex(form.reason.findData("legal_hold"))
    form.send.click()
    assert KeepFamily(reference="EH-2001-000007", reason="legal_hold") in sent


def test_one_press_on_the_untouched_form_holds_nothing(qtbot):
    view, _, sent = opened(qtbot, everything=True)
    view.open("holds")
    form = view.holds.form
    form.send.click()
    assert set(view.summary.links) == {"reference", "reason"}
    assert form._errors["reference"].isVisible()
    assert not form.send_all.isVisible()
    assert sent == [RetentionQueue()]


def test_every_record_is_held_only_where_that_is_chosen_and_asked_once_more(qtbot):
    view, _, sent = opened(qtbot, everything=True)
    view.open("holds")
    form = view.holds.form
    form.reference.setText("EH-2001-000007")
    form.whom.buttons["all"].click()
    assert not form.reference.isVisible()
    form.send_all.click()
    assert set(view.summary.links) == {"reason"}
    form.reason.setCurrentIndex(form.reason.findData("inquiry"))
    form.send_all.click()
    assert sent == [RetentionQueue()]
    (dialog,) = view.findChildren(ConfirmDialog)
    dialog.harmful.click()
    assert HoldEverything(reason="inquiry") in sent
    assert (form.whom.value(), form.reason.currentData()) == ("family", "")  # begun anew
    manager, _, _ = opened(qtbot, names=True)
    manager.open("holds")
    assert not manager.holds.form.whom.isVisibleTo(manager)


def test_a_hold_is_ended_for_a_reason_after_one_more_question(qtbot):
    view, _, sent = opened(qtbot)
    own = msgspec.structs.replace(HOLD, id=5, may_end=True)
    view.open("holds")
    view.show_holds([HOLD, own])
    page = view.holds
    page.table.choose(4)
    assert not page.end.isVisible()
    page.table.choose(5)
    assert page.end.isVisible()
    page.end.click()
    assert set(view.summary.links) == {"end_reason"}
    assert not view.findChildren(ConfirmDialog)
    page.reason.setCurrentIndex(page.reason.findData("mistake"))
    page.end.click()
    (dialog,) = view.findChildren(ConfirmDialog)
    assert not any(isinstance(one, EndHold) for one in sent)
    dialog.harmful.click()
    assert EndHold(hold_id=5, reason="mistake") in sent
