"""Every page begins at a control, with the ring around it; questions come before what follows them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from tests.ui.made_up_casework import Around, FakeStore, assessment
from ui.presenters.assessment import AssessmentPresenter
from ui.views.assessment import AssessmentView
from ui.views.emergency import EmergencyView
from ui.views.family import FamilyView
from ui.views.figures import FiguresView
from ui.views.front_door import FrontDoorView
from ui.views.reviews import ReviewsView
from ui.views.subject_request import SubjectRequestView
from ui.views.subject_requests import SubjectRequestsView
from ui.widgets.first_focus import begin_at
from ui.widgets.reading_order import stops

PAGES = {
    "front door": lambda: FrontDoorView(
        lambda: date(2026, 11, 2), may_decide=True, may_request=True
    ),
    "reviews": lambda: ReviewsView(may_scan=True, may_propose=False, may_keep=False),
    "figures": lambda: FiguresView(may_publish=True, may_export=False),
    "figures read": lambda: FiguresView(may_publish=False, may_export=True),
    "requests": lambda: SubjectRequestsView(may_record=True, may_answer=True),
    "request": lambda: SubjectRequestView(may_answer=True, may_decide=True),
    "family": FamilyView,
    "duty": lambda: EmergencyView(may_name=True, may_renew=True),
}


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_a_page_begins_at_one_of_its_controls(dressed, qtbot, make) -> None:
    page = make()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    holder = QApplication.focusWidget()
    assert holder is not page
    assert page.isAncestorOf(holder)
    assert holder.focusPolicy() != Qt.FocusPolicy.NoFocus  # the ring is drawn


def test_what_is_there_only_later_takes_over_from_what_stood_in_for_it(dressed, qtbot) -> None:
    page = QWidget()
    column, parts = QVBoxLayout(page), [QPushButton(name) for name in ("rows", "new", "other")]
    for part in parts:
        column.addWidget(part)
    rows, new, other = parts
    begin_at(page, rows, new)
    rows.hide()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    assert page.focusWidget() is new
    rows.show()
    assert page.focusWidget() is rows
    rows.hide()
    other.setFocus()  # somebody went on already
    rows.show()
    assert page.focusWidget() is other


def test_in_an_assessment_the_questions_come_before_the_next_section(dressed, qtbot) -> None:
    view = AssessmentView()
    qtbot.addWidget(view)
    view.show()
    AssessmentPresenter(view, FakeStore(AssessmentPage=assessment()), 7, Around().given()).load()
    qtbot.waitUntil(view.card.form.isVisible)
    met = stops(view)
    asked = [one for one in met if view.card.form.isAncestorOf(one)]
    places = [met.index(one) for one in (view.sections, asked[0], asked[-1], view.card.next)]
    assert places == sorted(places)
    assert met.index(view.complete) < met.index(view.sections)  # they stand at the top
