"""Corrections on the page of a request: for those who decide on it, over all its families."""

from datetime import date

from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton

from earlyhelp.domain.timescales import Lateness
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.corrections import CorrectionRow, Corrections, DecideCorrection
from earlyhelp.messages.rights import Rectified
from ui.presenters.family_forms import FormDesk
from ui.presenters.subject_corrections import SubjectCorrections
from ui.views.subject_request import SubjectRequestView
from ui.wording import say

ROW = CorrectionRow(
    id=4, version=2, record="Case note: late again", status="open",
    content=Rectified(asker="Anna", wrong="Never late", wanted="On time", original="late again"),
    received_on=date(2026, 11, 20), lateness=Lateness("on_track", 3, "lateness.late"),
    recorded_by="Priya Nandra",
)  # fmt: skip
ANSWERS = {"decision.corrected": True, "decision.correction": "On time", "decision.why": "Diary"}


def opened(dressed, qtbot, *, may_decide=True):
    view = SubjectRequestView(may_answer=False, may_decide=may_decide)
    qtbot.addWidget(view)
    view.show()
    return view


def test_what_the_families_asked_for_is_listed_and_decided(dressed, qtbot):
    view, sent = opened(dressed, qtbot), []

    def send(message, succeeded, _failed):
        sent.append(message)
        if isinstance(message, Corrections):
            succeeded((replace(ROW, id=message.family_id),))
        else:
            succeeded(Receipt(id=1))

    forms = FormDesk(view, send, lambda _receipt: None)
    made = SubjectCorrections(view.corrections, send, forms, lambda _error: None)
    view.corrections.form_wanted.connect(made.open)
    made.load([7, 9, 7])
    assert [one.family_id for one in sent] == [7, 9]
    view.show_section("corrections")
    view.corrections.table.choose(9)
    view.corrections.of_row["correction_decision"].click()
    forms.saved(ANSWERS)
    (decision,) = [one for one in sent if isinstance(one, DecideCorrection)]
    assert (decision.correction_id, decision.version, decision.corrected) == (9, 2, True)
    view.forms.leave()


def test_only_the_decision_is_offered_and_only_to_those_who_decide(dressed, qtbot):
    view = opened(dressed, qtbot)
    view.show_section("corrections")
    view.corrections.show_rows((ROW,))
    shown = {name for name, one in view.corrections.of_row.items() if one.isVisible()}
    assert shown == {"correction_decision"}
    others = opened(dressed, qtbot, may_decide=False)
    names = {one.accessibleName() for one in others.tabs.findChildren(QAbstractButton)}
    assert say("subject.section.held") in names
    assert say("subject.section.corrections") not in names
    others.show_section("corrections")
    assert not any(one.isVisible() for one in others.corrections.of_row.values())


def test_what_was_decided_leaves_row_and_keyboard_where_they_were(dressed, qtbot):
    view, states = opened(dressed, qtbot), {7: "open", 9: "open"}
    waiting = []

    def send(message, succeeded, _failed):
        row = replace(ROW, id=message.family_id, status=states[message.family_id])
        waiting.append(lambda: succeeded((row,)))

    made = SubjectCorrections(view.corrections, send, None, lambda _error: None)
    view.show_section("corrections")

    def load(*families):
        made.load(families)
        while waiting:
            waiting.pop(0)()

    load(7, 9)
    table, decide = view.corrections.table, view.corrections.of_row["correction_decision"]
    table.choose(9)
    decide.setFocus()
    states[9] = "corrected"
    made.load((7, 9))
    assert table.isVisible()  # what stands there stays until all have answered
    waiting.pop(0)()
    assert table.model().rowCount() == 2
    waiting.pop(0)()
    assert (table.chosen_id(), decide.isEnabled()) == (9, False)
    assert view.focusWidget() is table
    states[8] = "open"
    made.load((8,))
    assert not table.isVisible()  # the rows of other families do not stay
    waiting.clear()
