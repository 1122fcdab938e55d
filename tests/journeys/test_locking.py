"""Locking ends the keeper, clears the pages, keeps what was typed; so does the keeper's death."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.journeys.conftest import Open
from ui.opening import demo_accounts
from ui.tour.hands import Hands
from ui.tour.journey import Journey
from ui.tour.mouse import MouseHands
from ui.tour.whole import new_story
from ui.wiring.window import Window
from ui.wording import say

TYPED = "Zennor Quickthorn"


def name_box() -> str:
    return f"{say('request.person', number=1)}: {say('request.person.surname')}"


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def signed_in(window: Window, store: Path) -> Journey:
    walk = Journey(MouseHands(window), new_story(), demo_accounts(store), store.parent)
    walk.sign_in("practitioner", "West")
    return walk


def type_a_request(walk: Journey) -> None:
    hands = walk.hands
    hands.open_page("front_door")
    hands.press(say("my_work.request"))
    walk.on_page("request")
    page = hands.window.pages["request"].view
    # the draft that was makes the boxes anew
    hands.wait(lambda: "who.received_on" in page.answers(), "the draft that was")
    hands.write(name_box(), TYPED)


def is_locked(walk: Journey, keeper: int) -> None:
    hands, window = walk.hands, walk.hands.window
    hands.wait(lambda: window.desk is None, "lock")
    hands.wait(lambda: not alive(keeper), "the keeper's end")
    hands.settle()
    assert window.pages == {}
    boxes = window.shell.findChildren(QLineEdit)
    assert all(TYPED not in box.text() for box in boxes if box.isVisible())
    assert not hands.reads(TYPED)
    assert TYPED not in window.shell.windowTitle()


def is_back(walk: Journey) -> None:
    walk.sign_in("practitioner", "West")
    walk.hands.open_page("front_door")
    walk.hands.press(say("my_work.request"))
    walk.hands.wait(lambda: kept(walk), "the draft")


def kept(walk: Journey) -> bool:
    """The page may have made its boxes anew for the draft."""
    boxes = walk.hands.named(name_box())
    return any(isinstance(one, QLineEdit) and one.text() == TYPED for one in boxes)


def press_lock(hands: Hands) -> None:
    hands.press(say("frame.lock"))


def press_ctrl_l(hands: Hands) -> None:
    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("lock", [press_lock, press_ctrl_l])
def test_locking_ends_the_keeper_and_keeps_the_draft(open_window: Open, store: Path, lock) -> None:
    walk = signed_in(open_window(store), store)
    keeper = walk.hands.window.link.process_id
    type_a_request(walk)
    assert alive(keeper)
    lock(walk.hands)
    is_locked(walk, keeper)
    assert walk.hands.reads(say("signin.locked"))
    is_back(walk)


def test_what_is_typed_before_the_draft_came_is_kept(open_window: Open, store: Path) -> None:
    walk = signed_in(open_window(store), store)
    hands = walk.hands
    assert isinstance(hands, MouseHands)
    type_a_request(walk)
    hands.lock()
    walk.sign_in("practitioner", "West")
    keeper = hands.window.link.process_id
    hands.open_page("front_door")
    os.kill(keeper, signal.SIGSTOP)  # as slow as can be: it owes what was being written
    hands.click(hands.find(say("my_work.request")))
    hands.wait(lambda: "request" in hands.window.pages, "the page")
    gate = hands.window.pages["request"].view.pages[0].box("gate.significant_harm").input
    hands.choose(gate.accessibleName(), say("form.yes"))
    press_ctrl_l(hands)
    os.kill(keeper, signal.SIGCONT)
    is_locked(walk, keeper)
    is_back(walk)
    answers = hands.window.pages["request"].view.answers()
    assert answers["gate.significant_harm"] is True


def test_nobody_there_locks(open_window: Open, store: Path) -> None:
    walk = signed_in(open_window(store, idle_ms=3_000), store)
    keeper = walk.hands.window.link.process_id
    type_a_request(walk)
    is_locked(walk, keeper)
    assert walk.hands.reads(say("signin.locked"))


def test_work_keeps_it_open(open_window: Open, store: Path) -> None:
    window = signed_in(open_window(store), store).hands.window
    wait = window._watches.idle._idle
    wait.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one is rounded to seconds
    before = wait.remainingTime()
    QTest.qWait(500)
    assert wait.remainingTime() <= before - 400
    before = wait.remainingTime()
    QTest.keyClick(window.shell.windowHandle(), Qt.Key.Key_Tab)  # as a keyboard does
    assert wait.remainingTime() > before
    assert window.desk is not None


def test_the_keepers_death_locks_and_keeps_every_draft(open_window: Open, store: Path) -> None:
    walk = signed_in(open_window(store), store)
    keeper = walk.hands.window.link.process_id
    type_a_request(walk)
    QTest.qWait(600)  # the draft goes to the store 300 ms after the last key
    walk.hands.settle()
    os.kill(keeper, signal.SIGKILL)
    is_locked(walk, keeper)
    assert walk.hands.reads(say("signin.keeper_ended"))
    is_back(walk)


def test_the_title_of_the_window_names_nobody(open_window: Open, store: Path) -> None:
    walk = signed_in(open_window(store), store)
    hands = walk.hands
    hands.open_page("families")
    hands.open_row(say("families.all"), "")
    walk.on_page("family")
    assert hands.window.shell.windowTitle() == say("frame.program")
