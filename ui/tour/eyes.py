"""Eyes on the real window: find controls by their spoken names, wait until something shows.

Refuse to wait for ever: what does not happen in time ends the tour with the step's name.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget

from ui.wiring.window import Window
from ui.wording import say

_PATIENCE_MS = 20_000
PAUSE_MS = 10

Match = Callable[[str], bool]


class Stuck(Exception):
    """A step could not be done; the text names it."""


class Eyes:
    """What one sees of a window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.step = ""

    def begin(self, step: str) -> None:
        """Name what is being done, for a failure."""
        self.step = step

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let the window work until a condition holds.

        Raises: Stuck if it does not within 20 seconds.
        """
        for _ in range(_PATIENCE_MS // PAUSE_MS):
            if until():
                return
            QTest.qWait(PAUSE_MS)
        raise self.stuck(what)

    def settle(self) -> None:
        """Wait until every question to the keeper is answered and the page stands still."""
        for _ in range(2):
            self.wait(lambda: self.window.at_rest, say("tour.wait.keeper"))
            QTest.qWait(2 * PAUSE_MS)
        self.wake()

    def wake(self) -> None:
        """Give the keyboard back to the window after a list or a dialog, as a desktop does."""
        if QApplication.activePopupWidget() is None and not self.top().isActiveWindow():
            self.top().activateWindow()
            QTest.qWait(PAUSE_MS)

    def top(self) -> QWidget:
        """Return the dialog that is open, or the window."""
        return QApplication.activeModalWidget() or self.window.shell

    def table(self, name: str) -> QTableView:
        """Return the table with this spoken name, once it is there."""

        def tables() -> list[QTableView]:
            return [one for one in self.named(name) if isinstance(one, QTableView)]

        self.wait(lambda: bool(tables()), name)
        return tables()[0]

    def row_of(self, view: QTableView, words: str) -> int:
        """Return the place of the first row that says these words.

        Raises: Stuck if no row does.
        """
        self.wait(lambda: view.model().rowCount() > 0, words)
        model = view.model()
        for row in range(model.rowCount()):
            cells = (model.index(row, column).data() for column in range(model.columnCount()))
            if words in " ".join(str(cell) for cell in cells):
                return row
        raise self.stuck(words)

    def find(self, name: str | Match, within: QWidget | None = None) -> QWidget:
        """Return the control with this spoken name on what is shown.

        Raises: Stuck if there is none after waiting.
        """
        self.wait(lambda: bool(self.named(name, within)), words_of(name))
        return self.named(name, within)[0]

    def named(self, name: str | Match, within: QWidget | None = None) -> list[QWidget]:
        """Return all controls with this spoken name that are there now."""
        return [one for one in self.controls() if is_named(one, name, within)]

    def section(self, start: str) -> str:
        """Return the whole name of a section of the page, where a count stands behind it.

        Raises: Stuck if there is none.
        """
        tabs = [spoken(one) for one in self.controls() if one.objectName() == "section_tab"]
        name = next((one for one in tabs if one.startswith(start)), "")
        if not name:
            raise self.stuck(start)
        return name

    def reads(self, words: str) -> bool:
        """Tell whether these words stand anywhere on what is shown."""
        labels = self.top().findChildren(QLabel)
        return any(one.isVisible() and words in one.text() for one in labels)

    def controls(self) -> list[QWidget]:
        """Return all that can take the keyboard, as it stands."""
        return [
            one
            for one in self.top().findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]

    def stuck(self, what: str) -> Stuck:
        """Return the failure of this step; raise it."""
        return Stuck(say("tour.stuck", step=self.step, what=what))


def spoken(widget: QWidget) -> str:
    """Return what a screen reader says of a control first."""
    words = widget.accessibleName()
    if not words and isinstance(widget, QAbstractButton):
        words = widget.text()
    return words.replace("&", "")


def is_named(widget: QWidget, name: str | Match, within: QWidget | None) -> bool:
    """Tell whether a control has this name and stands inside a part of the page."""
    if within is not None and not within.isAncestorOf(widget):
        return False
    words = spoken(widget)
    return words == name if isinstance(name, str) else bool(words) and name(words)


def words_of(name: str | Match) -> str:
    """Return a name as a failure shows it."""
    return name if isinstance(name, str) else say("tour.wait.control")
