"""A manager's check on the assessment's page: whose section it is, and how it is recorded."""

from datetime import UTC, date, datetime

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.messages.casework import CheckAssessment, SaveAnswers
from earlyhelp.messages.session import DraftText, SaveDraft
from tests.ui.made_up_casework import Around, FakeStore, FakeView, assessment, receipt
from ui.presenters.assessment import AssessmentPresenter
from ui.wording import say


@pytest.fixture
def desk():
    store, view, around = FakeStore(Drafts=(), SaveDraft=receipt(1)), FakeView(), Around()
    presenter = AssessmentPresenter(view, store, 5, around.given())
    presenter.load()
    store.answer(assessment())
    return presenter, store, view, around


def complete(**more):
    return assessment(status="complete", completed_on=date(2026, 11, 20), **more)


def test_a_managers_section_is_read_only_until_they_may_check(desk) -> None:
    presenter, store, view, _around = desk
    presenter.open_section("manager")
    page = view.told["show_section"][0]
    assert (page.read_only, page.checks, page.section.field) == (True, False, ())
    assert page.section.hint == say("form.by.team_manager")
    presenter.load()
    store.answer(complete(may_check=True, answers={"manager.decision": "agreed"}))
    assert view.told["show_standing"] == (say("assessment.waits"), "warn", True)
    page = view.told["show_section"][0]
    assert (page.read_only, page.checks, page.section.hint) == (False, True, "")
    assert [one.id for one in page.section.field] == ["decision", "comments"]
    assert not page.answers  # what somebody else typed there is not the manager's
    presenter.open_section("author")
    assert view.told["show_section"][0].read_only


def test_an_answer_that_nobody_is_on_record_for_says_so(desk) -> None:
    presenter, store, view, _around = desk
    presenter.open_section("manager")
    presenter.load()
    store.answer(complete(answers={"manager.decision": "agreed"}))
    shown = view.told["show_section"][0].section
    assert (shown.hint, len(shown.field)) == (say("form.by.unproved"), 3)


def kept(store):
    return [one for one in store.named(SaveDraft) if one.kind == "assessment_check"]


def test_what_a_manager_types_is_a_draft_of_their_own(desk) -> None:
    presenter, store, _view, around = desk
    presenter.load()
    store.answer(complete(may_check=True))
    presenter.begin_check()
    presenter.leave()
    assert kept(store) == []  # nothing typed, nothing kept
    rests = around.pauses
    presenter.answered("manager.comments", "Say what Amina told you.")
    assert around.pauses == rests + 1
    presenter.rested()
    presenter.answered("manager.decision", "returned")
    presenter.leave()
    assert [one.subject_id for one in kept(store)] == [5, 5]
    content = kept(store)[-1].content
    now = datetime(2026, 11, 23, tzinfo=UTC)
    draft = DraftText(kind="assessment_check", subject_id=5, content=content, saved_at=now)
    again, seen = FakeStore(SaveDraft=receipt(1)), FakeView()
    other = AssessmentPresenter(seen, again, 5, around.given())
    other.load()
    again.answer(complete(may_check=True))
    other.begin_check()
    assert seen.told["show_section"][0].read_only  # the draft has not come: nothing to write over
    again.answer((draft,))
    assert seen.told["show_section"][0].answers == {
        "manager.comments": "Say what Amina told you.", "manager.decision": "returned",
    }  # fmt: skip
    other.record_check()
    again.answer(receipt(4, "assessment"))
    assert kept(again)[-1].content == ""


def test_a_check_is_no_save_and_is_recorded_as_typed(desk) -> None:
    presenter, store, view, around = desk
    presenter.load()
    store.answer(complete(may_check=True))
    presenter.begin_check()
    assert view.told["focus_on"] == ("manager.decision",)
    presenter.answered("manager.decision", "returned")
    presenter.record_check()
    store.refuse(Invalid({"manager.comments": "assessment.comment_missing"}))
    assert view.told["mark"] == ("manager.comments", say("assessment.comment_missing"))
    presenter.answered("manager.comments", "Say what Amina told you.")
    presenter.saves.rested()
    assert not store.named(SaveAnswers)
    presenter.record_check()
    sent = store.named(CheckAssessment)[-1]
    assert (sent.version, sent.decision, sent.comments) == (
        3, "returned", "Say what Amina told you.",
    )  # fmt: skip
    store.answer(receipt(4, "assessment"))
    assert {"assessment"} in around.announced
    store.answer(assessment(version=4, checked_by="M. Tregear"))
    told = say("assessment.returned", who="M. Tregear")
    assert view.told["show_standing"] == (told, "warn", False)
