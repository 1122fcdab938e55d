"""The queue on the screen: what may be done with a line, and what is said."""

from datetime import date

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.retention import (
    ConfirmErasure,
    DueRow,
    Erased,
    HoldRow,
    KeepFamily,
    ProposeErasure,
    RetentionPage,
    RetentionQueue,
)
from ui.presenters.retention import RetentionPresenter
from ui.views.retention import RetentionView
from ui.widgets.confirm import ConfirmDialog

DUE = DueRow(
    family_id=7, reference="EH-2001-000007", team="West", keep_until=date(2026, 4, 1),
    rule="closure", state="due",
)  # fmt: skip
WAITS = DueRow(
    family_id=8, reference="EH-2001-000008", team="West", keep_until=date(2026, 4, 1),
    rule="birthday", state="proposed", proposal_id=3, proposed_by="Maureen Tregear", may_confirm=True,
)  # fmt: skip
HELD = DueRow(
    family_id=9, reference="EH-2001-000009", team="West", keep_until=date(2026, 4, 1),
    rule="unknown", state="held", held_by="inquiry",
)  # fmt: skip
HOLD = HoldRow(
    id=4, family_id=9, reference="EH-2001-000009", reason="inquiry", from_on=date(2026, 1, 1),
    until_on=None, placed_by="Ira Menhenick",
)  # fmt: skip
PAGE = RetentionPage(
    due=(DUE, WAITS, HELD), holds=(HOLD,), erased=(), total=3, next_due=date(2027, 4, 1)
)


def opened(qtbot, answer=PAGE, names=False):
    view = RetentionView(names=names)
    qtbot.addWidget(view)
    sent = []

    def send(message, succeeded, failed):
        sent.append(message)
        if isinstance(message, RetentionQueue):
            succeeded(PAGE)
        elif isinstance(answer, Exception):
            failed(answer)
        else:
            succeeded(answer)

    presenter = RetentionPresenter(view, send, lambda *_: None, names=names)
    view.row_chosen.connect(presenter.choose)
    presenter.load()
    view.show()
    return view, presenter, sent


def test_a_due_line_can_be_kept_or_proposed_but_not_confirmed(qtbot):
    view, presenter, sent = opened(qtbot)
    presenter.choose(7)
    shown = [view.propose, view.keep, view.confirm, view.withdraw]
    assert [one.isVisible() for one in shown] == [True, True, False, False]
    presenter.propose("due")
    assert ProposeErasure(reference="EH-2001-000007", reason="due") in sent


def test_a_proposed_line_is_confirmed_after_one_more_question(qtbot):
    view, presenter, sent = opened(qtbot, Erased(number=1, entry=5, rows={"person": 2}))
    view.confirm_agreed.connect(presenter.confirm)
    presenter.choose(8)
    view.confirm.click()
    (dialog,) = view.findChildren(ConfirmDialog)
    assert not any(isinstance(one, ConfirmErasure) for one in sent)
    dialog.harmful.click()
    assert ConfirmErasure(proposal_id=3) in sent


def test_a_held_line_offers_nothing_but_says_why(qtbot):
    view, presenter, _ = opened(qtbot)
    presenter.choose(9)
    for one in (view.propose, view.keep, view.confirm, view.withdraw):
        assert not one.isVisible()


def test_keeping_takes_the_reference_along(qtbot):
    view, presenter, sent = opened(qtbot)
    view.hold.sent.connect(presenter.keep)
    presenter.choose(7)
    view.keep.click()
    assert view.hold.reference.text() == "EH-2001-000007"
    view.hold.send.click()
    assert KeepFamily(reference="EH-2001-000007", reason="legal_hold") in sent


def test_a_wrong_reference_is_said_at_the_top_and_nothing_is_lost(qtbot):
    view, presenter, _ = opened(qtbot, Invalid({"reference": "retention.reference"}))
    view.other.sent.connect(presenter.propose_other)
    view.open("other")
    view.other.reference.setText("EH-1")
    view.other.send.click()
    assert view.summary.isVisible()
    assert view.other.reference.text() == "EH-1"


def test_a_refusal_is_said(qtbot):
    view, presenter, _ = opened(qtbot, Refused("erasure.second"))
    presenter.choose(8)
    presenter.confirm()
    assert view._failure.isVisible()


def test_names_are_asked_for_only_by_those_who_work_with_families(qtbot):
    for names in (False, True):
        view, presenter, sent = opened(qtbot, (), names=names)
        presenter.people("EH-2001-000007")
        asked = [one for one in sent if type(one).__name__ == "PeopleToErase"]
        assert len(asked) == names
        assert ("erased" in view._pages) is not names
