"""The assessment editor: every change is saved, one save in flight, no text is lost."""

from datetime import UTC, datetime

import pytest

from earlyhelp.errors import Conflict, Invalid, StorageFault
from earlyhelp.messages.casework import (
    AssessmentPage,
    CompleteAssessment,
    SaveAnswers,
)
from earlyhelp.messages.session import DraftText, SaveDraft
from tests.ui.made_up_casework import Around, FakeStore, FakeView, assessment, receipt
from ui.presenters.assessment import AssessmentPresenter
from ui.wording import say

NOW = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)


@pytest.fixture
def desk():
    store, view, around = FakeStore(Drafts=()), FakeView(), Around()
    presenter = AssessmentPresenter(view, store, 5, around.given())
    presenter.load()
    store.answer(assessment())
    return presenter, store, view, around


def test_changes_wait_for_the_pause_and_go_out_together(desk) -> None:
    presenter, store, view, around = desk
    presenter.answered("author.name", "Pri")
    presenter.answered("author.name", "Priya")
    presenter.answered("gate.significant_harm", False)
    assert not store.named(SaveAnswers)
    assert around.pauses == 3
    presenter.saves.rested()
    (save,) = store.named(SaveAnswers)
    assert (save.version, save.changes) == (
        3,
        {"author.name": "Priya", "gate.significant_harm": False},
    )
    store.answer(receipt(4, "assessment"))
    assert view.told["show_saved"] == ("Saved 14:02",)
    assert around.announced == [{"assessment"}]


def test_one_save_is_in_flight_and_the_rest_follows_with_its_version(desk) -> None:
    presenter, store, _view, _around = desk
    presenter.answered("author.name", "Priya")
    presenter.saves.rested()
    presenter.answered("author.role", "worker")
    presenter.saves.rested()
    assert len(store.named(SaveAnswers)) == 1
    store.answer(receipt(4))
    first, second = store.named(SaveAnswers)
    assert (first.version, second.version) == (3, 4)
    assert second.changes == {"author.role": "worker"}


def test_leaving_sends_at_once_behind_the_save_under_way(desk) -> None:
    presenter, store, _view, _around = desk
    presenter.answered("author.name", "Priya")
    presenter.saves.rested()
    presenter.answered("author.name", "Priya Nair")
    presenter.saves.leave()
    assert [save.version for save in store.named(SaveAnswers)] == [3, 4]


def test_what_is_typed_before_the_draft_has_come_is_not_overwritten_by_it() -> None:
    store, view = FakeStore(), FakeView()
    presenter = AssessmentPresenter(view, store, 5, Around().given())
    presenter.load()
    store.answer(assessment())
    presenter.answered("author.name", "Priya Nair")
    kept = '{"author.name": "Pri", "author.started_on": "31/2/2026"}'
    store.answer((DraftText(kind="assessment", subject_id=5, content=kept, saved_at=NOW),))
    assert presenter.saves.answers["author.name"] == "Priya Nair"
    assert presenter.saves.answers["author.started_on"] == "31/2/2026"


def test_a_draft_that_cannot_be_read_is_said_and_not_written_over() -> None:
    store, view = FakeStore(), FakeView()
    presenter = AssessmentPresenter(view, store, 5, Around().given())
    presenter.load()
    store.answer(assessment())
    store.refuse(StorageFault("error.bug"))
    assert view.told["show_failure"] == (say("assessment.draft_unread"),)
    presenter.answered("author.started_on", "31/2/2026")
    presenter.answered("author.name", "Priya")
    presenter.saves.leave()
    assert store.named(SaveAnswers)[0].changes == {"author.name": "Priya"}
    assert not store.named(SaveDraft)


def test_an_answer_taken_back_is_sent_as_nothing(desk) -> None:
    presenter, store, _view, _around = desk
    presenter.answered("author.name", None)
    presenter.saves.rested()
    assert store.named(SaveAnswers)[0].changes == {"author.name": ""}


def test_half_a_date_is_kept_as_a_draft_and_the_rest_is_saved(desk) -> None:
    presenter, store, _view, _around = desk
    presenter.answered("author.started_on", "31/2/2026")
    presenter.answered("author.name", "Priya")
    presenter.saves.leave()
    assert store.named(SaveAnswers)[0].changes == {"author.name": "Priya"}
    assert "31/2/2026" in store.named(SaveDraft)[0].content


def test_two_texts_are_shown_until_one_is_chosen(desk) -> None:
    presenter, store, view, _around = desk
    presenter.answered("author.name", "Mine")
    presenter.answered("author.role", "worker")
    presenter.saves.rested()
    store.refuse(Conflict({"author.name": "Theirs"}, 9))
    store.answer(assessment(version=9, answers={"author.name": "Theirs"}))
    (rows,) = view.told["show_disputes"]
    assert [(row.mine, row.theirs) for row in rows] == [("Mine", "Theirs")]
    presenter.saves.rested()
    assert store.named(SaveAnswers)[-1].changes == {"author.role": "worker"}
    presenter.saves.settle("author.name", mine=True)
    store.answer(receipt(10))
    presenter.saves.rested()
    last = store.named(SaveAnswers)[-1]
    assert (last.version, last.changes) == (10, {"author.name": "Mine"})


def test_their_text_can_be_taken(desk) -> None:
    presenter, store, view, _around = desk
    presenter.answered("author.name", "Mine")
    presenter.saves.rested()
    store.refuse(Conflict({"author.name": "Theirs"}, 9))
    store.answer(assessment(version=9, answers={"author.name": "Theirs"}))
    presenter.saves.settle("author.name", mine=False)
    assert presenter.saves.answers["author.name"] == "Theirs"
    assert view.told["show_disputes"] == ([],)
    assert len(store.named(SaveAnswers)) == 1


def test_what_the_disk_refused_goes_out_again(desk) -> None:
    presenter, store, view, _around = desk
    presenter.answered("author.name", "Priya")
    presenter.saves.rested()
    store.refuse(StorageFault("store.disk"))
    assert "show_failure" in view.told
    presenter.saves.rested()
    assert store.named(SaveAnswers)[-1].changes == {"author.name": "Priya"}


def test_completing_saves_first_and_links_what_is_missing(desk) -> None:
    presenter, store, view, _around = desk
    presenter.answered("author.name", "Priya")
    presenter.complete()
    assert not store.named(CompleteAssessment)
    store.answer(receipt(4))
    assert store.named(CompleteAssessment)[0].version == 4
    store.refuse(Invalid({"voice@11.obtained": "answer.required"}))
    (errors,) = view.told["show_errors"]
    assert "Amina Hassan" in errors["voice@11.obtained"]
    presenter.go_to("voice@11.obtained")
    assert view.told["focus_on"] == ("voice@11.obtained",)
    assert view.told["show_section"][0].person_id == 11


def test_once_it_is_complete_the_keyboard_is_on_the_page(desk) -> None:
    presenter, store, view, _around = desk
    presenter.complete()
    assert "begin_section" not in view.told
    store.answer(receipt(4))
    store.answer(assessment(status="complete"))
    assert "begin_section" in view.told


def test_a_complete_one_is_read_only_and_an_earlier_answer_is_shown(desk) -> None:
    presenter, store, view, _around = desk
    presenter.load()
    assert len(store.named(AssessmentPage)) == 2
    store.answer(
        assessment(status="complete", answers={"author.name": "B"}, previous={"author.name": "A"})
    )
    presenter.open_section("author")
    presenter.compare(True)
    assert view.told["show_section"][0].read_only
    assert view.told["show_earlier"][0]["author.name"] == "Last assessment: A"


def test_what_is_refused_for_another_answer_is_kept_and_goes_out_again(desk) -> None:
    presenter, store, view, _around = desk
    presenter.answered("author.name", "Priya")
    presenter.saves.rested()
    store.refuse(Invalid({"voice@11.obtained": "answer.required"}))
    assert view.told["mark"][0] == "voice@11.obtained"
    assert not presenter.saves.idle
    presenter.answered("author.role", "worker")
    presenter.saves.rested()
    assert store.named(SaveAnswers)[-1].changes == {"author.name": "Priya", "author.role": "worker"}
    store.refuse(Invalid({"voice@11.obtained": "answer.required"}))
    presenter.saves.leave()
    (draft,) = store.named(SaveDraft)
    assert '"author.name":"Priya"' in draft.content
    assert '"author.role":"worker"' in draft.content


def test_once_it_is_saved_it_is_no_draft_any_more(desk) -> None:
    presenter, store, _view, _around = desk
    presenter.answered("author.name", "Priya")
    presenter.saves.rested()
    store.refuse(Invalid({"author.role": "answer.required"}))
    presenter.answered("author.role", "worker")
    presenter.saves.rested()
    store.answer(receipt(4, "assessment"))
    presenter.saves.leave()
    assert all("Priya" not in draft.content for draft in store.named(SaveDraft))


def test_a_section_with_several_gaps_is_one_line_that_shrinks_as_it_is_answered(desk) -> None:
    presenter, store, view, _around = desk
    presenter.complete()
    faults = {
        "voice@11.obtained": "answer.required",
        "author.name": "answer.required",
        "author.role": "answer.required",
    }
    store.refuse(Invalid(faults))
    (lines,) = view.told["show_errors"]
    assert list(lines) == ["author.name", "voice@11.obtained"]
    assert lines["author.name"].endswith(": 2 questions to answer")
    assert "Amina Hassan" in lines["voice@11.obtained"]
    assert lines["voice@11.obtained"].endswith("”: Answer this question.")
    presenter.answered("author.name", "Priya")
    (left,) = view.told["show_left"]
    assert list(left) == ["author.role", "voice@11.obtained"]
    presenter.answered("author.name", "Priya N")
    assert view.told["show_left"][0] is left
    presenter.answered("author.role", "worker")
    presenter.answered("voice@11.obtained", "yes")
    assert view.told["show_left"] == ({},)


def test_a_step_begins_at_the_heading_and_a_choice_in_the_list_stays_there(desk) -> None:
    presenter, _store, view, _around = desk
    presenter.open_section("author")
    assert "begin_section" not in view.told
    presenter.step(1)
    assert "begin_section" in view.told
