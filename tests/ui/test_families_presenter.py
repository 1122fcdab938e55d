"""My work, the front door and the list of families: what they ask and where they lead."""

from datetime import date
from typing import Any

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.family_view import ScaleChange
from earlyhelp.messages.my_work import MyWork, WorkRow
from earlyhelp.messages.people import FamilyList, FamilyPage, FoundPerson, PeopleFound
from earlyhelp.messages.requests import DecideRequest, RequestRow, StaffChoice
from tests.ui.made_up_families import BIG, Keeper
from ui.presenters.families import FamiliesPresenter
from ui.presenters.front_door import FrontDoorPresenter
from ui.presenters.my_work import MyWorkPresenter
from ui.wording import say

TODAY = date(2026, 11, 23)


class FakeView:
    def __init__(self) -> None:
        self.calls: list[tuple[str, Any, Any]] = []

    def __getattr__(self, name: str):
        if not name.startswith(("show_", "set_", "close_", "open_", "hide_", "append_")):
            raise AttributeError(name)
        return lambda *given, **named: self.calls.append((name, given, named))

    def told(self, name: str) -> Any:
        return [given for called, given, _named in self.calls if called == name][-1]

    def names(self) -> list[str]:
        return [called for called, _given, _named in self.calls]


def todo(kind: str, subject: int = BIG + 1) -> WorkRow:
    return WorkRow(
        kind=kind, family_id=BIG, subject_id=subject, family="Osei", what="Thing", standing="",
        limit="", due_on=TODAY, days=0, state="late",
    )  # fmt: skip


def scale(area: str, scorer: str) -> ScaleChange:
    return ScaleChange(area=area, scorer=scorer, first=3, latest=6, result="improved")


def my_work(*rows: WorkRow, distance: tuple[ScaleChange, ...] = ()) -> MyWork:
    return MyWork(
        today=TODAY, families=2, overdue=1, overdue_note="", due_soon=0, due_soon_note="",
        returned=0, returned_note="", progressing=1, with_scales=2, rows=rows, distance=distance,
        looked_at=(),
    )  # fmt: skip


def test_my_work_filters_what_it_was_sent() -> None:
    view = FakeView()
    work = my_work(todo("review"), todo("action"))
    presenter = MyWorkPresenter(view, Keeper(MyWorkPage=work), None)
    presenter.load()
    assert len(view.told("show_rows")[0]) == 2
    presenter.filter_chosen("action")
    assert [row.kind for row in view.told("show_rows")[0]] == ["action"]


def test_my_work_names_the_scorer_only_where_there_are_several() -> None:
    view = FakeView()
    changes = (
        scale("home_money", "parent"),
        scale("home_money", "child"),
        scale("relationships", "parent"),
    )
    MyWorkPresenter(view, Keeper(MyWorkPage=my_work(distance=changes)), None).load()
    twin = view.told("show_work")[1].text_twin
    assert "Home and money, parent or carer" in twin
    assert "Relationships at home, parent" not in twin


@pytest.mark.parametrize(
    ("row", "page", "where"),
    [
        (todo("review"), "family", {"family_id": BIG, "section": "reviews"}),
        (todo("action"), "family", {"family_id": BIG, "section": "plan"}),
        (todo("contact"), "family", {"family_id": BIG, "section": "contacts"}),
        (todo("assessment"), "assessment", {"assessment_id": BIG + 1}),
        (todo("assessment", 0), "family", {"family_id": BIG, "section": "overview"}),
        (todo("returned"), "plan", {"plan_id": BIG + 1}),
        (todo("authorise"), "authorise_plan", {"plan_id": BIG + 1}),
        (todo("request"), "front_door", {}),
        (todo("package"), "family", {"family_id": BIG, "section": "agreement"}),
        (todo("correction"), "family", {"family_id": BIG, "section": "corrections"}),
    ],
)
def test_each_thing_to_do_leads_to_its_place(row: WorkRow, page: str, where: dict) -> None:
    went = []
    presenter = MyWorkPresenter(FakeView(), Keeper(), lambda name, **at: went.append((name, at)))
    presenter.open_row(row)
    assert went == [(page, where)]


def families(**answers: Any) -> tuple[FakeView, Keeper, FamiliesPresenter]:
    view, keeper = FakeView(), Keeper(**answers)
    return view, keeper, FamiliesPresenter(view, keeper, lambda page, **at: None)


def test_families_page_by_key_and_keep_the_filter() -> None:
    page = FamilyPage(rows=(), next_after="k", total=51)
    view, keeper, presenter = families(FamilyList=page)
    presenter.filtered("closed", "L2", late_only=True)
    presenter.page_wanted("k")
    asked = keeper.last(FamilyList)
    assert (asked.page.after, asked.status, asked.level, asked.late_only) == (
        "k",
        "closed",
        "L2",
        True,
    )
    assert "append_rows" in view.names()


def test_a_page_of_an_older_filter_comes_too_late() -> None:
    waiting = []
    view = FakeView()
    presenter = FamiliesPresenter(view, lambda _m, ok, _no: waiting.append(ok), None)
    presenter.load()
    presenter.filtered("closed", "", late_only=False)
    waiting[0](FamilyPage(rows=(), next_after="", total=9))
    assert "show_rows" not in view.names()
    waiting[1](FamilyPage(rows=(), next_after="", total=2))
    assert view.told("show_rows")[1] == 2


def test_search_waits_for_two_letters_and_drops_late_answers() -> None:
    found = FoundPerson(
        family_id=BIG, person_id=1, name="Anna", born_on=None, postcode="", reference="",
        why="name", score=1,
    )  # fmt: skip
    waiting = []
    view = FakeView()
    presenter = FamiliesPresenter(view, lambda m, ok, _no: waiting.append((m, ok)), None)
    presenter.search("a")
    assert waiting == []
    presenter.search("an")
    presenter.search("ann")
    waiting[0][1]((found,))
    assert "show_found" not in view.names()
    waiting[1][1]((found,))
    assert isinstance(waiting[1][0], PeopleFound)
    assert view.told("show_found") == ((found,),)


def test_a_failure_is_a_sentence() -> None:
    view, _keeper, presenter = families(FamilyList=Refused("refused.role"))
    presenter.load()
    assert view.told("show_failure") == (say("refused.role"),)


ROW = RequestRow(
    id=BIG + 5, version=2, family_id=BIG, family="Osei", received_on=TODAY, source="2A",
    status="waiting", team="West", due_on=TODAY,
)  # fmt: skip
STAFF = (StaffChoice(account_id=BIG + 9, name="Priya Nair", role="practitioner"),)


def front_door(*, may_decide: bool, **answers: Any):
    view, went = FakeView(), []
    keeper = Keeper(RequestsWaiting=(ROW,), Colleagues=STAFF, Drafts=(), **answers)
    presenter = FrontDoorPresenter(
        view, keeper, lambda page, **at: went.append((page, at)), lambda _kinds: None, may_decide
    )
    presenter.load()
    return view, keeper, presenter, went


def test_a_manager_decides() -> None:
    view, keeper, presenter, _went = front_door(may_decide=True, DecideRequest=Receipt())
    presenter.open_row(ROW.id)
    assert view.told("open_form")[3] == ((BIG + 9, "Priya Nair"),)
    presenter.forms.saved(
        {
            "decision.decision": "accept", "decision.lead_id": BIG + 9,
            "decision.level": "L2", "decision.reason": "Fits.",
        }
    )  # fmt: skip
    sent = keeper.last(DecideRequest)
    assert (sent.request_id, sent.version, sent.lead_id, sent.level) == (ROW.id, 2, BIG + 9, "L2")


def test_the_keepers_fault_of_a_decision_stands_at_its_question() -> None:
    view, _keeper, presenter, _went = front_door(
        may_decide=True, DecideRequest=Invalid({"level": "answer.required"})
    )
    presenter.open_row(ROW.id)
    presenter.forms.saved({"decision.decision": "no_further_action", "decision.reason": "No."})
    assert view.told("show_form_errors") == ({"decision.level": say("answer.required")},)


def test_others_read_and_do_not_decide() -> None:
    view, _keeper, presenter, went = front_door(may_decide=False)
    presenter.open_row(ROW.id)
    assert went == [("family", {"family_id": BIG})]
    assert "open_form" not in view.names()
