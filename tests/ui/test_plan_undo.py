"""What is removed from a plan that is being written can be put back."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from earlyhelp.messages.plans import ActionDraft
from tests.ui.made_up_casework import Around, FakeStore, content, plan
from ui.presenters.plan import PlanPresenter
from ui.views.plan import PlanView
from ui.widgets.link import Link


def pressed(qtbot, widget: QWidget) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_Space)


def link(view: PlanView) -> QWidget:
    return next(one for one in view.findChildren(Link) if one.text() == "Undo" and one.isVisible())


@pytest.fixture
def three(dressed, qtbot):
    whole = content().outcomes[0]
    outcomes = tuple(
        msgspec.structs.replace(
            whole, id=place, words=f"Goal {place}",
            actions=tuple(ActionDraft(id=10 * place + one, text=f"Do {one}") for one in (1, 2)),
        )
        for place in (1, 2, 3)
    )  # fmt: skip
    view = PlanView()
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    store = FakeStore(PlanPage=plan(content=content(outcomes=outcomes)))
    PlanPresenter(view, store, 5, Around().given()).load()
    qtbot.waitUntil(lambda: len(view.writing.outcomes) == 3)
    return view


def test_a_removed_outcome_comes_back_whole_where_it_stood(three, qtbot) -> None:
    before = three.content()
    pressed(qtbot, three.writing.outcomes[1].remove)
    assert [one.id for one in three.content().outcomes] == [1, 3]
    texts = [one.text() for one in three.writing.undo.findChildren(QLabel)]
    assert texts == ["Outcome removed, with its 2 actions", "“Goal 2”"]
    assert link(three).hasFocus()
    pressed(qtbot, link(three))
    assert three.content() == before
    assert three.writing.undo.isHidden()
    assert three.writing.outcomes[1].inputs["words"].hasFocus()
    boxes = [three.writing._list.indexOf(box) for box in three.writing.outcomes]
    assert boxes == sorted(boxes)


def test_a_removed_action_comes_back_where_it_stood(three, qtbot) -> None:
    before = three.content()
    pressed(qtbot, three.writing.outcomes[1].action_boxes[0].remove)
    assert [one.id for one in three.content().outcomes[1].actions] == [22]
    pressed(qtbot, link(three))
    assert three.content() == before


def test_what_is_added_meanwhile_gets_a_number_of_its_own(three, qtbot) -> None:
    pressed(qtbot, three.writing.add)
    new = three.writing.outcomes[-1]
    pressed(qtbot, new.remove)
    pressed(qtbot, three.writing.add)
    pressed(qtbot, link(three))
    ids = [one.id for one in three.content().outcomes]
    assert len(set(ids)) == len(ids) == 5


def test_an_outcome_goes_with_the_way_back_that_stood_in_it(three, qtbot) -> None:
    outcome = three.writing.outcomes[1]
    pressed(qtbot, outcome.action_boxes[0].remove)
    pressed(qtbot, outcome.remove)
    qtbot.wait(1)
    pressed(qtbot, link(three))
    assert [one.id for one in three.content().outcomes] == [1, 2, 3]
    assert [one.id for one in three.content().outcomes[1].actions] == [22]
