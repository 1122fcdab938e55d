"""Hands that click.  Refuse to press what cannot be seen: they scroll there first, as a person does."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from ui.tour.eyes import Match
from ui.tour.hands import Hands, checked
from ui.wording import say

_LEFT = Qt.MouseButton.LeftButton


class MouseHands(Hands):
    """Clicks instead of tabbing; words are typed all the same."""

    def reach(self, name: str | Match, within: QWidget | None = None) -> QWidget:
        """Click into a control."""
        found = self.find(name, within)
        if not isinstance(found, QAbstractButton | QComboBox):
            self.click(found)
        elif QApplication.focusWidget() is not found:
            _show(found)
            if isinstance(found, QComboBox):
                found.setFocus(Qt.FocusReason.MouseFocusReason)
        return found

    def press(self, name: str | Match, within: QWidget | None = None) -> None:
        """Click a button."""
        self.click(self.find(name, within))
        self.settle()

    def tick(self, name: str | Match, within: QWidget | None = None) -> None:
        """Click a box that is not ticked."""
        found = self.find(name, within)
        if not checked(found):
            self.click(found)

    def choose(self, question: str, option: str, within: QWidget | None = None) -> None:
        """Click one of a few, or choose in a list of many."""
        full = f"{question}: {option}"
        found = self.find(lambda name: name in {question, full}, within)
        if isinstance(found, QRadioButton):
            self.click(found)
        else:
            super().choose(question, option, within)

    def open_page(self, page: str) -> None:
        """Click a page of the rail."""
        words = say(f"rail.{page}")
        self.press_matching(lambda name: name.startswith(words), self.window.shell.rail)

    def open_section(self, name: str) -> None:
        """Click a section of the page."""
        self.click(self.find(name))
        self.settle()

    def drop(self, menu: str) -> None:
        """Click the button that has a menu."""
        self.click(self.find(menu))
        self.wait(lambda: QApplication.activePopupWidget() is not None, menu)

    def choose_row(self, table: str, words: str) -> None:
        """Click a row."""
        self._click_row(table, words)
        self.settle()

    def open_row(self, table: str, words: str) -> None:
        """Click a row twice."""
        view, spot = self._click_row(table, words)
        QTest.mouseDClick(view.viewport(), _LEFT, pos=spot)
        self.settle()

    def lock(self) -> None:
        """Click the lock."""
        self.click(self.find(say("frame.lock")))
        self.wait(lambda: self.window.desk is None, say("tour.wait.lock"))
        self.settle()

    def press_matching(self, name: Match, within: QWidget) -> None:
        """Click the button whose name fits."""
        self.click(self.find(name, within))
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Scroll to a control and click it."""
        self.wake()
        _show(widget)
        middle = widget.rect().center()
        if isinstance(widget, QRadioButton | QCheckBox):
            middle = QPoint(10, middle.y())
        QTest.mouseClick(_hit(widget), _LEFT, pos=middle)

    def _click_row(self, table: str, words: str) -> tuple[QTableView, QPoint]:
        view = self.table(table)
        _show(view)
        index = view.model().index(self.row_of(view, words), 0)
        view.scrollTo(index)
        spot = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), _LEFT, pos=spot)
        return view, spot


def _hit(widget: QWidget) -> QWidget:
    """Return the part of a control that takes the mouse."""
    viewport = getattr(widget, "viewport", None)
    return viewport() if callable(viewport) else widget


def _show(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    QTest.qWait(1)
