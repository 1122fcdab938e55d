"""The audit on the page: acts chosen by their words, nothing found is said, only one family's entries."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from earlyhelp.messages.trail import AuditRow
from tests.ui.test_family_view import unnamed
from ui.views.audit import AuditView
from ui.views.audit_words import acts, family_words

ROW = AuditRow(
    seq=9, at=datetime(2026, 11, 20, 9, tzinfo=UTC), who="priya", role="practitioner",
    act="partner:share", what="partner_share:7:v1", family_id=913597599100246183, purpose="",
    rule="practitioner/partner:share/allocated", outcome="viewed", standing="chained",
    did="looked at what partners were shown", named="The plan as a partner was shown it",
)  # fmt: skip


@pytest.fixture
def view(qtbot, dressed):
    made = AuditView()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.asked = []
    made.filtered.connect(made.asked.append)
    made.show_rows([ROW], more=False)
    return made


def cells(view):
    model = view.table.model()
    return [model.index(0, column).data() for column in range(model.columnCount())]


def test_a_line_is_told_in_words_and_the_entry_as_written_stands_below(view):
    assert cells(view)[3:] == [
        "looked at what partners were shown",
        "family no. 0024 6183 · The plan as a partner was shown it",
        "viewed",
    ]
    view.table.choose(9)
    assert "partner_share:7:v1" in view._detail.text()
    assert view.only.isVisible()
    view.only.click()
    assert view.asked[-1]["family"] == "0024 6183"
    assert unnamed(view) == []


def test_an_act_is_found_by_a_word_and_chosen(view, qtbot):
    offered = [words for _, words, _ in acts()]
    assert len(offered) == len(set(offered))
    assert [one for one in offered if "opened the family" in one.lower()]
    view.act.line.setFocus()
    qtbot.keyClicks(view.act.line, "opened the assessment")
    qtbot.keyClick(view.act.line, Qt.Key.Key_Return)
    view.show_button.click()
    assert view.asked[-1]["act"] == "assessment:read"


def test_where_nothing_fits_it_is_said_and_every_entry_is_one_press_away(view):
    view.who.setText("nobody")
    view.show_rows([], more=False)
    assert view._none.isVisible()
    assert not view.table.isVisible()
    assert not view.only.isVisible()
    view._everything()
    assert view.asked[-1] == {
        "who": "", "act": "", "outcome": "", "family": "", "from_on": "", "to_on": "",
    }  # fmt: skip
    view.show_rows([ROW], more=False)
    assert view.table.isVisible()


def test_two_families_are_told_apart_by_their_last_digits():
    assert family_words(913597599100246183) == "family no. 0024 6183"
    assert family_words(12) == "family no. 0000 0012"
    assert family_words(12, "EH-2019-000001") == "family no. 0000 0012 (EH-2019-000001)"
