"""Labels and buttons in the few styles the house has.  Refuses any style that is not named here."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy

Tone = Literal["go", "warn", "danger", "info", "plain"]
Kind = Literal["body", "title", "heading", "label", "muted", "hint", "error", "figure"]
Role = Literal["plain", "go", "danger", "harmful", "link"]


class Words(QLabel):
    """A label that remembers how tall it is at a width: a page asks hundreds of times as it is laid out."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._measured: tuple[int, ...] = ()
        self._heights: dict[int, int] = {}

    def heightForWidth(self, width: int) -> int:
        """Return the height its words need at a width."""
        around, words = self.contentsMargins(), self.text()
        sides, ends = around.left() + around.right(), around.top() + around.bottom()
        own = (self.margin(), self.indent(), self.minimumWidth(), self.wordWrap())
        measured = (hash(words), len(words), sides, ends, *own)  # the words themselves are not kept
        if measured != self._measured:
            self._measured = measured
            self._heights.clear()
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Forget the heights in another font or style."""
        self._heights.clear()
        super().changeEvent(event)


def label(text: str = "", kind: Kind = "body", *, wrap: bool = True) -> QLabel:
    """Make a label that shows plain text only, so that nothing typed is taken for markup."""
    made = Words(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    # a name in Arabic or Hebrew must not pull the whole line to the right
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    made.setAlignment(left | Qt.AlignmentFlag.AlignVCenter)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def button(
    text: str, role: Role = "plain", pressed: Callable[[], None] | None = None
) -> QPushButton:
    """Make a push button; Enter presses it as Space does."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(True)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def rule() -> QFrame:
    """Make a thin line between parts of a card."""
    made = QFrame()
    made.setObjectName("rule")
    return made
