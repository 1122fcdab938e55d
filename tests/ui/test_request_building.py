"""A new request is built in steps: whatever is painted meanwhile stands as it will stand."""

import time

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.forms.field_box import FieldBox
from ui.shell import Shell
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
        page._building.timeout.connect(self.look)

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
    took, build = [], RequestView._build_more

    def timed(page: RequestView) -> None:
        began = time.process_time()
        build(page)
        took.append(time.process_time() - began)

    monkeypatch.setattr(RequestView, "_build_more", timed)
    page, whole = RequestView([(1, "West"), (2, "South")]), []
    watch = Watch(page)
    page.when_whole(lambda: whole.append(1))
    shell.add_page("request", page)
    shell.show_page("request")
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


def test_what_is_typed_before_the_draft_came_writes_nothing_over(begun, qtbot):
    page, told = begun
    forename = page.people.boxes[0].lines["forename"]
    forename.setFocus()
    with qtbot.waitSignal(page._timer.timeout):
        qtbot.keyClicks(forename, "Elowen")
    assert told == []  # the keeper still owes what was kept
    page.leave()
    assert told == []
    kept = {"forename": "Merryn", "role": "child"}
    page.show_typed({"who.asker_name": "Carol"}, (kept,), 1)
    qtbot.waitUntil(lambda: bool(told))
    answers, people, _team = told[-1]
    assert (answers["who.asker_name"], people) == ("Carol", [kept, {"forename": "Elowen"}])


def test_the_box_one_types_in_stays_where_there_was_no_draft(begun, qtbot):
    page, told = begun
    box = page.people.boxes[0]
    box.lines["forename"].setFocus()
    qtbot.keyClicks(box.lines["forename"], "Elo")
    page.show_typed({}, (), 1)
    assert page.people.boxes == [box]
    qtbot.keyClicks(box.lines["forename"], "wen")
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1][1] == [{"forename": "Elowen"}]
