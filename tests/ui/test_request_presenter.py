"""The request: gate, people, matches, drafts, and nothing missing stops it in danger."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from earlyhelp.errors import Invalid, StorageFault
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.people import PossibleMatch, PossibleMatches
from earlyhelp.messages.requests import ReceiveRequest
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from tests.ui.made_up_families import BIG, Keeper
from ui.presenters.request import RequestPresenter
from ui.presenters.request_typing import Typing
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
        self.typing = Typing()

    def so_far(self) -> tuple[Any, Any, int]:
        return self.typing.answers, self.typing.people, self.typing.team_id

    def __getattr__(self, name: str):
        if not name.startswith(("show_", "set_", "forget")):
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


def kept_at(place: int, content: str) -> DraftText:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return DraftText(kind="request", subject_id=place, content=content, saved_at=at)


def content(**typed: Any) -> str:
    return msgspec.json.encode(Typing(**typed)).decode()


def test_typing_is_kept_and_comes_back() -> None:
    _view, keeper, presenter, _went = made()
    presenter.load()
    presenter.typed(WHOLE, [ANNA], 5)
    kept = kept_at(0, keeper.last(SaveDraft).content)
    again, _keeper, restored, _went = made(Drafts=(kept,))
    restored.load()
    typing = Typing(answers=WHOLE, people=(ANNA,), team_id=5)
    assert again.told("show_typed")[0] == (typing.answers, typing.people, typing.team_id)
    assert msgspec.json.decode(kept.content, type=Typing) == typing


class Slow(Keeper):
    """Answers what is asked of drafts when it is told to."""

    def __init__(self, **answers: Any) -> None:
        super().__init__(**answers)
        self.owed: list[tuple[Any, Any]] = []

    def __call__(self, message: Any, succeeded: Any, failed: Any) -> None:
        if isinstance(message, Drafts):
            self.owed.append((succeeded, failed))
        else:
            super().__call__(message, succeeded, failed)


def slowly():
    keeper = Slow(SaveDraft=Receipt(), ReceiveRequest=RECEIVED)
    view = FakeRequest()
    presenter = RequestPresenter(
        view, keeper, lambda _page, **_where: None, lambda _kinds: None, lambda: TODAY
    )
    presenter.load()
    return view, keeper, presenter


def places(keeper: Keeper) -> list[tuple[int, bool]]:
    saved = [one for one in keeper.asked if isinstance(one, SaveDraft)]
    return [(one.subject_id, bool(one.content)) for one in saved]


def test_what_is_typed_before_the_draft_came_is_kept_beside_it() -> None:
    view, keeper, presenter = slowly()
    presenter.typed({}, [ANNA], 0)
    assert places(keeper) == [(1, True)]
    view.typing = Typing(answers={"reason.worries": "New."}, people=(ANNA,))
    keeper.owed[0][0]((kept_at(0, content(answers={"reason.worries": "Old."}, team_id=5)),))
    shown = view.told("show_typed")[0]
    assert shown == ({"reason.worries": "Old.\nNew."}, (ANNA,), 5)  # no word of either is lost
    presenter.typed(*shown)
    # the whole is kept before the part goes
    assert places(keeper)[1:] == [(0, True), (1, False), (0, True)]


def test_what_was_kept_beside_a_draft_joins_it_at_the_next_look() -> None:
    _view, keeper, presenter = slowly()
    presenter.typed({"who.source": "2A", "who.asker_name": "Carol"}, [ANNA], 0)
    early = kept_at(1, keeper.last(SaveDraft).content)
    ben = {"forename": "Ben"}
    whole = content(answers={"who.asker_name": "Ca"}, people=(ben,), team_id=5)
    drafts = (early, kept_at(0, whole))
    view, keeper, presenter, _went = made(Drafts=drafts)
    presenter.load()
    answers, people, team_id = view.told("show_typed")[0]
    assert answers == {"who.source": "2A", "who.asker_name": "Carol"}
    assert (people, team_id) == ((ben, ANNA), 5)
    assert places(keeper) == [(0, True), (1, False)]


def test_a_draft_that_could_not_be_read_is_not_written_over() -> None:
    view, keeper, presenter = slowly()
    keeper.owed[0][1](StorageFault("store.unwritable"))
    assert view.told("show_failure")[0] == (say("store.unwritable"),)
    presenter.typed({}, [ANNA], 5)
    presenter.submit(wants(), [ANNA], 5)
    assert places(keeper) == [(1, True), (1, False)]
    presenter.load()
    assert len(keeper.owed) == 2


def test_the_page_asks_once_what_was_being_written() -> None:
    _view, keeper, presenter = slowly()
    presenter.load()
    keeper.owed[0][0](())
    presenter.load()  # shown again: it has the newest words itself
    assert len(keeper.owed) == 1


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
