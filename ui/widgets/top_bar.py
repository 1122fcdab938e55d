"""The dark bar: name of the program, search, who is signed in, Lock.  Searches nothing itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
)

from ui.widgets.basics import button, label
from ui.widgets.link import Link
from ui.wording import say

_PAUSE_MS = 0  # one question runs at a time (presenters.search), so no pause is needed


class TopBar(QFrame):
    """Emits `search_typed` after every letter, `search_left` on Escape, `into_results` on Down."""

    search_typed = Signal(str)
    search_left = Signal()
    into_results = Signal()
    lock_pressed = Signal()
    person_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        program = label(say("frame.program"), wrap=False)
        program.setObjectName("program")
        row.addWidget(program)
        self.search_frame = self._search_frame()
        row.addWidget(self.search_frame, 3)
        row.addStretch(1)
        row.addLayout(self._who_column(), 2)
        self.lock = button(say("frame.lock"), pressed=self.lock_pressed.emit)
        self.lock.setAccessibleDescription(say("frame.lock.hint"))
        self.lock.setToolTip(say("frame.lock.hint"))
        row.addWidget(self.lock)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.search_typed.emit(self.search.text().strip()))
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.into_results)
        self.search.installEventFilter(self)

    def _search_frame(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("search_box")
        frame.setMaximumWidth(640)
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 8, 0)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("frame.search"))
        self.search.setAccessibleName(say("frame.search.name"))
        self.search.setMinimumWidth(120)
        key = QLabel("Ctrl K")
        row.addWidget(self.search, 1)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        return frame

    def _who_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        self._who, self._role = Link(""), label()
        self._who.setObjectName("who")
        self._who.setToolTip(say("frame.person.hint"))
        self._who.setAccessibleDescription(say("frame.person.hint"))
        self._who.clicked.connect(lambda _checked=False: self.person_pressed.emit())
        self._role.setContentsMargins(0, 0, 4, 0)  # ends where the words of the link above end
        self._role.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self._who, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._role)
        return column

    def show_person(self, name: str, role: str, team: str) -> None:
        """Show who is signed in; empty texts when nobody is."""
        self._who.setText(name)
        self._role.setText(say("frame.who", role=role, team=team) if team else role)
        self._who.setAccessibleName(say("frame.who.name", name=name, role=role, team=team))

    def open_menu(self, entries: Sequence[tuple[str, str, Callable[[], None]]]) -> None:
        """Open a menu under the person's name: words, the key that does the same, what it does."""
        menu = QMenu(self._who)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, chosen in entries:
            # after a tab the menu shows the key without binding it a second time
            menu.addAction(f"{words}\t{keys}").triggered.connect(lambda _on=False, do=chosen: do())
        menu.popup(self._who.mapToGlobal(self._who.rect().bottomLeft()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead Down into the results and Escape out of the search."""
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_Down:
                self.into_results.emit()
                return True
            if pressed and event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self.search_left.emit()
                return True
        return False
