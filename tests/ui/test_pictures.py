"""Every window is kept out of pictures while somebody is signed in, unless they allowed it; it ends with them."""

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from earlyhelp.errors import Invalid, StorageFault
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.pictures import (
    AllowPictures,
    PictureRule,
    PictureRuleNow,
    SetPictureRule,
)
from ui.platform import PictureGuard
from ui.presenters.pictures import PicturesPresenter
from ui.views.pictures import PicturesDialog
from ui.wording import say

REASONS = [("training", "Training")]
OPEN = PictureRule(with_reason=True, ask=("Ira Menhenick",))
NOBODY = PictureRule(with_reason=False, ask=("Ira Menhenick",))


class System:
    """Stands for a system that can, or cannot, keep windows out; remembers the last word for each."""

    def __init__(self, *, can: bool) -> None:
        self.can, self.hidden = can, {}

    def __call__(self, window, *, hidden: bool) -> bool:
        if self.can:
            self.hidden[int(window.winId())] = hidden
        return self.can


@pytest.fixture
def shell(qtbot, dressed):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def guard(qapp, shell):
    """guard(can) -> the guard, begun, and the system behind it; ended when the test is over."""
    made = []

    def begin(*, can: bool):
        system = System(can=can)
        one = PictureGuard(qapp, shell, system)
        made.append(one)
        one.begin()
        return one, system

    yield begin
    for one in made:
        one.can = False
        one.deleteLater()


def test_a_dialog_over_the_page_is_kept_out_too(qtbot, guard, shell):
    one, system = guard(can=True)
    assert system.hidden[int(shell.winId())] is True
    dialog = QDialog(shell)
    qtbot.addWidget(dialog)
    dialog.show()
    one._opened(dialog.windowHandle())  # what the focus of a window does
    assert system.hidden[int(dialog.winId())] is True
    one.allow(True)
    assert set(system.hidden.values()) == {False}
    one.allow(False)
    assert set(system.hidden.values()) == {True}


def test_what_was_allowed_is_over_with_the_session(guard):
    one, system = guard(can=True)
    one.allow(True)
    one.end()
    assert not one.allowed
    assert set(system.hidden.values()) == {True}
    one.allow(True)
    one.begin()
    assert not one.allowed


def test_where_the_system_cannot_it_is_said_and_nothing_offered(qtbot, guard, shell):
    one, system = guard(can=False)
    assert not one.can
    assert system.hidden == {}
    dialog = PicturesDialog(shell, REASONS, can=one.can, now=one.allowed)
    qtbot.addWidget(dialog)
    assert dialog.standing.text() == say("pictures.cannot")
    dialog.show()
    dialog.show_rule(with_reason=True, told="")
    assert not dialog.allow.isVisible()
    assert not dialog.stop.isVisible()


def switched(shell, answer, *, now=False, rule=OPEN, rules=False):
    sent, done = [], []

    def send(message, succeeded, failed):
        if isinstance(message, PictureRuleNow):
            succeeded(rule)
            return
        sent.append(message)
        (failed if isinstance(answer, Exception) else succeeded)(answer)

    dialog = PicturesDialog(shell, REASONS, can=True, now=now, rules=rules)  # goes when it closes
    dialog.show()
    dialog.presenter = PicturesPresenter(dialog, send, done.append)
    dialog.allowed.connect(dialog.presenter.allow)
    dialog.ended.connect(dialog.presenter.stop)
    dialog.ruled.connect(dialog.presenter.set_rule)
    dialog.presenter.load()
    return dialog, sent, done


def test_where_nobody_may_it_says_whom_to_ask_and_offers_no_switch(shell):
    dialog, _, _ = switched(shell, Receipt(id=1), rule=NOBODY)
    assert "Ira Menhenick" in dialog.told.text()
    shown = (dialog.told, dialog.why, dialog.allow, dialog.rule)
    assert [one.isVisible() for one in shown] == [True, False, False, False]
    dialog, _, _ = switched(shell, Receipt(id=1))
    shown = (dialog.told, dialog.why, dialog.allow, dialog.rule)
    assert [one.isVisible() for one in shown] == [False, True, True, False]


def test_information_governance_sets_who_may_and_ends_what_it_allowed_itself(shell):
    dialog, sent, done = switched(shell, Receipt(id=1), rule=NOBODY, rules=True)
    assert dialog.who.currentIndex() == 0
    dialog.who.setCurrentIndex(1)
    dialog.set_rule.click()
    assert (sent, done) == ([SetPictureRule(with_reason=True)], [])
    dialog, sent, done = switched(shell, Receipt(id=1), rules=True, now=True)
    dialog.who.setCurrentIndex(0)
    dialog.set_rule.click()
    assert (sent, done) == ([SetPictureRule(with_reason=False)], [False])


def test_it_is_written_down_before_it_is_done(shell):
    dialog, sent, done = switched(shell, Receipt(id=1))
    dialog.reason.setCurrentIndex(1)
    dialog.allow.click()
    assert sent == [AllowPictures(reason="training")]
    assert done == [True]
    again, sent, done = switched(shell, Receipt(id=1), now=True)
    again.stop.click()
    assert (sent, done) == ([AllowPictures(allowed=False)], [False])


@pytest.mark.parametrize(
    "fault", [Invalid({"reason": "entry.required"}), StorageFault("store.full")]
)
def test_what_could_not_be_written_down_is_not_done(shell, fault):
    dialog, sent, done = switched(shell, fault)
    dialog.allow.click()
    assert len(sent) == 1
    assert done == []
    assert dialog._error.isVisible() or dialog._failure.isVisible()
