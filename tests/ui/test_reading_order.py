"""Tab goes through a part as one reads it, whatever was made first, and meets nothing twice."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ui.widgets.reading_order import in_reading_order


def test_what_was_made_last_is_met_where_it_stands(dressed, qtbot):
    page, names = QWidget(), ("head", "made later", "end")
    column, made = QVBoxLayout(page), {}
    for name, place in (("head", 0), ("end", 1), ("made later", 1)):
        made[name] = QPushButton(name)
        column.insertWidget(place, made[name])
    qtbot.addWidget(page)
    in_reading_order(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    made["head"].setFocus()
    met = []
    for _ in range(2 * len(names)):
        met.append(QApplication.focusWidget().text())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert met == [*names, *names]
