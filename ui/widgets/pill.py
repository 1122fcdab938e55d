"""A short state in words on a coloured ground.  Refuses to be empty: colour never speaks alone."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from earlyhelp.errors import Bug
from ui.theme import restyle
from ui.widgets.basics import Tone
from ui.widgets.flow import FlowLayout

_SIDES = 17  # pixels of ground left and right of the words: the padding, and a rounding


class Pill(QLabel):
    """One state, such as "4 days late" in danger tone."""

    def __init__(self, text: str, tone: Tone = "plain") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pill", "true")
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show other words in another tone.

        Raises: Bug if there are no words.
        """
        if not text.strip():
            raise Bug("pill.no_words")
        self.setText(text)
        self.setAccessibleName(text)
        self.setProperty("tone", tone)
        restyle(self)
        self.updateGeometry()  # other words, or the same in another weight

    def sizeHint(self) -> QSize:
        """Return the size on one line; a line that is too narrow wraps it."""
        self.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + _SIDES, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the longest word: between words it may wrap."""
        words = (self.fontMetrics().horizontalAdvance(word) for word in self.text().split())
        return QSize(max(words) + _SIDES, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Return true: narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return one line if there is room, otherwise what the wrapped words need."""
        hint = self.sizeHint()
        if width >= hint.width():
            return hint.height()
        room = QRect(0, 0, max(width - _SIDES, 1), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(room, wrap, self.text()).height() + 6

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap only when the words have no room on one line."""
        super().resizeEvent(event)
        narrow = event.size().width() < self.sizeHint().width()
        if narrow != self.wordWrap():
            self.setWordWrap(narrow)


class PillRow(QWidget):
    """Pills in a line that wraps."""

    def __init__(self, pills: Iterable[tuple[str, Tone]] = ()) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_pills(pills)

    def show_pills(self, pills: Iterable[tuple[str, Tone]]) -> None:
        """Show these pills instead of the present ones."""
        while item := self._flow.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for text, tone in pills:
            self._flow.addWidget(Pill(text, tone))
        self.updateGeometry()
