"""The frame around every page: top bar, rail, pages, status line, keys.

Refuses to know any page, message or rule: wiring adds pages and listens to signals.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.banner import Banner
from ui.widgets.page_stack import PageStack
from ui.widgets.rail import Rail
from ui.widgets.reading_order import ReadingOrder
from ui.widgets.reminders import Reminders
from ui.widgets.search_results import SearchResults, SearchRow
from ui.widgets.shortcut_sheet import ShortcutSheet
from ui.widgets.status_line import StatusLine
from ui.widgets.top_bar import TopBar
from ui.wording import say

__all__ = ["SearchRow", "Shell"]


class Shell(ReadingOrder, QMainWindow):
    """The one window.  Pages are named by key; a key of the rail is chosen by `page_chosen`."""

    page_chosen = Signal(str)
    search_typed = Signal(str)
    search_chosen = Signal(object)  # an id: larger than Qt's int
    lock_pressed = Signal()
    person_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(say("frame.program"))
        self.setMinimumSize(1100, 700)
        self.resize(1440, 900)
        self._under = ""  # the page of the rail that the one in front belongs to
        self._more_keys: list[tuple[str, str]] = []
        self.rail, self.bar, self.status = Rail(), TopBar(), StatusLine()
        self.stack = PageStack()
        self._demo = QLabel(say("frame.demo"))
        self._demo.setObjectName("demo_banner")
        self._demo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._demo.hide()
        self._reminder, self.alarm = Reminders(), Banner()
        self.alarm.setObjectName("alarm")
        for banner in (self._reminder, self.alarm):
            banner.link_chosen.connect(self.page_chosen)
        self.setCentralWidget(self._frame())
        self._results = SearchResults(self)
        self._connect()

    def _frame(self) -> QWidget:
        canvas = QWidget()
        canvas.setObjectName("canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._demo)
        column.addWidget(self.bar)
        column.addWidget(self.alarm)
        column.addWidget(self._reminder)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        return canvas

    def _connect(self) -> None:
        self.rail.chosen.connect(self.page_chosen)
        self.bar.lock_pressed.connect(self.lock_pressed)
        self.bar.person_pressed.connect(self.person_pressed)
        self.bar.search_typed.connect(self._search_typed)
        self.bar.search_left.connect(self._hide_search)
        self.bar.into_results.connect(self._results.enter)
        self._results.left.connect(self._leave_results)
        self._results.chosen.connect(self.search_chosen)
        self._bind("Ctrl+K", self._focus_search)
        self._bind("Ctrl+L", self.lock_pressed.emit)
        self._bind("F1", self._show_keys)
        for number in range(1, 10):
            self._bind(f"Alt+{number}", partial(self._go, number - 1))

    def add_item(self, key: str, text: str) -> None:
        """Add a page to the rail; its widget comes with `add_page`."""
        self.rail.add(key, text)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page."""
        self.rail.set_count(key, count)

    def add_page(self, key: str, page: QWidget) -> None:
        """Keep a page under a key, in place of the one that was there."""
        self.stack.add(key, page)

    def remove_page(self, key: str) -> None:
        """Forget a page and all it shows."""
        self.stack.remove(key)

    def show_page(self, key: str, rail_key: str = "") -> None:
        """Bring a page to the front from its top, with the keyboard on it; mark its place in the rail.

        From a page that lies under it one comes back to where one was.
        """
        self.stack.bring(key, back=self._under == key)
        self._under = rail_key or key
        self.rail.choose(self._under)

    def has_page(self, key: str) -> bool:
        """Return whether a page is kept under the key."""
        return self.stack.has(key)

    def reset(self) -> None:
        """Forget every page, dialog and name: nobody is signed in."""
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.stack.clear()
        self.rail.clear()
        self._hide_search()
        self._reminder.leave()
        self.alarm.leave()
        self.bar.search.clear()
        self.bar.show_person("", "", "")

    def set_frame_shown(self, shown: bool) -> None:
        """Show or hide bar and rail: at sign-in only the page is there."""
        self.bar.setVisible(shown)
        self.rail.setVisible(shown)

    def show_person(self, name: str, role: str, team: str) -> None:
        """Show who is signed in."""
        self.bar.show_person(name, role, team)

    def show_demo(self, demo: bool) -> None:
        """Show the banner of the demo store."""
        self._demo.setVisible(demo)

    def show_reminder(self, sentence: str, words: str, page: str) -> None:
        """Remind of something on every page, with the way to where it is done; "" for nothing."""
        self._reminder.remind(page, sentence, words)

    def show_status(self, facts: Sequence[str], right: str = "") -> None:
        """Show the facts of the status line and the time to lock."""
        self.status.show_facts(facts)
        self.status.show_right(right)

    def show_search(self, rows: Sequence[SearchRow] | None) -> None:
        """Open the list under the search box; None closes it."""
        if rows is None:
            self._hide_search()
            return
        self._results.show_rows(rows)
        self._place_results()

    def _hide_search(self) -> None:
        self._results.hide()

    def _focus_search(self) -> None:
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def add_shortcut(self, keys: str, text: str, pressed: Callable[[], None]) -> None:
        """Bind a key for the whole window and list it on the sheet of keys."""
        self._bind(keys, pressed)
        self._more_keys.append((keys, text))

    def _show_keys(self) -> None:
        ShortcutSheet(self, self._more_keys).open()

    def event(self, event: QEvent) -> bool:
        """Give the keyboard to the page where a dialog closes and what opened it is there no more."""
        if event.type() == QEvent.Type.WindowActivate:
            holder, page = self.focusWidget(), self.stack.front()
            lost = holder is None or not holder.isVisible() or not holder.isEnabled()
            if lost and page is not None:
                page.setFocus(Qt.FocusReason.OtherFocusReason)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the search list under its box."""
        super().resizeEvent(event)
        self._place_results()

    def _bind(self, keys: str, pressed: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(pressed)

    def _go(self, place: int) -> None:
        keys = self.rail.keys()
        if place < len(keys):
            self.page_chosen.emit(keys[place])

    def _search_typed(self, text: str) -> None:
        if not text:
            self._hide_search()
        self.search_typed.emit(text)

    def _leave_results(self) -> None:
        self._hide_search()
        self._focus_search()

    def _place_results(self) -> None:
        box = self.bar.search_frame
        corner = box.mapTo(self, box.rect().bottomLeft())
        width = box.width()
        self._results.setGeometry(
            corner.x(), corner.y() + 4, width, self._results.wanted_height(width)
        )
