"""Conflicts of interest on the page of access reviews: listed, recorded, ended after a question."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.conflicts import (
    ConflictList,
    ConflictRow,
    Conflicts,
    EndConflict,
    RecordConflict,
)
from earlyhelp.messages.people import FoundPerson, PeopleFound
from earlyhelp.messages.requests import StaffChoice
from tests.ui.test_family_view import unnamed
from tests.ui.test_reviews import Keeper
from ui.presenters.conflicts import ConflictsPresenter
from ui.presenters.search import SearchPresenter
from ui.views.reviews import ReviewsView
from ui.wording import say

ROW = ConflictRow(
    id=7, family_id=70, reference="EH-2026-000001", family="Madeup", account_id=11,
    who="Priya Nandra", declared_by="Priya Nandra", from_on=date(2026, 11, 20),
)  # fmt: skip
SEEN = ConflictRow(
    id=8, family_id=71, reference="EH-2026-000002", family="Erfunden", account_id=12,
    who="Omar Haddad", declared_by="Maureen Tregear", from_on=date(2026, 11, 19), may_end=False,
)  # fmt: skip
STAFF = (StaffChoice(account_id=12, name="Omar Haddad", role="practitioner", team_ids=(5,)),)


@pytest.fixture
def gone():
    """Where the presenter went."""
    return []


@pytest.fixture
def page(qtbot, dressed, gone):
    def make(rows=(ROW, SEEN), **answers: Any):
        view = ReviewsView(may_scan=False, may_propose=True, may_keep=False, may_record=True)
        qtbot.addWidget(view)
        view.resize(1100, 700)
        view.show()
        keeper = Keeper(
            {
                Conflicts: ConflictList(rows=rows, colleagues=STAFF),
                RecordConflict: Receipt(id=9, family_id=70),
                EndConflict: Receipt(id=7),
            }
            | answers.get("answers", {})
        )
        presenter = ConflictsPresenter(
            view.conflicts, view, keeper, lambda *_: None, lambda page, **where: gone.append(where)
        )
        view.conflicts.leads_agreed.connect(presenter.leads_agreed)
        view.conflicts.opened.connect(presenter.open_family)
        search = SearchPresenter(view.conflicts.family, keeper)
        view.conflicts.family.typed.connect(partial(search.typed))
        view.conflicts.recorded.connect(presenter.record)
        view.conflicts.ended.connect(presenter.end)
        presenter.load()
        view.open_section("conflicts")
        return view, keeper, presenter

    return make


def sent(keeper: Keeper, kind: type) -> list[Any]:
    return [one for one in keeper.sent if isinstance(one, kind)]


def pressed(view: ReviewsView, words: str) -> None:
    next(one for one in view.findChildren(QPushButton) if one.text() == words).click()


def test_who_which_family_and_since_stand_in_the_list(page) -> None:
    view, _, _ = page()
    model = view.conflicts.table.model()
    told = [model.index(0, column).data() for column in range(model.columnCount())]
    assert told == ["Priya Nandra", "Madeup", "EH-2026-000001", "Themselves", "20 Nov 2026"]
    assert say("reviews.section.conflicts") in [  # nothing to answer: not counted with what is
        one.text() for one in view.tabs.findChildren(QPushButton)
    ]
    assert unnamed(view) == []
    empty, _, _ = page(rows=())
    assert not empty.conflicts.end.isVisible()


def test_one_is_ended_for_a_reason_and_after_a_question(page) -> None:
    view, keeper, _ = page()
    view.conflicts.end.click()
    assert "conflict_reason" in view.summary.links
    assert not sent(keeper, EndConflict)
    view.conflicts.reason.setCurrentIndex(view.conflicts.reason.findData("mistake"))
    view.conflicts.end.click()
    assert not sent(keeper, EndConflict)
    pressed(view, say("conflicts.end.yes"))
    (ended,) = sent(keeper, EndConflict)
    assert (ended.conflict_id, ended.reason) == (7, "mistake")
    assert len(sent(keeper, Conflicts)) == 2  # listed anew
    view.conflicts.table.choose(SEEN.id)
    view.conflicts.table.row_chosen.emit(SEEN.id)
    assert not view.conflicts.end.isEnabled()


def test_one_is_recorded_and_what_is_wrong_stands_at_its_field(page) -> None:
    view, keeper, _ = page()
    view.conflicts.account.setCurrentIndex(1)
    view.conflicts.family.line.setText("EH-2026-000003")
    view.conflicts.record.click()
    (made,) = sent(keeper, RecordConflict)
    assert (made.account_id, made.family_id, made.reference) == (12, 0, "EH-2026-000003")
    wrong = Invalid({"conflict_reference": "conflict.reference"})
    view, keeper, _ = page(answers={RecordConflict: wrong})
    view.conflicts.family.line.setText("EH-1999-000001")
    view.conflicts.record.click()
    assert "conflict_reference" in view.summary.links
    assert view.conflicts.family.text() == "EH-1999-000001"  # nothing typed is lost


def test_the_family_is_found_by_name_and_chosen(page, qtbot) -> None:
    hit = FoundPerson(
        family_id=70, person_id=1, name="Maja Madeup", born_on=None, postcode="",
        reference="EH-2026-000001", why="name", score=90,
    )  # fmt: skip
    rows = (hit,)
    view, keeper, _ = page(answers={PeopleFound: rows})
    pick = view.conflicts.family
    qtbot.keyClicks(pick.line, "made")
    qtbot.keyClick(pick.line, Qt.Key.Key_Return)
    qtbot.keyClick(pick.found, Qt.Key.Key_Return)
    assert (pick.chosen_id(), pick.text()) == (70, "Maja Madeup · EH-2026-000001")
    view.conflicts.record.click()
    (made,) = sent(keeper, RecordConflict)
    assert (made.family_id, made.reference) == (70, "")
    qtbot.keyClicks(pick.line, "x")
    assert pick.chosen_id() == 0  # what was changed is no longer the family chosen


def test_a_lead_s_is_asked_about_and_leads_to_naming_another(page, gone) -> None:
    first = Invalid({"lead_known": "conflict.leads"})
    view, keeper, _ = page(answers={RecordConflict: first})
    view.conflicts.account.setCurrentIndex(1)
    view.conflicts.family.line.setText("EH-2026-000003")
    view.conflicts.record.click()
    assert not view.summary.links
    keeper.answers[RecordConflict] = Receipt(id=9, family_id=70)
    pressed(view, say("conflicts.leads.yes"))
    assert [one.lead_known for one in sent(keeper, RecordConflict)] == [False, True]
    assert gone == [{"family_id": 70, "section": "overview"}]
    view.conflicts.show_conflicts(ConflictList(rows=(replace(ROW, leads=True), SEEN)))
    pressed(view, say("conflicts.open"))
    assert gone[-1]["family_id"] == ROW.family_id
    view.conflicts.table.choose(SEEN.id)
    view.conflicts.table.row_chosen.emit(SEEN.id)
    assert not view.conflicts.open.isVisible()
