"""The sections of a record as a bar that wraps.  Shows which is open; opens none itself."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from ui.widgets.flow import FlowLayout
from ui.wording import say

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _Tab(QPushButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("section_tab")
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return room for the words in bold, so that choosing moves nothing."""
        self.ensurePolished()
        hint = super().sizeHint()
        font = self.font()
        font.setBold(True)
        return QSize(QFontMetrics(font).horizontalAdvance(self.text()) + 20, hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the bar: Qt would look for the nearest tab, also on another line."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SectionTabs(QFrame):
    """One tab is chosen; arrow keys, Home and End move; Tab leaves the bar."""

    chosen = Signal(str)

    def __init__(self, sections: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setObjectName("section_tabs")
        self.setAccessibleName(say("frame.sections"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, gap=0, line_gap=0)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, _Tab] = {}
        for key, text in sections:
            self.add(key, text)

    def add(self, key: str, text: str) -> None:
        """Add a section at the end; the first one is chosen."""
        tab = _Tab(text)
        tab.clicked.connect(lambda _checked=False, key=key: self._take(key))
        self._tabs[key] = tab
        self._group.addButton(tab)
        self._flow.addWidget(tab)
        is_first = len(self._tabs) == 1  # its key may be empty: "all"
        self.choose(key if is_first else self.current())  # later ones are no stops of their own

    def choose(self, key: str) -> None:
        """Mark a section as the open one, without announcing it."""
        for name, tab in self._tabs.items():
            tab.setChecked(name == key)
            way = Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus
            tab.setFocusPolicy(way)

    def set_text(self, key: str, text: str) -> None:
        """Change the words of a section, for counts and done marks."""
        self._tabs[key].setText(text)
        self._tabs[key].setAccessibleName(text)

    def current(self) -> str:
        """Return the key of the open section, or nothing."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the open section: the bar itself shows no ring."""
        tab = self._tabs.get(self.current())
        if tab is None:
            super().focusInEvent(event)
        else:
            tab.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows."""
        keys = list(self._tabs)
        here = keys.index(self.current()) if keys else 0
        places = {
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(keys) - 1,
        }
        if not keys or event.key() not in places:
            super().keyPressEvent(event)
            return
        key = keys[places[Qt.Key(event.key())] % len(keys)]
        self._take(key)
        self._tabs[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)
