"""Plans to authorise: blocked with links, decided with words, then the next one."""

from datetime import UTC, datetime

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.plans import AuthorisePlan, ReturnPlan
from earlyhelp.messages.session import DraftText, SaveDraft
from tests.ui.made_up_casework import FakeStore, FakeView, content, plan, receipt
from ui.presenters.authorise import DecisionPresenter
from ui.presenters.authorise_queue import AuthorisePresenter


class Row:
    def __init__(self, ident: int) -> None:
        self.id = ident


TWO = (Row(5), Row(6))


def opened(shown, queue=TWO):
    store = FakeStore(PlansToAuthorise=queue, Drafts=())
    view, gone, told = FakeView(), [], []
    view.words = lambda: ""
    presenter = DecisionPresenter(
        view, store, lambda page, **where: gone.append((page, where)), 5, lambda *k: told.append(k)
    )
    presenter.load()
    store.answer(shown)
    return presenter, store, view, gone


def test_a_whole_plan_of_somebody_else_may_be_authorised() -> None:
    presenter, store, view, gone = opened(plan(status="submitted"))
    top = view.told["show_top"][0]
    assert not top.why_not
    assert top.crumb == "1 of 2"
    presenter.authorise("Sound and kind")
    assert store.named(AuthorisePlan)[0].oversight == "Sound and kind"
    store.answer(receipt(4))
    assert gone == [("authorise_plan", {"plan_id": 6})]


def test_after_the_last_one_the_queue_is_shown() -> None:
    presenter, store, _view, gone = opened(plan(status="submitted"), queue=(Row(5),))
    presenter.return_plan("Give every action a date")
    assert store.named(ReturnPlan)[0].comment == "Give every action a date"
    store.answer(receipt(4))
    assert gone == [("authorise", {})]


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"content": content(contingency="")}, "This plan cannot be authorised yet"),
        ({"may_authorise": False}, "You cannot authorise this plan"),
        ({"status": "authorised"}, "This plan is not waiting for a decision"),
    ],
)
def test_what_cannot_be_authorised_says_why(changes, title) -> None:
    _presenter, _store, view, _gone = opened(plan(**({"status": "submitted"} | changes)))
    assert view.told["show_top"][0].why_not == title


def test_a_decision_needs_words() -> None:
    presenter, store, view, _gone = opened(plan(status="submitted"))
    presenter.authorise("  ")
    assert not store.named(AuthorisePlan)
    assert "oversight" in view.told["show_errors"][0]


def test_a_refusal_is_shown_and_the_page_is_free_again() -> None:
    presenter, store, view, _gone = opened(plan(status="submitted"))
    presenter.authorise("Good")
    store.refuse(Refused("plan.own"))
    assert view.told["set_busy"] == (False,)
    assert "You wrote this plan" in view.told["show_failure"][0]


def test_a_link_chooses_its_line() -> None:
    presenter, _store, view, _gone = opened(plan(status="submitted"))
    presenter.jump("action_owner|action|4")
    assert view.told["choose_place"] == ("action", 4)


def test_the_queue_opens_a_plan() -> None:
    gone = []
    store, view = FakeStore(PlansToAuthorise=(Row(5),)), FakeView()
    presenter = AuthorisePresenter(view, store, lambda page, **where: gone.append((page, where)))
    presenter.load()
    presenter.open(5)
    assert gone == [("authorise_plan", {"plan_id": 5})]


def test_a_manager_reads_what_the_plan_says_in_whole_sentences() -> None:
    before = content(contingency="Ring the hub", family_view="We want this")
    shown = content(contingency="Ring the hub, then 999", family_view="We want this")
    _presenter, _store, view, _gone = opened(
        plan(status="submitted", content=shown, previous=before, previous_number=2)
    )
    contingency, family = view.told["show_texts"][0]
    assert (contingency.text, contingency.state) == ("Ring the hub, then 999", "changed")
    assert (family.text, family.state) == ("We want this", "")


def test_what_is_not_written_says_so() -> None:
    _presenter, _store, view, _gone = opened(plan(status="submitted"))
    contingency, family = view.told["show_texts"][0]
    assert (contingency.written, family.written) == (True, False)
    assert family.text == "The family's view is not written here yet."


def test_on_the_way_to_the_family_the_words_are_kept_and_forgotten_once_said() -> None:
    presenter, store, view, gone = opened(plan(status="submitted"))
    store.open.clear()
    view.words = lambda: "Half a thought"
    presenter.open_family()
    presenter.leave()
    assert gone == [("family", {"family_id": 1})]
    assert [one.content for one in store.named(SaveDraft)] == ["Half a thought"]
    presenter.authorise("Half a thought, finished")
    store.open.pop(0)  # the draft
    store.answer(receipt(4))
    presenter.leave()
    assert [one.content for one in store.named(SaveDraft)] == ["Half a thought", ""]


def test_the_words_typed_before_are_shown_again() -> None:
    kept = DraftText(
        kind="plan_decision",
        subject_id=5,
        content="Half a thought",
        saved_at=datetime(2026, 11, 2, tzinfo=UTC),
    )
    store, view = FakeStore(PlansToAuthorise=TWO, Drafts=(kept,)), FakeView()
    presenter = DecisionPresenter(view, store, lambda *_: None, 5, lambda *_: None)
    presenter.load()
    assert view.told["show_words"] == ("Half a thought",)
    view.words = lambda: "Half a thought"
    presenter.leave()
    assert not store.named(SaveDraft)


def test_words_typed_before_the_draft_came_are_kept_beside_it_and_join_it() -> None:
    store, view = FakeStore(PlansToAuthorise=TWO, SaveDraft=receipt(1)), FakeView()
    view.words = lambda: "Second thought"
    presenter = DecisionPresenter(view, store, lambda *_: None, 5, lambda *_: None)
    presenter.load()
    presenter.leave()
    early = store.named(SaveDraft)[-1]
    assert (early.kind, early.content) == ("plan_decision.early", "Second thought")
    at = datetime(2026, 11, 2, tzinfo=UTC)
    kept = [
        DraftText(kind=early.kind, subject_id=5, content=early.content, saved_at=at),
        DraftText(kind="plan_decision", subject_id=5, content="First thought", saved_at=at),
    ]
    store.answer(kept)
    assert view.told["show_words"] == ("First thought\nSecond thought",)
    saved = [(one.kind, one.content) for one in store.named(SaveDraft)[1:]]
    assert saved == [
        ("plan_decision", "First thought\nSecond thought"),
        ("plan_decision.early", ""),
    ]


def test_a_queue_longer_than_is_shown_says_so_and_shows_more() -> None:
    many = [Row(number) for number in range(1, 121)]
    view = FakeView()
    asked = []

    def send(message, succeeded, _failed) -> None:
        asked.append(message.limit)
        succeeded(tuple(many[: message.limit]))

    presenter = AuthorisePresenter(view, send, lambda *_: None)
    presenter.load()
    rows, more = view.told["show_rows"]
    assert (len(rows), more) == (50, True)
    presenter.show_more()
    presenter.show_more()
    rows, more = view.told["show_rows"]
    assert (len(rows), more) == (120, False)
    assert asked == [51, 101, 151]


def test_a_place_in_a_long_queue_counts_no_further_than_it_knows() -> None:
    queue = tuple(Row(number) for number in range(1, 52))
    _presenter, _store, view, _gone = opened(plan(status="submitted"), queue=queue)
    assert view.told["show_top"][0].crumb == "5 of more than 50"
