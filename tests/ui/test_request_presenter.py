"""The request: gate, people, matches, drafts, and nothing missing stops it in danger."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.people import PossibleMatch, PossibleMatches
from earlyhelp.messages.requests import ReceiveRequest
from earlyhelp.messages.session import DraftText, SaveDraft
from tests.ui.made_up_families import BIG, Keeper
from ui.presenters.request import RequestPresenter, Typing
from ui.wording import say

TODAY = date(2026, 11, 23)
ANNA = {"role": "parent", "forename": "Anna", "surname": "Reed", "born": "1988-05-01"}
WHOLE = {
    "gate.significant_harm": False, "who.source": "2A", "who.received_on": "2026-11-20",
    "reason.worries": "Late for school.", "reason.wants": "assessment",
    "agreement.family_knows": True, "agreement.family_agrees": True,
}  # fmt: skip
RECEIVED = Receipt(id=BIG, family_id=BIG + 1, changed=frozenset({"request_for_support"}))


class FakeRequest:
    def __init__(self) -> None:
        self.calls: list[tuple[str, Any, Any]] = []

    def __getattr__(self, name: str):
        if not name.startswith(("show_", "set_")):
            raise AttributeError(name)
        return lambda *given, **named: self.calls.append((name, given, named))

    def told(self, name: str) -> Any:
        return [(given, named) for called, given, named in self.calls if called == name][-1]


def made(**answers: Any):
    view, went = FakeRequest(), []
    keeper = Keeper(**({"SaveDraft": Receipt(), "Drafts": ()} | answers))
    presenter = RequestPresenter(
        view, keeper, lambda page, **where: went.append((page, where)), lambda _kinds: None,
        lambda: TODAY,
    )  # fmt: skip
    return view, keeper, presenter, went


def wants() -> dict[str, Any]:
    from earlyhelp.domain.codes import code_list

    return WHOLE | {"reason.wants": code_list("request_wants").items[0].code}


def test_a_whole_request_is_sent_and_leads_to_its_family() -> None:
    _view, keeper, presenter, went = made(ReceiveRequest=RECEIVED)
    presenter.submit(wants() | {"family.postcode": "PL1 3AB"}, [ANNA], 5)
    sent = keeper.last(ReceiveRequest)
    assert (sent.team_id, sent.family_id, sent.postcode) == (5, 0, "PL1 3AB")
    assert sent.people[0].details.born_on == date(1988, 5, 1)
    assert went == [("family", {"family_id": BIG + 1})]
    assert keeper.last(SaveDraft).content == ""


def test_what_is_missing_is_said_and_not_sent() -> None:
    view, keeper, presenter, _went = made()
    presenter.submit({"gate.significant_harm": False}, [{"forename": "Anna"}], 5)
    errors = view.told("show_errors")[0][0]
    assert {"who.source", "reason.worries", "people.0.role"} <= set(errors)
    assert keeper.count(ReceiveRequest) == 0


def test_in_danger_nothing_missing_holds_it_up() -> None:
    view, keeper, presenter, _went = made(ReceiveRequest=RECEIVED)
    danger = {
        "gate.significant_harm": True, "gate.harm_what": "A bruise.",
        "who.source": "2A", "who.received_on": "2026-11-23",
    }  # fmt: skip
    presenter.typed(danger, [ANNA], 5)
    assert view.told("show_gate")[1] == {"danger": True}
    presenter.submit(danger, [ANNA], 5)
    assert keeper.last(ReceiveRequest).answers["gate.significant_harm"] is True


def test_an_impossible_number_is_said_at_the_person() -> None:
    view, _keeper, presenter, _went = made()
    presenter.submit(wants(), [ANNA | {"nhs_number": "123"}], 5)
    errors = view.told("show_errors")[0][0]
    assert errors == {"people.0.nhs_number": say("nhs_number.length")}


def test_the_keepers_faults_come_to_the_field() -> None:
    fault = Invalid({"people.0.born_on": "date.not_real"})
    view, _keeper, presenter, _went = made(ReceiveRequest=fault)
    presenter.submit(wants(), [ANNA], 5)
    assert view.told("show_errors")[0][0] == {"people.0.born": say("date.not_real")}


def test_typing_is_kept_and_comes_back() -> None:
    _view, keeper, presenter, _went = made()
    presenter.typed(WHOLE, [ANNA], 5)
    kept = DraftText(
        kind="request", subject_id=0, content=keeper.last(SaveDraft).content,
        saved_at=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip
    again, _keeper, restored, _went = made(Drafts=(kept,))
    restored.load()
    typing = Typing(answers=WHOLE, people=(ANNA,), team_id=5)
    assert again.told("show_typed")[0] == (typing.answers, typing.people, typing.team_id)
    assert msgspec.json.decode(kept.content, type=Typing) == typing


def test_without_a_draft_the_day_is_today() -> None:
    view, _keeper, presenter, _went = made()
    presenter.load()
    assert view.told("show_typed")[0][0] == {"who.received_on": "2026-11-23"}


def test_matches_are_asked_for_a_name_and_not_for_less() -> None:
    match = PossibleMatch(score=90, why="same name", team="South")
    view, keeper, presenter, _went = made(PossibleMatches=(match,))
    presenter.person_typed(0, {"forename": "An"}, "")
    assert keeper.count(PossibleMatches) == 0
    presenter.person_typed(0, ANNA, "PL1")
    asked = keeper.last(PossibleMatches)
    assert (asked.born_on, asked.postcode) == (date(1988, 5, 1), "")
    assert view.told("show_matches")[0] == (0, (match,))


def test_a_known_person_brings_the_family() -> None:
    _view, keeper, presenter, _went = made(ReceiveRequest=RECEIVED)
    known = ANNA | {"person_id": str(BIG + 2), "family_id": str(BIG + 1)}
    presenter.submit(wants(), [known], 5)
    sent = keeper.last(ReceiveRequest)
    assert (sent.family_id, sent.people[0].person_id) == (BIG + 1, BIG + 2)


def test_an_unborn_child_has_an_expected_day() -> None:
    _view, keeper, presenter, _went = made(ReceiveRequest=RECEIVED)
    baby = {"role": "unborn", "surname": "Reed", "born": "2027-01-10"}
    presenter.submit(wants(), [ANNA, baby], 5)
    details = keeper.last(ReceiveRequest).people[1].details
    assert (details.born_on, details.expected_on) == (None, date(2027, 1, 10))
