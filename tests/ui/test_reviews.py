"""The page of access reviews: what it asks the keeper, what it shows, what it locks."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.account_changes import ConfirmRights, RightsRow, RightsToConfirm
from earlyhelp.messages.base import Page, Receipt
from earlyhelp.messages.decoys import (
    ConfirmDecoy,
    DecoyLook,
    DecoyRow,
    Decoys,
    ProposeDecoy,
    ReviewDecoy,
)
from earlyhelp.messages.figures import Work
from earlyhelp.messages.looks import (
    AccessHits,
    ContinueScan,
    DecideHit,
    HitPage,
    HitRow,
    ScanAccess,
)
from ui.presenters.reviews import ReviewsPresenter
from ui.presenters.rights_due import RightsDuePresenter
from ui.views.reviews import ReviewsView
from ui.views.reviews_hits import _family

AT = datetime(2026, 11, 20, 22, 5, tzinfo=UTC)
HIT = HitRow(
    id=5, version=2, rule="no_work", who="Omar Haddad", role="practitioner", family_id=77,
    family="EH-2026-000001", on=date(2026, 11, 20), count=3, entry=9, status="open",
)  # fmt: skip
OWN = HitRow(
    id=6, version=1, rule="near", who="Ira Menhenick", role="information_governance", family_id=78,
    family="", on=date(2026, 11, 20), count=1, entry=0, status="open", mine=True,
)  # fmt: skip
PAGE = HitPage(
    rows=(HIT, OWN), next_after="5", open_by_rule={"no_work": 1, "near": 1, "sample": 40},
    scanned_at=AT, may_scan=True, to_answer=1,
)  # fmt: skip
LOOK = DecoyLook(
    entry=90, at=AT, who="Omar Haddad", role="practitioner", act="family:read", outcome="viewed",
    purpose="Duty call",
)  # fmt: skip
DECOYS = (
    DecoyRow(mark_id=1, reference="EH-2026-000009", proposed_by="Maureen", confirmed_by="", looks=()),
    DecoyRow(mark_id=2, reference="EH-2026-000010", proposed_by="Maureen", confirmed_by="Ira",
             looks=(LOOK,)),
)  # fmt: skip


class Keeper:
    """Answers from a table; what is not in it fails with an error."""

    def __init__(self, answers):
        self.answers, self.sent = answers, []

    def __call__(self, message, succeeded, failed):
        self.sent.append(message)
        answer = self.answers.get(type(message), Refused("refused.record"))
        answer = answer.pop(0) if isinstance(answer, list) else answer
        (failed if isinstance(answer, Exception) else succeeded)(answer)


@pytest.fixture
def page(qtbot, dressed):
    def make(answers=None, may=("decoy:read", "decoy:keep", "access_scan:run")):
        view = ReviewsView(
            may_scan="access_scan:run" in may, may_propose="decoy:propose" in may,
            may_keep="decoy:keep" in may,
        )  # fmt: skip
        qtbot.addWidget(view)
        view.resize(1100, 700)
        view.show()
        keeper = Keeper({AccessHits: PAGE, Decoys: DECOYS} | (answers or {}))
        presenter = ReviewsPresenter(view, keeper, lambda one: one in may, lambda *_: None)
        presenter.load()
        return view, keeper, presenter

    return make


def test_questions_are_shown_with_counts_and_ones_own_cannot_be_answered(page):
    view, keeper, _ = page()
    assert [type(one) for one in keeper.sent] == [AccessHits, Decoys]
    assert view.hits.table.model().rowCount() == 2
    assert "2" in view.hits.rule.itemText(0)
    assert "40" in view.hits.rule.itemText(view.hits.rule.findData("sample"))
    view.hits.table.choose(HIT.id)
    assert view.hits.answer.isEnabled()
    view.hits.table.choose(OWN.id)
    assert not view.hits.answer.isEnabled()


def test_who_is_not_told_every_reference_reads_numbers_first():
    row = replace(HIT, family_id=12, family="EH-2019-000001")
    assert _family(row) == "EH-2019-000001"
    assert _family(replace(row, by_number=True)) == "family no. 0000 0012 (EH-2019-000001)"
    assert _family(replace(row, by_number=True, family="")) == "family no. 0000 0012"


def test_the_answer_follows_from_the_reason(page):
    _, keeper, presenter = page({DecideHit: Receipt(id=5, version=3)})
    presenter.answer(HIT.id, "duty_rota")
    presenter.answer(HIT.id, "incident")
    sent = [one for one in keeper.sent if isinstance(one, DecideHit)]
    assert [(one.status, one.reason, one.version) for one in sent] == [
        ("accepted", "duty_rota", 2),
        ("raised", "incident", 2),
    ]


def test_no_reason_asks_nobody_and_says_so(page):
    view, keeper, presenter = page()
    presenter.answer(HIT.id, "")
    assert not [one for one in keeper.sent if isinstance(one, DecideHit)]
    assert "reason" in view.summary.links


def test_going_through_the_audit_shows_how_far_and_can_be_stopped(page):
    steps = [
        Work(work_id=7, done=1, total=3, finished=False),
        Work(work_id=7, done=1, total=3, finished=True),
    ]
    view, keeper, presenter = page(
        {ScanAccess: Work(work_id=7, done=0, total=3, finished=False), ContinueScan: steps}
    )
    held = []
    presenter._send = lambda message, ok, failed: held.append((message, ok))  # answers when told
    presenter.scan()
    held.pop()[1](Work(work_id=7, done=0, total=3, finished=False))
    assert view.bar.isVisible()
    assert not view.scan.isEnabled()
    presenter.cancel()
    held.pop()[1](steps[0])
    assert held[-1][0] == ContinueScan(work_id=7, cancel=True)
    held.pop()[1](steps[1])
    assert not view.bar.isVisible()
    assert view.scan.isEnabled()
    assert keeper.sent


def test_more_questions_follow_by_page(page):
    _, keeper, presenter = page()
    presenter.next_page()
    assert keeper.sent[-1] == AccessHits(page=Page(after="5"))


def test_decoys_are_confirmed_and_their_looks_answered(page):
    view, keeper, _presenter = page({ConfirmDecoy: Receipt(id=1), ReviewDecoy: Receipt(id=2)})
    decoys = view.decoys
    view.show_section("decoys")
    decoys.table.choose(1)
    assert (decoys.confirm.isEnabled(), decoys.review.isEnabled()) == (True, False)
    decoys.table.choose(2)
    assert (decoys.confirm.isEnabled(), decoys.end.isEnabled()) == (False, False)
    assert decoys.review.isEnabled()
    heard = []
    decoys.reviewed.connect(lambda *told: heard.append(told))
    decoys.reason.setCurrentIndex(decoys.reason.findData("duty_rota"))
    decoys.review.click()
    assert heard == [(2, 90, "duty_rota")]
    assert keeper.sent


def test_a_manager_proposes_and_sees_no_decoy(page):
    wrong = Invalid({"reference": "decoy.unknown"})
    view, keeper, presenter = page({ProposeDecoy: [wrong, Receipt(id=3)]}, may=("decoy:propose",))
    assert not [one for one in keeper.sent if isinstance(one, Decoys)]
    presenter.propose("EH-1")
    assert "reference" in view.summary.links
    presenter.propose("EH-2026-000009")
    assert view.summary.isHidden()


def test_at_twice_the_size_nothing_is_wider_than_the_page(qtbot, doubled):
    view = ReviewsView(may_scan=True, may_propose=True, may_keep=True)
    qtbot.addWidget(view)
    view.show()
    view.show_hits(PAGE)
    view.show_decoys(DECOYS)
    assert view.hits.reason.minimumSizeHint().width() < 800


def test_rights_are_kept_by_the_keyboard_alone_and_counted_on_their_tab(qtbot, dressed):
    rows = tuple(
        RightsRow(
            account_id=ident, name=name, role="practitioner", teams="West", version=2, why="confirm",
            confirmed_on=date(2026, 8, 1), used_on=None, ends_on=None,
        )
        for ident, name in ((7, "Omar Haddad"), (8, "Priya Nandra"))
    )  # fmt: skip
    view = ReviewsView(may_scan=False, may_propose=False, may_keep=False, may_certify=True)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    heard = []
    keeper = Keeper({RightsToConfirm: [rows, rows[:1]], ConfirmRights: Receipt()})
    presenter = RightsDuePresenter(view.rights, view, keeper, lambda *kinds: heard.append(kinds))
    view.rights.confirmed.connect(presenter.confirm)
    presenter.load()
    assert "2" in view.tabs._tabs["rights"].text()
    view.open_section("rights")
    assert view.tabs.current() == "rights"
    view.rights.table.setFocus()
    qtbot.keyClick(view.rights.table, Qt.Key.Key_Down)
    view.rights.needed.setFocus()
    qtbot.keyClick(view.rights.needed, Qt.Key.Key_Space)
    assert ConfirmRights(account_id=8) in keeper.sent
    assert heard == [("certification", "staff_account")]
    assert "1" in view.tabs._tabs["rights"].text()
