"""The bar of sections goes through them in order with the arrows, however many lines it takes."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.widgets.reading_order import stops
from ui.widgets.section_tabs import SectionTabs

NAMES = [f"Section number {number}" for number in range(9)]


def test_the_arrows_go_round_in_order_over_several_lines(dressed, qtbot) -> None:
    bar = SectionTabs([(name, name) for name in NAMES])
    qtbot.addWidget(bar)
    bar.setFixedWidth(360)
    bar.resize(360, bar.heightForWidth(360))
    with qtbot.waitActive(bar):  # other tests may have left a window that has the keyboard
        bar.show()
        bar.activateWindow()
    tops = {bar._tabs[name].y() for name in NAMES}
    assert len(tops) > 2
    bar._tabs[NAMES[0]].setFocus()
    met = []
    for _ in NAMES:
        QTest.keyClick(QApplication.focusWidget() or bar._tabs[bar.current()], Qt.Key.Key_Right)
        met.append(bar.current())
    assert met == [*NAMES[1:], NAMES[0]]
    QTest.keyClick(bar._tabs[bar.current()], Qt.Key.Key_Left)
    assert bar.current() == NAMES[-1]


def test_sections_added_later_are_no_stops_of_their_own(dressed, qtbot) -> None:
    bar = SectionTabs([(name, name) for name in NAMES[:2]])
    qtbot.addWidget(bar)
    bar.choose(NAMES[1])
    for name in NAMES[2:5]:
        bar.add(name, name)
    bar.show()
    assert bar.current() == NAMES[1]
    assert stops(bar) == [bar._tabs[NAMES[1]]]


def test_the_first_stays_chosen_where_its_key_is_empty(qtbot) -> None:
    bar = SectionTabs([("", "All"), ("review", "Reviews"), ("action", "Actions")])
    qtbot.addWidget(bar)
    chosen = [name for name, tab in bar._tabs.items() if tab.isChecked()]
    assert (bar.current(), chosen) == ("", [""])
    assert bar._tabs[""].focusPolicy() == Qt.FocusPolicy.StrongFocus
