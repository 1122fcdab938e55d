"""The Tab key comes by every control of a page, also by those before the one a page begins at."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.forms.error_summary import ErrorSummary
from ui.tour.eyes import spoken
from ui.views.administration import AdministrationView
from ui.views.backups import BackupsView
from ui.views.families import FamiliesView
from ui.views.register import RegisterPage
from ui.widgets.banner import Banner
from ui.widgets.first_focus import begin_at
from ui.widgets.reading_order import ReadingOrder
from ui.wording import say

PAGES = {
    "families": lambda: FamiliesView(may_open_in_emergency=True),
    "register": RegisterPage,
    "administration": lambda: AdministrationView(may_create=True),
    "backups": BackupsView,
}
ONE_STOP = {"section_tab", "rail_item"}  # Tab comes by one of them, arrows go on


class Around(ReadingOrder, QWidget):
    """A window as the program's own."""


def walked(page, qtbot, around=Around):
    """Return what Tab comes by, from a button before the page until it is back there."""
    window = around()
    column = QVBoxLayout(window)
    before = QPushButton("before")
    column.addWidget(before)
    column.addWidget(page)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    met = []
    for _ in range(100):
        here = QApplication.focusWidget()
        if here is None or (met and here is before):
            break
        met.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return met


def left_out(page, met):
    return [
        spoken(one)
        for one in page.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.objectName() not in ONE_STOP
        and one not in met
    ]


@pytest.mark.parametrize("name", PAGES)
def test_tab_comes_by_everything(qtbot, name):
    page = PAGES[name]()
    assert left_out(page, walked(page, qtbot)) == []


def test_links_made_later_are_met_where_they_stand(qtbot):
    page, banner, summary, field = QWidget(), Banner(), ErrorSummary(), QLineEdit()
    column = QVBoxLayout(page)
    field.setAccessibleName("field")
    for part in (banner, summary, field):
        column.addWidget(part)
    for kept in ("first", "second"):  # made anew, they stand there still
        banner.show_message("Restricted", links=((kept, f"{kept} link"), ("more", "more")))
        summary.show_errors({"a": f"{kept} fault", "b": "other fault"})
    met = [spoken(one) for one in walked(page, qtbot)][1:]
    at = met.index("second link")
    assert met[at : at + 2] == ["second link", "more"]
    wanted = [say("form.summary"), "second fault", "other fault", "field"]
    assert met[at + 2 :] == wanted


def two(hand_on):
    page = QWidget()
    column = QVBoxLayout(page)
    for words in ("head action", "field"):
        made = QLineEdit()
        made.setAccessibleName(words)
        column.addWidget(made)
    hand_on(page, made)
    return page


def test_a_page_begins_at_its_field_and_leaves_nothing_out(qtbot):
    page = two(begin_at)
    assert left_out(page, walked(page, qtbot)) == []
    page.setFocus()
    assert spoken(QApplication.focusWidget()) == "field"


@pytest.mark.parametrize("around, left", [(Around, []), (QWidget, ["head action"])])
def test_qt_by_itself_would_leap_over_what_stands_before_a_focus_proxy(qtbot, around, left):
    page = two(lambda one, field: one.setFocusProxy(field))
    assert left_out(page, walked(page, qtbot, around)) == left
