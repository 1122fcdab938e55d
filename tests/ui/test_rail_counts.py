"""What waits is counted once: the rail, the tabs and the head of a page say the same."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from earlyhelp.domain.rights_clock import Standing
from earlyhelp.messages.access import BreakGlassReviews, BreakGlassRow
from earlyhelp.messages.account_changes import RightsToConfirm
from earlyhelp.messages.decoys import Decoys
from earlyhelp.messages.looks import AccessHits
from earlyhelp.messages.retention import DueRow, RetentionPage, RetentionQueue
from earlyhelp.messages.subject_requests import SubjectRequestRow, SubjectRequests
from tests.ui.test_reviews import DECOYS, PAGE
from ui import waiting
from ui.change_bus import ChangeBus
from ui.shell import Shell
from ui.views.reviews import ReviewsView
from ui.widgets.pill import Pill
from ui.wiring.rail_counts import COUNTED, count_waiting
from ui.wording import say

OPENED = BreakGlassRow(
    id=1, version=1, who="Sam", role="team_manager", team="South", reason="duty_call",
    reference="EH-2026-000002", sentence="made up", opened_at=datetime(2026, 11, 2, tzinfo=UTC),
    until_at=datetime(2026, 11, 3, tzinfo=UTC), due_on=date(2026, 11, 4), escalated=False,
    closed_at=None, closed_by="", finding="", closing="", may_close=True,
)  # fmt: skip
OWN = replace(OPENED, may_close=False)
DUE = DueRow(
    family_id=1, reference="EH-2019-000001", team="West", keep_until=date(2026, 1, 1), rule="r",
    state="due",
)  # fmt: skip
ASKED = SubjectRequestRow(
    id=1, version=1, reference="SAR-1", status="open", subject="Ann", asker="Ann",
    received_on=date(2026, 11, 2), standing=Standing("on_track", 3, "k", date(2026, 12, 2)),
)  # fmt: skip


def queue(*rows: DueRow) -> RetentionPage:
    return RetentionPage(due=rows, holds=(), erased=(), total=9, next_due=None)


def test_one_s_own_opening_is_nothing_to_do() -> None:
    assert waiting.emergencies([OPENED, OWN, OPENED]) == 2
    assert waiting.emergencies([OWN]) == 0


def test_only_what_escalated_and_may_be_closed_was_passed_to_this_person() -> None:
    late = replace(OPENED, escalated=True)
    assert waiting.passed_on([OPENED, late, replace(late, may_close=False)]) == 1


@pytest.mark.parametrize("count", [1, 2])
def test_what_was_passed_on_is_a_reminder_on_every_page_until_it_is_closed(
    dressed, qtbot, count
) -> None:
    shell, view, answers = Shell(), QWidget(), {}
    for widget in (shell, view):
        qtbot.addWidget(widget)
    desk = SimpleNamespace(
        may={"emergency:review"}.__contains__, bus=ChangeBus(), shell=shell,
        send_for=lambda _view: lambda message, ok, _failed: ok(answers[type(message)]),
    )  # fmt: skip
    chosen: list[str] = []
    shell.page_chosen.connect(chosen.append)
    shell.show_reminder("A backup has been due.", "Open Backups", "backups")
    answers[BreakGlassReviews] = (OPENED, *[replace(OPENED, escalated=True)] * count)
    count_waiting(desk, view)
    told = shell._reminder.accessibleName()
    key = "reviews.reminder.one" if count == 1 else "reviews.reminder"
    assert told == f"A backup has been due. {say(key, count=count)}"
    links = shell._reminder._links
    assert [one.text() for one in links] == ["Open Backups", say("reviews.reminder.go")]
    links[1].click()
    assert chosen == ["emergency_reviews"]
    desk.bus.announce("break_glass")
    assert shell._reminder._links == links  # the same again leaves the keyboard where it is
    answers[BreakGlassReviews] = (OPENED,)
    desk.bus.announce("break_glass")
    assert shell._reminder.accessibleName() == "A backup has been due."
    shell.show_reminder("", "", "backups")
    assert shell._reminder.isHidden()


def test_what_is_due_or_waits_for_the_second_person_is_counted() -> None:
    proposed = replace(DUE, state="proposed", proposal_id=4, may_confirm=True)
    mine = replace(proposed, may_confirm=False, mine=True)
    held, soon = replace(DUE, state="held"), replace(DUE, state="soon")
    assert waiting.erasures(queue(DUE, proposed, mine, held, soon)) == 2


def test_a_team_counts_what_it_has_to_answer_or_release_and_governance_what_is_open() -> None:
    answered = replace(ASKED, answer="no")
    pack = replace(answered, may_release=True)
    sealed, closed = replace(ASKED, subject=""), replace(ASKED, status="closed")
    rows = (ASKED, answered, pack, sealed, closed)
    assert waiting.requests_to_answer(rows) == 2
    assert waiting.requests_open(rows) == 4


def told(message: object) -> object:
    answers = {
        AccessHits: PAGE, BreakGlassReviews: (OPENED, OWN), RightsToConfirm: (object(),),
        Decoys: DECOYS, RetentionQueue: queue(DUE), SubjectRequests: (ASKED,),
    }  # fmt: skip
    return answers[type(message)]


def nothing(*_told: object) -> None:
    """A shell that reminds of nothing."""


def counts_of(rights: set[str], qtbot) -> dict[str, int]:
    counted: dict[str, int] = {}
    view = QWidget()
    qtbot.addWidget(view)
    desk = SimpleNamespace(
        may=rights.__contains__, bus=ChangeBus(),
        send_for=lambda _view: lambda message, ok, _failed: ok(told(message)),
        shell=SimpleNamespace(set_count=counted.__setitem__, show_reminder=nothing),
    )  # fmt: skip
    count_waiting(desk, view)
    desk.bus.announce(*{kind for one in COUNTED for kind in one.kinds})  # counted anew, not twice
    return counted


@pytest.mark.parametrize("keeps", [True, False])
def test_rail_tabs_and_head_of_the_reviews_say_the_same(dressed, qtbot, keeps) -> None:
    rights = {"access_hit:read", "access_hit:decide", "emergency:review", "account:certify"}
    rights |= {"decoy:keep"} if keeps else set()
    rail = counts_of(rights, qtbot)["reviews"]
    view = ReviewsView(may_scan=keeps, may_propose=False, may_keep=keeps, may_certify=True)
    qtbot.addWidget(view)
    view.show_hits(PAGE)
    view.show_emergencies([OPENED, OWN])
    view.rights.counted.emit(1)
    if keeps:
        view.show_decoys(DECOYS)
    tabs = [tab.text() for tab in view.tabs._tabs.values()]
    said = [int(text.rpartition("(")[2].rstrip(")")) for text in tabs if "(" in text]
    assert sum(said) == rail == (5 if keeps else 3)
    assert say("reviews.waiting", count=rail) in [one.text() for one in view.findChildren(Pill)]


def test_where_nothing_was_checked_it_is_not_said_to_be_well(dressed, qtbot) -> None:
    view = ReviewsView(may_scan=False, may_propose=False, may_keep=False)
    qtbot.addWidget(view)
    empty = replace(PAGE, rows=(), open_by_rule={}, to_answer=0)
    for page, words in (
        (replace(empty, scanned_at=None), [say("reviews.never.others")]),
        (
            empty,
            [say("reviews.waiting.none"), say("reviews.last", day="20 Nov 2026", time="22:05")],
        ),
    ):
        view.show_hits(page)
        assert [
            one.text() for one in view._head._pills.findChildren(Pill) if not one.isHidden()
        ] == words


def test_who_reviews_nothing_finds_rights_to_confirm_in_administration(qtbot) -> None:
    assert counts_of({"account:certify"}, qtbot) == {"administration": 1}
    assert counts_of({"retention:decide", "subject_request:answer"}, qtbot) == {
        "retention": 1, "subject_requests": 1,
    }  # fmt: skip
