"""Every window is kept out of pictures while somebody is signed in, unless they allowed it; it ends with them."""

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from earlyhelp.errors import Invalid, StorageFault
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.pictures import AllowPictures
from ui.platform import PictureGuard
from ui.presenters.pictures import PicturesPresenter
from ui.views.pictures import PicturesDialog
from ui.wording import say

REASONS = [("training", "Training")]


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
    assert not hasattr(dialog, "allow")
    assert not hasattr(dialog, "stop")


def switched(shell, answer, *, now=False):
    sent, done = [], []

    def send(message, succeeded, failed):
        sent.append(message)
        (failed if isinstance(answer, Exception) else succeeded)(answer)

    dialog = PicturesDialog(shell, REASONS, can=True, now=now)  # goes when it closes
    dialog.show()
    dialog.presenter = PicturesPresenter(dialog, send, done.append)
    dialog.allowed.connect(dialog.presenter.allow)
    dialog.ended.connect(dialog.presenter.stop)
    return dialog, sent, done


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
