"""A plan that is sent: the page says to whom, and the keyboard stays on it."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.base import Receipt
from tests.ui.made_up_casework import Around, FakeStore, plan
from ui.presenters.plan import PlanPresenter
from ui.views.plan import PlanView
from ui.wording import say


@pytest.fixture
def page(dressed, qtbot):
    """A search box before the page of a plan, as in the window."""
    frame = QWidget()
    column, view, store = QVBoxLayout(frame), PlanView(), FakeStore()
    column.addWidget(QLineEdit())
    column.addWidget(view)
    qtbot.addWidget(frame)
    frame.show()
    view.presenter = PlanPresenter(view, store, 5, Around().given())
    view.send_pressed.connect(view.presenter.send_to_manager)
    view.presenter.load()
    store.answer(plan())
    return view, store


@pytest.mark.parametrize(
    ("managers", "words"),
    [
        (("Maureen Doyle", "Hal Moss"), say("plan.sent", to="Maureen Doyle, Hal Moss")),
        ((), say("plan.sent.readers")),
    ],
)
def test_it_is_said_who_has_it_now_and_the_keyboard_stays(page, qtbot, managers, words) -> None:
    view, store = page
    view.send.setFocus()
    view.send.click()
    store.answer(Receipt(id=5, version=4))
    store.answer(plan(status="submitted", managers=managers))
    assert not view._receipt.isHidden()
    assert view._receipt.accessibleName() == words
    assert view.window().focusWidget() is view.table
    view.presenter.load()
    store.answer(plan(status="submitted", managers=("Somebody Else",)))
    assert view._receipt.accessibleName() == words  # said once, not at each look


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_the_page_of_a_plan_begins_where_one_writes_or_reads(page, status) -> None:
    view, store = page
    view.presenter.load()
    store.answer(plan(status=status))
    view.window().findChild(QLineEdit).setFocus()
    view.setFocus()
    holder = view.window().focusWidget()
    first = view.writing.outcomes[0].inputs["words"] if status == "draft" else view.table
    assert holder is first or first.isAncestorOf(holder)
