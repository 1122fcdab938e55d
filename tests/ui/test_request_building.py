"""A new request is built in steps: whatever is painted meanwhile stands as it will stand."""

import time

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.forms.field_box import FieldBox
from ui.shell import Shell
from ui.turns import Turns
from ui.views.request import RequestView
from ui.widgets.card import Card

LONGEST_S = 0.1  # of the processor: what the machine does beside it is not the form's


class Watch(QObject):
    """At each painting of the page and after each step: what is squeezed, and where the cards stand."""

    def __init__(self, page: RequestView) -> None:
        super().__init__(page)
        self.page, self.squeezed, self.cards = page, [], []
        self.painted = 0
        page.installEventFilter(self)
        page._building._timer.timeout.connect(self.look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.page and event.type() == QEvent.Type.Paint:
            self.painted += 1
            self.look()
        return False

    def look(self) -> None:
        parts = [one for kind in (QLabel, FieldBox, Card) for one in self.page.findChildren(kind)]
        shown = [one for one in parts if one.isVisible()]
        self.squeezed += [(one, one.height()) for one in shown if one.height() < needed(one)]
        self.cards.append(
            [(one.y(), one.height()) for one in self.page.findChildren(Card) if one.isVisible()]
        )


def needed(one: QWidget) -> int:
    if one.hasHeightForWidth():
        return one.heightForWidth(one.width())
    return one.minimumSizeHint().height()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_squeezed_and_nothing_leaps(dressed, qtbot, monkeypatch, scale):
    theme.apply(dressed, "light", scale)
    shell = Shell()
    qtbot.addWidget(shell)
    shell.resize(1100, 700)
    shell.show()
    took, build = [], Turns._step

    def timed(turns: Turns) -> None:
        began = time.process_time()
        build(turns)
        took.append(time.process_time() - began)

    monkeypatch.setattr(Turns, "_step", timed)
    page, whole = RequestView([(1, "West"), (2, "South")]), []
    watch = Watch(page)
    shell.add_page("request", page)
    shell.show_page("request")
    page.when_whole(lambda: whole.append(1))
    qtbot.waitUntil(lambda: bool(whole) and watch.cards[-1] == last(page))
    assert watch.painted > 5
    assert watch.squeezed == []
    final = watch.cards[-1]
    assert len(final) >= 6
    for seen in watch.cards:
        assert seen == final[: len(seen)]  # a card that stands stays where it is
    assert max(took) < LONGEST_S


def last(page: RequestView) -> list[tuple[int, int]]:
    return [(one.y(), one.height()) for one in page.findChildren(Card) if one.isVisible()]


@pytest.fixture
def begun(dressed, qtbot):
    """A page that is whole, whose earlier words have not come yet, and what it tells."""
    page, whole, told = RequestView([(1, "West")]), [], []
    qtbot.addWidget(page)
    page.show()
    page.typed.connect(lambda *typed: told.append(typed))
    page.when_whole(lambda: whole.append(1))
    qtbot.waitUntil(lambda: bool(whole))
    return page, told


def test_what_is_typed_before_the_draft_came_is_told(begun, qtbot):
    page, told = begun
    forename = page.people.boxes[0].lines["forename"]
    forename.setFocus()
    with qtbot.waitSignal(page._timer.timeout):
        qtbot.keyClicks(forename, "Elowen")
    assert told == [({}, [{"forename": "Elowen"}], 0)]  # no team: the draft may name another
    kept = {"forename": "Merryn", "role": "child"}
    page.show_typed({"who.asker_name": "Carol"}, (kept, {"forename": "Elowen"}), 1)
    qtbot.keyClicks(page.people.boxes[1].lines["forename"], "a")
    qtbot.waitUntil(lambda: len(told) > 1)
    assert told[-1] == ({"who.asker_name": "Carol"}, [kept, {"forename": "Elowena"}], 1)


def box_of(page: RequestView, key: str) -> QWidget:
    inputs = {name: one.box(name).input for one in page.pages for name in tuple(one.keys())}
    return inputs[key].named_parts()[0]


@pytest.mark.parametrize("key", ["who.asker_name", "reason.worries"])
def test_the_draft_leaves_the_words_one_types_in_their_place(begun, qtbot, key):
    page, _told = begun
    box = box_of(page, key)
    box.setFocus()
    qtbot.keyClicks(box, "Carol ")
    answers, people, team_id = page.so_far()
    page.show_typed({**answers, "who.received_on": "2026-11-20"}, people, team_id)
    qtbot.keyClicks(box, "Sun")
    assert page.answers()[key] == "Carol Sun"


def test_words_go_on_at_the_end_of_what_was_kept(begun, qtbot):
    page, _told = begun
    box = box_of(page, "reason.worries")
    page.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "New")
    page.show_typed({"reason.worries": "Old.\nNew"}, (), 0)
    qtbot.keyClicks(box, "er.")
    assert page.answers()["reason.worries"] == "Old.\nNewer."


def test_a_page_that_is_not_whole_hands_over_what_is_typed(dressed, qtbot):
    page, told = RequestView([(1, "West")]), []
    qtbot.addWidget(page)
    page.typed.connect(lambda *typed: told.append(typed))
    page.leave()
    assert told == []
    gate = page.pages[0].box("gate.significant_harm").input
    gate.set_value(True)
    gate.changed.emit()
    page.leave()
    assert not hasattr(page, "people")
    assert told == [({"gate.significant_harm": True}, [], 0)]


def test_what_is_sent_is_told_first(begun, qtbot):
    page, told = begun
    page.show_typed({}, (), 1)
    page.submitted.connect(lambda *_typed: told.append("sent"))
    qtbot.keyClicks(box_of(page, "who.asker_name"), "Carol")
    page._submit_pressed()  # it may be refused, and the page left before the next key
    assert told == [({"who.asker_name": "Carol"}, [], 1), "sent"]


def test_a_draft_is_shown_and_not_told_again(begun):
    page, told = begun
    assert page.so_far() == ({}, [], 0)
    page.show_typed({"who.asker_name": "Carol"}, (), 1)
    page.leave()
    assert told == []
    assert page.so_far() == ({"who.asker_name": "Carol"}, [], 1)


def test_what_is_recorded_is_forgotten(begun, qtbot):
    page, told = begun
    page.show_typed({"who.asker_name": "Carol"}, ({"forename": "Merryn"},), 1)
    page._timer.start()
    page.forget()
    page.show_typed({"who.received_on": "2026-11-23"}, (), 0)
    assert (page.answers(), page.people.people()) == ({"who.received_on": "2026-11-23"}, [])
    assert not page._timer.isActive()
    assert told == []


def test_the_box_one_types_in_stays_where_there_was_no_draft(begun, qtbot):
    page, told = begun
    box = page.people.boxes[0]
    box.lines["forename"].setFocus()
    qtbot.keyClicks(box.lines["forename"], "Elo")
    page.show_typed(*page.so_far())
    assert page.people.boxes == [box]
    qtbot.keyClicks(box.lines["forename"], "wen")
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1][1] == [{"forename": "Elowen"}]
