"""Endings on screen: sent to a manager, shown to them as they were written, signed off or returned."""

from datetime import date

import pytest
from msgspec.structs import replace

from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import AskSignOff, ReturnEnding, SignOffEnding
from earlyhelp.messages.family_view import EndingAsked, SaidLine
from earlyhelp.messages.session import Drafts, SaveDraft
from tests.ui.made_up_families import BIG, Keeper, made_up_family
from ui.presenters import family_endings
from ui.presenters.family_forms import FormDesk
from ui.views.family_closure import ClosureSection
from ui.wording import say

LEAD, MANAGER = {"case:close", "case:ask_sign_off"}, {"case:close", "case:sign_off", "case:return"}
SENT = EndingAsked(
    id=BIG + 9,
    by="Priya Nair",
    asked_on=date(2026, 11, 20),
    waits=True,
    answers={"reason.closed_on": "2026-11-19", "reason.reason": "C08", "reason.explain": "Gone."},
    said=(SaidLine(label="What has changed for the family?", text="Gone."),),
)


def family(may, asked=None):
    told = made_up_family()
    case = replace(told.case, asked=asked, closed_on=None)
    return replace(told, case=case, may=frozenset(may), outcomes=())


def test_the_manager_gets_the_words_and_adds_their_own_part() -> None:
    ask = family_endings.sign_off(family(MANAGER, SENT))
    assert ask.answers == SENT.answers
    assert (ask.name, ask.subject_id) == ("sign_off", SENT.id)  # of each sent ending its own draft
    assert SENT.by in ask.form.section[0].hint
    made = ask.make({**ask.answers, "manager.manager_agrees": True})
    assert isinstance(made, SignOffEnding)
    assert made.answers["reason.explain"] == "Gone."
    no = {
        **ask.answers,
        "manager.manager_agrees": False,
        "manager.manager_words": "Ask the school.",
    }
    case_id = made.case_id
    back = ReturnEnding(case_id=case_id, asked_id=SENT.id, words="Ask the school.")
    assert ask.make(no) == back


def test_what_was_typed_to_close_is_there_to_be_sent() -> None:
    told = family(LEAD)
    keeper = Keeper(Drafts=(), SaveDraft=Receipt())

    class Page:
        def open_form(self, *_given) -> None: ...

    desk = FormDesk(Page(), keeper, lambda _receipt: None)
    for ask in (family_endings.closure(told), family_endings.ask_sign_off(told)):
        desk.open(ask)
        desk.typed({"reason.explain": "Gone."})
        asked, kept = keeper.last(Drafts), keeper.last(SaveDraft)
        assert (asked.kind, asked.subject_id) == ("closure", told.case.id)
        assert (kept.kind, kept.subject_id) == ("closure", told.case.id)
    made = ask.make({"reason.closed_on": "2026-11-19", "reason.reason": "C08"})
    assert isinstance(made, AskSignOff)


@pytest.mark.parametrize(
    ("may", "asked", "shown"),
    [
        (LEAD, None, {"closure", "ask_sign_off"}),
        (LEAD, SENT, {"closure", "ask_sign_off"}),
        (MANAGER | {"case:ask_sign_off"}, None, {"closure"}),
        (MANAGER | {"case:ask_sign_off"}, SENT, {"sign_off"}),
        (MANAGER, replace(SENT, waits=False, returned="No.", returned_by="M. Doyle"), {"closure"}),
        (set(), SENT, set()),
    ],
)
def test_each_is_offered_the_ways_that_fit(dressed, qtbot, may, asked, shown) -> None:
    part = ClosureSection()
    qtbot.addWidget(part)
    part.show_family(family(may, asked))
    part.show()
    there = {name for name, (widget, _right) in part._buttons.items() if widget.isVisible()}
    assert there == shown
    said = [line.text() for line in part._lines if line.isVisible()]
    assert (say("family.closure.asked", who="Priya Nair", date="20 Nov 2026") in said) == bool(
        asked
    )
    assert any("No." in line for line in said) == bool(asked and asked.returned)
