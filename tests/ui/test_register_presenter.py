"""The register's pages and the page of checkpoints: what they ask, what they say."""

from datetime import UTC, datetime

from earlyhelp.errors import Invalid
from earlyhelp.messages.checkpoints import (
    CheckpointPlaces,
    Compared,
    Places,
    SendCheckpointsTo,
)
from earlyhelp.messages.register import (
    CheckFound,
    CheckRegister,
    PastFinding,
    RegisterHistory,
    RegisterLine,
    RegisterView,
    RiskFound,
)
from tests.ui.made_up_casework import FakeStore, FakeView, receipt
from ui.presenters.checkpoints import CheckpointPresenter
from ui.presenters.register import LinePresenter, RegisterPresenter
from ui.views.register import passed
from ui.views.verified import verified

AT = datetime(2026, 11, 25, 9, 15, tzinfo=UTC)


def line(number, status):
    check = CheckFound(check="x", how="How", status=status, evidence="Seen", advice="Do")
    return RegisterLine(
        number=number, risk="Risk", mitigation_2019="Then", outcome_2019="reduced", control="Now",
        found=RiskFound(number=number, status=status, checks=(check,)), checked_at=AT,
    )  # fmt: skip


SHOWN = RegisterView(
    lines=(line(1, "ok"), line(2, "red"), line(3, "not_checked")),
    checked_at=AT, why="start", checking=False,
)  # fmt: skip


def test_lines_are_shown_with_their_counts() -> None:
    view, went = FakeView(), []
    presenter = RegisterPresenter(
        view, FakeStore(Register=SHOWN), lambda *a, **k: went.append((a, k))
    )
    presenter.load()
    assert view.told["show_counts"] == (1, 1, 1)
    assert "25 Nov 2026 09:15" in view.told["show_lines"][1]
    presenter.open(2)
    assert went == [(("register_line",), {"number": 2})]


def test_a_run_is_asked_for_and_shown_as_under_way() -> None:
    store, view = FakeStore(CheckRegister=receipt(0)), FakeView()
    RegisterPresenter(view, store, lambda *a, **k: None).check()
    assert store.named(CheckRegister)
    assert view.told["show_checking"] == (True,)


def test_one_line_comes_with_its_history() -> None:
    past = (PastFinding(id=7, at=AT, why="asked", found=SHOWN.lines[1].found),)
    store, view = FakeStore(Register=SHOWN, RegisterHistory=past), FakeView()
    LinePresenter(view, store, 2).load()
    assert view.told["show_line"][0].number == 2
    assert store.named(RegisterHistory)[0].number == 2
    assert view.told["show_history"][0] == [(past[0], "25 Nov 2026 09:15")]


def test_where_checkpoints_go_is_said_in_words() -> None:
    places = CheckpointPlaces(here="here", away="", reached=False)
    store, view = FakeStore(Places=places, SendCheckpointsTo=receipt(0)), FakeView()
    presenter = CheckpointPresenter(view, store)
    presenter.load()
    assert view.told["show_places"] == ("here", "", "They go nowhere else yet.")
    presenter.send_to("stick")
    assert store.named(SendCheckpointsTo)[0].folder == "stick"
    assert len(store.named(Places)) == 2


def test_what_comes_back_is_judged_in_words() -> None:
    for state, holds in (("same", True), ("other", False), ("shorter", False)):
        found = Compared(state=state, size=5, entries=9)
        store, view = FakeStore(CompareCheckpoint=found), FakeView()
        CheckpointPresenter(view, store).compare("5 abcd")
        assert view.told["show_compared"][1] is holds


def test_entries_shown_are_summed_up() -> None:
    assert verified(["chained", "new"])[1] == "go"
    assert verified(["chained", "waiting"])[1] == "plain"  # green for nothing would be a lie
    assert verified(["new", "broken"])[1] == "danger"
    sentence, tone = verified(["chained", "altered"])
    assert (tone, "1 of the 2" in sentence) == ("danger", True)
    assert ("information governance" in sentence, "security officer" in sentence) == (True, False)
    assert "security officer" in verified(["altered"], governance=True)[0]


def test_a_faulty_field_is_told_there() -> None:
    view = FakeView()

    def refuse(_message, _done, failed):
        failed(Invalid({"path": "audit.path.folder"}))

    CheckpointPresenter(view, refuse).send_to("nowhere")
    assert view.told["show_wrong"][0] == "folder"


def test_checks_that_passed_are_counted_in_plain_words() -> None:
    assert [passed(count) for count in (8, 1, 0)] == [
        "All 8 checks passed.", "The check passed.", "This line has no check yet.",
    ]  # fmt: skip
