"""Plans to authorise: blocked with links, decided with words, then the next one."""

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.plans import AuthorisePlan, ReturnPlan
from tests.ui.made_up_casework import FakeStore, FakeView, content, plan, receipt
from ui.presenters.authorise import AuthorisePresenter, DecisionPresenter


class Row:
    def __init__(self, ident: int) -> None:
        self.id = ident


TWO = (Row(5), Row(6))


def opened(shown, queue=TWO):
    store, view, gone, told = FakeStore(PlansToAuthorise=queue), FakeView(), [], []
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
