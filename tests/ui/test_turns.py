"""Long work in steps: one for every round of the event loop, and what is given last takes its place."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from ui.turns import Turns
from ui.widgets.page_stack import PageStack


@pytest.fixture
def turns(dressed):
    owner = QObject()
    yield Turns(owner)
    owner.deleteLater()


def steps(done: list[str], name: str, count: int):
    for number in range(count):
        done.append(f"{name}{number}")
        yield


def test_others_have_their_turn_between_the_steps(turns, qtbot) -> None:
    done: list[str] = []
    other = QTimer(turns)
    other.timeout.connect(lambda: done.append("other"))
    other.start(0)
    turns.do(steps(done, "step", 3))
    assert done == []  # not within what gave it to do
    qtbot.waitUntil(lambda: not turns.busy)
    other.stop()
    at = [place for place, what in enumerate(done) if what.startswith("step")]
    assert [done[place] for place in at] == ["step0", "step1", "step2"]
    assert all(later - former > 1 for former, later in pairwise(at))


def test_what_is_given_last_takes_the_place_of_the_rest(turns, qtbot) -> None:
    done: list[str] = []
    turns.do(steps(done, "former", 1_000_000))
    qtbot.waitUntil(lambda: "former1" in done)
    before = len(done)
    turns.do(steps(done, "latter", 2))
    qtbot.waitUntil(lambda: not turns.busy)
    assert done[before:] == ["latter0", "latter1"]


def test_a_step_may_give_other_work(turns, qtbot) -> None:
    done: list[str] = []

    def first():
        done.append("first")
        turns.do(steps(done, "then", 2))
        yield
        done.append("never")

    turns.do(first())
    qtbot.waitUntil(lambda: not turns.busy)
    assert done == ["first", "then0", "then1"]


def test_what_is_stopped_does_no_more(turns, qtbot) -> None:
    done: list[str] = []
    turns.do(steps(done, "step", 5))
    qtbot.waitUntil(lambda: bool(done))
    turns.stop()
    assert not turns.busy
    before = list(done)
    qtbot.wait(20)
    assert done == before


@pytest.fixture
def stack(dressed, qtbot) -> PageStack:
    made = PageStack()
    qtbot.addWidget(made)
    made.add("one", QLabel("One"))
    made.bring("one", back=False)
    made.show()
    return made


def words(stack: PageStack) -> set[str]:
    return {one.text() for one in stack.findChildren(QLabel)}


def test_a_page_that_is_made_ready_stays_behind_until_it_is_brought(stack, qtbot) -> None:
    page = QLabel("Two")
    stack.make_ready(page)
    qtbot.wait(20)
    assert stack.front().text() == "One"
    assert not page.isVisible()
    stack.add("two", page)
    assert stack.front().text() == "One"
    stack.bring("two", back=False)
    assert stack.front() is page


def test_one_made_ready_for_nothing_goes_when_another_is(stack, qtbot) -> None:
    stack.make_ready(QLabel("Given up"))
    page = QLabel("Two")
    stack.add("two", page)
    qtbot.waitUntil(lambda: not stack.clearing and "Given up" not in words(stack))
    assert words(stack) == {"One", "Two"}


def test_a_page_in_front_gives_way_to_the_one_that_takes_its_key(stack, qtbot) -> None:
    stack.add("other", QLabel("Other"))
    stack.add("one", QLabel("One, anew"))
    assert stack.front().text() == "One, anew"
    qtbot.waitUntil(lambda: "One" not in words(stack))


def test_what_is_forgotten_is_out_of_sight_at_once_and_gone_soon(stack, qtbot) -> None:
    stack.add("two", QLabel("Two"))
    stack.make_ready(QLabel("Three"))
    stack.clear()
    assert stack.front() is None
    assert stack.clearing
    assert not any(one.isVisible() for one in stack.findChildren(QLabel))
    qtbot.waitUntil(lambda: not stack.clearing and not words(stack))
    assert not stack.has("one")


def test_work_of_which_a_step_failed_is_over(turns, qtbot) -> None:
    def failing():
        yield
        raise ValueError

    with qtbot.captureExceptions() as raised, qtbot.waitSignal(turns.ended):
        turns.do(failing())
    assert [kind for kind, *_ in raised] == [ValueError]
    assert not turns.busy
    with qtbot.waitSignal(turns.ended):
        turns.do(steps([], "other", 2))
