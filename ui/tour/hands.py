"""Hands that use the real window with the keyboard alone.  Refuse the mouse and every short cut in code."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QWidget

from ui.tour.eyes import PAUSE_MS, Eyes, Match, is_named, spoken, words_of
from ui.wording import say

_MOST_TABS = 700
_MOST_OPTIONS = 12
_SHORTCUTS = 9

Key = Qt.Key


class Hands(Eyes):
    """Keyboard only: Tab to a control, keys to use it."""

    def key(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key wherever the keyboard is."""
        QTest.keyClick(self._keyboard(), key, modifier)

    def keys(self, text: str) -> None:
        """Type words wherever the keyboard is."""
        plain = Qt.KeyboardModifier.NoModifier
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._keyboard(), letter)
            else:
                QTest.sendKeyEvent(
                    QTest.KeyAction.Click, self._keyboard(), Key.Key_unknown, letter, plain
                )

    def reach(self, name: str | Match, within: QWidget | None = None) -> QWidget:
        """Tab until a control with this spoken name has the keyboard.

        Raises: Stuck if a whole round does not come by it.
        """
        for _ in range(_MOST_TABS):
            here = QApplication.focusWidget()
            if here is not None and is_named(here, name, within):
                return here
            self.key(Key.Key_Tab)
        raise self.stuck(words_of(name))

    def press(self, name: str | Match, within: QWidget | None = None) -> None:
        """Press a button."""
        self.reach(name, within)
        self.key(Key.Key_Space)
        self.settle()

    def tick(self, name: str | Match, within: QWidget | None = None) -> None:
        """Tick a box."""
        if not checked(self.reach(name, within)):
            self.key(Key.Key_Space)

    def choose(self, question: str, option: str, within: QWidget | None = None) -> None:
        """Choose one of a few (radio buttons) or of many (a box with a list)."""
        start = f"{question}: "
        here = self.reach(lambda name: name == question or name.startswith(start), within)
        if isinstance(here, QComboBox):
            self._from_list(here, option)
            return
        wanted = self.find(start + option, within)
        for _ in range(_MOST_OPTIONS):
            here = self._focus()
            if here is wanted:
                break
            below = _top_of(wanted) > _top_of(here)
            self.key(Key.Key_Down if below else Key.Key_Up)
        if self._focus() is not wanted:
            raise self.stuck(start + option)
        if not checked(self._focus()):
            self.key(Key.Key_Space)

    def write(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Write into a box instead of what stands there."""
        self.reach(name, within)
        self.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.keys(text)

    def open_page(self, page: str) -> None:
        """Go to a page of the rail by its shortcut; those behind the ninth by the arrows."""
        rail = self.window.shell.rail
        place = rail.keys().index(page)
        if place < _SHORTCUTS:
            self.key(Key(Key.Key_1.value + place), Qt.KeyboardModifier.AltModifier)
        else:
            self.reach(lambda _name: True, rail)
            for _ in range(place + 1):
                if spoken(self._focus()).startswith(say(f"rail.{page}")):
                    break
                self.key(Key.Key_Down)
            self.key(Key.Key_Space)
        self.settle()

    def open_section(self, name: str) -> None:
        """Open a section of the page by the arrows of its bar."""
        tabs = [one for one in self.controls() if one.objectName() == "section_tab"]
        names = [spoken(one) for one in tabs]
        self.reach(lambda at: at in names, tabs[0].parentWidget())
        for _ in names:
            if spoken(self._focus()) == name:
                break
            self.key(Key.Key_Right)
        self.settle()

    def pick(self, menu: str, item: str) -> None:
        """Choose an item of the menu behind a button."""
        self.drop(menu)
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        for _ in popup.actions():
            at = popup.activeAction()
            if at is not None and at.text() == item:
                break
            self.key(Key.Key_Down)
        else:
            raise self.stuck(item)
        self.key(Key.Key_Return)
        self.settle()

    def drop(self, menu: str) -> None:
        """Open the menu behind a button."""
        self.reach(menu)
        self.key(Key.Key_Space)
        self.wait(lambda: QApplication.activePopupWidget() is not None, menu)

    def choose_row(self, table: str, words: str) -> None:
        """Choose the row of a table that says these words."""
        view = self.table(table)
        self.reach(table, view.parentWidget())
        self.key(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        row = self.row_of(view, words)
        for _ in range(view.model().rowCount()):
            if view.currentIndex().row() == row:
                break
            self.key(Key.Key_Down)
        self.settle()

    def open_row(self, table: str, words: str) -> None:
        """Open the row of a table that says these words."""
        self.choose_row(table, words)
        self.key(Key.Key_Return)
        self.settle()

    def lock(self) -> None:
        """Lock the window."""
        self.key(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self.window.desk is None, say("tour.wait.lock"))
        self.settle()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.top()

    def _keyboard(self) -> QWidget:
        self.wake()
        return QApplication.activePopupWidget() or self._focus()

    def _from_list(self, box: QComboBox, option: str) -> None:
        if box.isEditable():
            self.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.keys(option)
            self.key(Key.Key_Tab)
            QTest.qWait(5 * PAUSE_MS)  # the list goes, and with it the keyboard for a moment
            self.wake()
            if self._focus() in {box, box.lineEdit()}:
                self.key(Key.Key_Tab)
            return
        row = next((at for at in range(box.count()) if box.itemText(at) == option), -1)
        for _ in range(box.count()):
            if box.currentIndex() != row:
                self.key(Key.Key_Down if box.currentIndex() < row else Key.Key_Up)


def checked(widget: QWidget) -> bool:
    """Tell whether a box or a button is marked."""
    return isinstance(widget, QAbstractButton) and widget.isChecked()


def _top_of(widget: QWidget) -> int:
    return widget.mapToGlobal(widget.rect().topLeft()).y()
