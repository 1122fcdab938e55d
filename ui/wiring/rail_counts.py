"""Counts in the rail that no page brings along: what waits for this person, packages nobody confirmed.

What was passed to this person because somebody else did not do it in time is a reminder on every page, too.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from earlyhelp.errors import HouseError
from earlyhelp.messages.access import BreakGlassReviews, BreakGlassRow
from earlyhelp.messages.account_changes import RightsToConfirm
from earlyhelp.messages.base import Page, Query
from earlyhelp.messages.decoys import Decoys
from earlyhelp.messages.looks import AccessHits
from earlyhelp.messages.retention import RetentionQueue
from earlyhelp.messages.sharing import SharingRegister, SharingRegisterPage
from earlyhelp.messages.subject_requests import SubjectRequests
from ui import waiting
from ui.wiring.desk import Desk
from ui.wiring.reloading import reload_on
from ui.wording import one_or_more, say

_PACKAGES = frozenset({"partner_package", "isa_agreement"})


class Counted(NamedTuple):
    """What a page of the rail counts: who has it to do, what is asked, how it is counted.

    Shape: `remind` is told what was found, and reminds of it on every page.
    """

    page: str
    permission: str
    asked: Query
    count: Callable[[Any], int]
    kinds: frozenset[str]
    remind: Callable[[Desk, Any], None] = lambda _desk, _found: None


def _remind_of_reviews(desk: Desk, rows: tuple[BreakGlassRow, ...]) -> None:
    """Say that reviews nobody closed in time are this person's now: nobody else can close them."""
    count = waiting.passed_on(rows)
    words = say(one_or_more("reviews.reminder", count), count=count) if count else ""
    desk.shell.show_reminder(words, say("reviews.reminder.go"), "emergency_reviews")


_REVIEWED = frozenset({"access_hit", "certification", "staff_account", "break_glass"})
_ASKED_FOR = frozenset({"subject_request", "subject_answer", "subject_pack", "subject_match"})
_DUE = frozenset({"erasure_proposal", "retention_hold", "retention_date", "family"})
COUNTED = (
    Counted(
        "reviews", "access_hit:decide", AccessHits(page=Page(limit=1)), waiting.hits, _REVIEWED
    ),
    Counted(
        "reviews", "emergency:review", BreakGlassReviews(), waiting.emergencies, _REVIEWED,
        _remind_of_reviews,
    ),
    Counted("reviews", "account:certify", RightsToConfirm(), waiting.rights, _REVIEWED),
    Counted("reviews", "decoy:keep", Decoys(), waiting.decoys, _REVIEWED),
    Counted("retention", "retention:decide", RetentionQueue(), waiting.erasures, _DUE),
    Counted(
        "subject_requests", "subject_request:answer", SubjectRequests(),
        waiting.requests_to_answer, _ASKED_FOR,
    ),
    Counted(
        "subject_requests", "subject_request:decide", SubjectRequests(),
        waiting.requests_open, _ASKED_FOR,
    ),
)  # fmt: skip


def count_waiting(desk: Desk, view: QWidget) -> None:
    """Ask now, and whenever one of them changes while `view`, the first page, is there."""
    send = desk.send_for(view)
    sums: dict[str, dict[str, int]] = {}

    def taking(one: Counted) -> Callable[[Any], None]:
        elsewhere = one.page == "reviews" and not desk.may("access_hit:read")
        page = "administration" if elsewhere else one.page

        def take(found: Any) -> None:
            parts = sums.setdefault(page, {})
            parts[one.permission] = one.count(found)
            desk.shell.set_count(page, sum(parts.values()))
            one.remind(desk, found)

        return take

    for one in COUNTED:
        if desk.may(one.permission):

            def load(one: Counted = one) -> None:
                send(one.asked, taking(one), _nothing)

            reload_on(desk, view, one.kinds, load)
            load()


def count_packages(desk: Desk, view: QWidget) -> None:
    """Count packages that are overdue, for who keeps the register of sharing; as `count_waiting` does."""
    if not desk.may("sharing:register"):
        return
    send = desk.send_for(view)

    def show(register: SharingRegister) -> None:
        desk.shell.set_count("sharing", sum(bool(row.overdue) for row in register.packages))

    def load() -> None:
        send(SharingRegisterPage(), show, _nothing)

    reload_on(desk, view, _PACKAGES, load)
    load()


def _nothing(_error: HouseError) -> None:
    """A count that cannot be had says nothing; the page itself will."""
