"""Tab goes through a window as one reads it, whatever was made first, and meets nothing twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.date_input import DateInput
from ui.widgets.reading_order import ReadingOrder, stops

NAMES = ("head", "made later", "end")


class Reads(ReadingOrder, QWidget):
    """A window as the program's own."""


@pytest.fixture(params=[Reads, QWidget], ids=["ours", "qt's own"])
def kind(request):
    return request.param


def shown(page, qtbot):
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def buttons(page, names=NAMES):
    """Make the last but one button last, and put it where it belongs."""
    column, made = QVBoxLayout(page), {}
    first, later, end = names
    for name, place in ((first, 0), (end, 1), (later, 1)):
        made[name] = QPushButton(name)
        column.insertWidget(place, made[name])
    return made


def walk(times, key=Qt.Key.Key_Tab):
    met = []
    for _ in range(times):
        met.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), key)
    return met


def test_what_was_made_last_is_met_where_it_stands(dressed, qtbot, kind):
    page = kind()
    made = buttons(page)
    shown(page, qtbot)
    made["head"].setFocus()
    met = [one.text() for one in walk(6)]
    assert (met == [*NAMES, *NAMES]) is (kind is Reads)  # what it is there for


def test_backwards_is_the_same_way_back(dressed, qtbot):
    page = Reads()
    made = buttons(page)
    shown(page, qtbot)
    made["head"].setFocus()
    met = [one.text() for one in walk(6, Qt.Key.Key_Backtab)]
    assert met == ["head", "end", "made later", "head", "end", "made later"]


def test_what_is_hidden_or_may_not_be_pressed_is_passed_by(dressed, qtbot):
    page = Reads()
    made = buttons(page)
    made["made later"].setEnabled(False)
    shown(page, qtbot)
    made["end"].setFocus()
    assert [one.text() for one in walk(3)] == ["end", "head", "end"]
    made["head"].hide()
    assert stops(page) == [made["end"]]


def test_parts_of_an_input_and_of_a_scrolled_page_are_met_once(dressed, qtbot):
    page, inner, scroll = Reads(), QWidget(), QScrollArea()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column = QVBoxLayout(inner)
    day, choice, line = DateInput("day"), QComboBox(), QLineEdit()
    choice.setEditable(True)
    for one in (day, choice, line):
        column.addWidget(one)
    scroll.setWidget(inner)
    QVBoxLayout(page).addWidget(scroll)
    shown(page, qtbot)
    line.setFocus()
    once = len(stops(page))
    met = walk(2 * once)
    assert met[:once] == met[once:]
    assert len(set(met)) == once
    assert choice in met or choice.lineEdit() in met
    assert sum(day.isAncestorOf(one) for one in met[:once]) == len(stops(day))


def test_a_keyboard_that_stands_on_no_stop_goes_on_from_there(dressed, qtbot):
    page = Reads()
    made = buttons(page)
    shown(page, qtbot)
    made["made later"].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    made["made later"].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is made["end"]
