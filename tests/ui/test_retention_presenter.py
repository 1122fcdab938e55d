"""The queue on the screen: what may be done with a line, and what is said."""

from datetime import date
from functools import partial

import msgspec
from PySide6.QtCore import Qt

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.retention import (
    ConfirmErasure,
    DueRow,
    Erased,
    FamilyPerson,
    HoldRow,
    LookAgain,
    NamedCount,
    NamedText,
    NamedTexts,
    PeopleToErase,
    ProposeErasure,
    RetentionPage,
    RetentionQueue,
    WhereNamed,
)
from ui.presenters.retention import RetentionPresenter
from ui.presenters.retention_named import NamedPresenter
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


def opened(qtbot, answer=PAGE, names=False, everything=False):
    view = RetentionView(names=names, everything=everything)
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
    view.holds.form.sent.connect(presenter.keep)
    view.holds.form.all_sent.connect(presenter.keep_all)
    view.holds.all_agreed.connect(presenter.all_agreed)
    view.holds.ended.connect(presenter.end_hold)
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


PERSON = DueRow(
    family_id=10, reference="EH-2026-000010", team="West", keep_until=None, rule="",
    state="proposed", proposal_id=5, person_id=77, proposed_by="Maureen Tregear", may_confirm=True,
    named=(NamedCount(kind="case_note", count=2),), stays="others",
)  # fmt: skip
TEXTS = NamedTexts(
    family_id=10, unread=0,
    texts=(
        NamedText(
            key=3, kind="case_note", title="Case note", on=date(2026, 3, 3), by="Priya Nandra",
            section="contacts",
        ),
    ),
)  # fmt: skip


def person_page(qtbot, row, names, answers=(TEXTS,)):
    """A queue with one proposal about a person, the page wired as it is in the window."""
    view = RetentionView(names=names)
    qtbot.addWidget(view)
    sent, gone, left = [], [], list(answers)
    page = RetentionPage(due=(row,), holds=(), erased=(), total=1, next_due=None)

    def send(message, succeeded, _failed):
        sent.append(message)
        given = {
            RetentionQueue: lambda: page,
            PeopleToErase: lambda: (FamilyPerson(id=77, name="Maja Kowalska"),),
            WhereNamed: lambda: left.pop(0),
        }
        succeeded(given[type(message)]() if type(message) in given else None)

    presenter = RetentionPresenter(view, send, lambda *_: None, names=names)
    named = NamedPresenter(view, send, lambda page, **where: gone.append((page, where)), presenter)
    view.row_chosen.connect(presenter.choose)
    view.other.sent.connect(partial(presenter.propose_other))
    view.other.people_wanted.connect(partial(presenter.people))
    view.other.person_chosen.connect(partial(named.look))
    view.other.named.opened.connect(partial(named.open))
    presenter.load()
    presenter.choose(10)
    view.show()
    return view, sent, gone


def test_the_second_person_reads_numbers_by_kind_before_confirming(qtbot):
    view, _, _ = person_page(qtbot, PERSON, names=False)
    assert "Case note (2)" in view._named.text()
    assert (view.confirm.isVisible(), view.look.isVisible()) == (True, False)


def test_what_changed_since_is_not_confirmed_and_the_manager_looks_again(qtbot):
    changed = msgspec.structs.replace(PERSON, changed=True)
    view, _, _ = person_page(qtbot, changed, names=False)
    assert not view.confirm.isVisible()
    assert "look again" in view._told.text()
    view, sent, gone = person_page(qtbot, changed, names=True)
    view.look.click()
    assert sent[-1] == WhereNamed(reference="EH-2026-000010", person_id=77)
    named = view.other.named
    assert named.table.isVisible()
    named.table.choose(3)
    qtbot.keyClick(named.table, Qt.Key.Key_Return)
    assert gone == [("family", {"family_id": 10, "section": "contacts"})]
    named.stays.setCurrentIndex(1)
    view.other.send.click()
    assert LookAgain(proposal_id=5, stays="others") in sent


def test_files_are_read_one_a_message_until_none_is_left(qtbot):
    reading = [msgspec.structs.replace(TEXTS, unread=left) for left in (2, 1, 0)]
    view, sent, _ = person_page(qtbot, PERSON, names=True, answers=reading)
    view.look.click()
    assert sum(isinstance(one, WhereNamed) for one in sent) == 3
    stuck = [msgspec.structs.replace(TEXTS, unread=2)] * 2
    view, sent, _ = person_page(qtbot, PERSON, names=True, answers=stuck)
    view.look.click()
    assert sum(isinstance(one, WhereNamed) for one in sent) == 2
