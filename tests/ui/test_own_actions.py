"""The only page of a partner: own actions, and where they stand."""

from datetime import date

import pytest

from earlyhelp.errors import Conflict, Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.partners import OwnActionRow, OwnActions, ProgressOwnAction
from ui.presenters.own_actions import OwnActionsPresenter
from ui.views.own_actions import OwnActionsView

ROW = OwnActionRow(
    action_id=4, plan_id=9, version=3, family="Kowalska", reference="EH-2026-000001",
    outcome="Maja sleeps through", text="Ring the GP", due_on=date(2026, 12, 1), status="open",
    note="",
)  # fmt: skip


@pytest.fixture
def page(qtbot, dressed):
    answers, sent = {OwnActions: (ROW,)}, []

    def send(message, succeeded, failed):
        sent.append(message)
        answer = answers[type(message)]
        (failed if isinstance(answer, Exception) else succeeded)(answer)

    view = OwnActionsView()
    qtbot.addWidget(view)
    view.show()
    presenter = OwnActionsPresenter(view, send, lambda *_: None)
    view.progressed.connect(presenter.progress)
    presenter.load()
    yield view, sent, answers
    assert presenter  # held until the test is over: signals hold methods weakly


def test_where_an_action_stands_is_saved_with_its_note(page):
    view, sent, answers = page
    answers[ProgressOwnAction] = Receipt(id=9)
    view.status.setCurrentIndex(view.status.findData("done"))
    view.note.setPlainText("Rang on Monday.")
    view.save.click()
    assert sent[-2] == ProgressOwnAction(
        plan_id=9, version=3, action_id=4, status="done", note="Rang on Monday."
    )
    assert isinstance(sent[-1], OwnActions)


@pytest.mark.parametrize("error", [Invalid({"note": "plan.text_too_long"}), Conflict(version=4)])
def test_what_went_wrong_is_said_and_the_note_stays(page, error):
    view, _, answers = page
    answers[ProgressOwnAction] = error
    view.note.setPlainText("Rang on Monday.")
    view.save.click()
    assert view.note.toPlainText() == "Rang on Monday."
    assert view.summary.isVisible() or view._failure.isVisible()


def test_with_no_action_nothing_can_be_saved(page):
    view, sent, _ = page
    view.show_rows(())
    assert not view.save.isEnabled()
    before = len(sent)
    view.save.click()
    assert len(sent) == before
