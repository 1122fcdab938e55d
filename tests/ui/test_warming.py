"""Pages are loaded beside the sign-in page; whoever is quicker than that is shown in afterwards."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ui.views.sign_in import SignInView
from ui.wiring import warming as warming_room
from ui.wiring.warming import Warming
from ui.wording import say


@pytest.fixture
def warming(dressed):
    owner = QObject()
    yield Warming(owner)
    owner.deleteLater()


def test_who_signs_in_early_is_shown_in_when_all_is_loaded(warming, qtbot) -> None:
    shown = []
    warming.then(lambda: shown.append("early"))
    warming.begin()
    assert shown == []
    qtbot.waitUntil(lambda: shown == ["early"], timeout=20_000)
    warming.then(lambda: shown.append("late"))
    assert shown == ["early", "late"]  # nothing is left to wait for


def test_nobody_is_shown_in_whose_keeper_ended_meanwhile(warming, qtbot) -> None:
    shown = []
    warming.then(lambda: shown.append("gone"))
    warming.nobody()
    warming.begin()
    qtbot.waitUntil(lambda: warming._done, timeout=20_000)
    assert shown == []


def test_a_room_that_fails_to_load_keeps_nobody_out(dressed, qtbot, monkeypatch) -> None:
    def broken():
        yield
        raise ImportError

    monkeypatch.setattr(warming_room, "_steps", broken)
    owner, shown = QObject(), []
    warming = Warming(owner)
    warming.then(lambda: shown.append("in"))
    with qtbot.captureExceptions() as raised:
        warming.begin()
        qtbot.waitUntil(lambda: shown == ["in"])
    assert [kind for kind, *_ in raised] == [ImportError]


def test_while_the_store_is_opened_the_keyboard_is_in_the_passphrase(dressed, qtbot) -> None:
    view = SignInView("store", ())
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    go = next(one for one in view.findChildren(QPushButton) if one.text() == say("signin.go"))
    go.setFocus()
    QTest.qWait(20)
    assert QApplication.focusWidget() is go
    view.set_busy(True)
    held = QApplication.focusWidget()
    assert held is not None
    assert held is view._passphrase
    assert not go.isEnabled()
