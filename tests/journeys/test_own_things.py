"""The menu under one's own name by the keyboard, over the real keeper: interests and one's own home."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from earlyhelp.messages.people import FamilyList
from tests.journeys.conftest import Open
from ui.opening import demo_accounts
from ui.tour.journey import Journey
from ui.tour.mouse import MouseHands
from ui.tour.whole import new_story
from ui.views.interests import InterestsDialog
from ui.views.own_home import OwnHomeDialog
from ui.wording import say

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def walk(open_window: Open, store: Path) -> Journey:
    hands = MouseHands(open_window(store))
    made = Journey(hands, new_story(), demo_accounts(store), store.parent)
    made.sign_in("practitioner", "West")
    return made


def open_one(walk: Journey, key: Qt.Key, kind: type) -> object:
    shell = walk.hands.window.shell
    walk.hands.wake()
    QTest.keyClick(shell, key, BOTH)
    (dialog,) = shell.findChildren(kind)
    return dialog


def a_reference(walk: Journey) -> str:
    desk, heard = walk.hands.window.desk, []
    desk.send_for(desk.shell)(FamilyList(), heard.append, heard.append)
    walk.hands.wait(lambda: bool(heard), "the person's families")
    return heard[0].rows[0].reference


def test_a_family_that_is_named_is_not_there_any_more(walk: Journey) -> None:
    shell, wait = walk.hands.window.shell, walk.hands.wait
    shell.bar.person_pressed.emit()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(one for one in menu.actions() if say("keys.interests") in one.text())
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    (dialog,) = shell.findChildren(InterestsDialog)
    assert dialog.send.text() == say("interests.send.none")
    QTest.keyClicks(dialog.search, a_reference(walk))
    wait(lambda: dialog.found.count() > 0, "families found")
    words = dialog.found.item(0).text()
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    QTest.keyClick(dialog.found, Qt.Key.Key_Return)
    assert [dialog.named.item(at).text() for at in range(dialog.named.count())] == [words]
    QTest.keyClicks(dialog.search, words.split(" · ")[1])
    wait(lambda: dialog._none.isVisible() or dialog.found.isVisible(), "an answer")
    assert dialog._none.isVisible()  # what is named is not offered twice
    dialog.send.setFocus()
    QTest.keyClick(dialog.send, Qt.Key.Key_Space)
    wait(lambda: not shell.findChildren(InterestsDialog), "the declaration to be kept")
    again = open_one(walk, Qt.Key.Key_I, InterestsDialog)
    QTest.keyClicks(again.search, words.split(" · ")[1])
    wait(lambda: again._none.isVisible() or again.found.isVisible(), "an answer")
    assert again._none.isVisible()
    assert say("interests.last", day="")[:10] in again._when.text()


def test_one_s_own_home_is_kept_and_taken_away(walk: Journey) -> None:
    shell, wait = walk.hands.window.shell, walk.hands.wait
    dialog = open_one(walk, Qt.Key.Key_H, OwnHomeDialog)
    QTest.keyClicks(dialog.lines["street"], "12 Made Up Row")
    QTest.keyClicks(dialog.lines["postcode"], "nonsense")
    QTest.keyClick(dialog.lines["postcode"], Qt.Key.Key_Return)
    wait(dialog._errors["postcode"].isVisible, "what is wrong")
    assert dialog.lines["street"].text() == "12 Made Up Row"  # nothing typed is lost
    dialog.lines["postcode"].selectAll()
    QTest.keyClicks(dialog.lines["postcode"], "pl13ab")
    QTest.keyClick(dialog.lines["postcode"], Qt.Key.Key_Return)
    wait(lambda: not shell.findChildren(OwnHomeDialog), "the home to be kept")
    again = open_one(walk, Qt.Key.Key_H, OwnHomeDialog)
    wait(lambda: again.lines["postcode"].text() == "PL1 3AB", "what is kept")
    for line in again.lines.values():
        line.clear()
    again.save.click()
    wait(lambda: not shell.findChildren(OwnHomeDialog), "the home to go")
    last = open_one(walk, Qt.Key.Key_H, OwnHomeDialog)
    QTest.qWait(200)
    assert last.lines["street"].text() == last.lines["postcode"].text() == ""
