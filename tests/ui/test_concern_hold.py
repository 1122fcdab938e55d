"""A family on hold says so over its page, and the answer of the front door is recorded there."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import AnswerConcern
from earlyhelp.messages.family_view import HoldView
from tests.ui.made_up_families import BIG
from tests.ui.test_family_access import DECIDES, shown
from tests.ui.test_family_presenter import Desk
from ui.widgets.link import Link
from ui.wording import say

RAISED = HoldView(raised_on=date(2026, 11, 19))
ANSWERED = HoldView(
    raised_on=date(2026, 11, 19), outcome="section_17", answered_on=date(2026, 11, 20),
    look_on=date(2026, 12, 4),
)  # fmt: skip
TYPED = {
    "concern_answer.outcome": "section_17", "concern_answer.answered_on": "2026-11-20",
    "concern_answer.text": "Ms Hill rang.", "concern_answer.look_on": "2026-12-04",
}  # fmt: skip


def said(view):
    return " ".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize(
    ("hold", "words"),
    [(RAISED, "Raised on 19 Nov 2026"), (ANSWERED, "answered on 20 Nov 2026: Section 17")],
)
def test_the_banner_says_why_and_leads_to_the_answer(dressed, qtbot, hold, words):
    view = shown(qtbot, hold=hold, may=DECIDES | {"escalation:answer"})
    view.show()
    assert say("family.hold.title") in said(view)
    assert words in said(view)
    (link,) = [one for one in view.findChildren(Link) if one.text() == say("family.hold.answer")]
    with qtbot.waitSignal(view.form_wanted) as caught:
        link.click()
    assert caught.args == ["concern_answer", 0]


def test_no_hold_no_banner_and_no_right_no_link(dressed, qtbot):
    view = shown(qtbot)
    view.show()
    assert say("family.hold.title") not in said(view)
    view = shown(qtbot, hold=RAISED, may=DECIDES)
    assert say("family.hold.answer") not in [one.text() for one in view.findChildren(Link)]


@pytest.mark.parametrize(
    ("outcome", "look_on"), [("section_17", date(2026, 12, 4)), ("returned", None)]
)
def test_what_is_typed_is_sent(outcome, look_on):
    desk = Desk(AnswerConcern=Receipt(id=1))
    desk.fill("concern_answer", TYPED | {"concern_answer.outcome": outcome})
    sent = desk.keeper.last(AnswerConcern)
    assert (sent.family_id, sent.outcome, sent.look_on) == (BIG, outcome, look_on)
    assert (sent.answered_on, sent.text) == (date(2026, 11, 20), "Ms Hill rang.")
