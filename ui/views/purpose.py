"""Asks why a family is looked at: one key for the common answers.  Decides nothing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.reading_order import ReadingOrder
from ui.wording import say

_LETTERS, _EDGE = 64, 24


class PurposeDialog(ReadingOrder, QDialog):
    """Emits `chosen` with a code and, where that code wants one, a text; Escape shows nothing."""

    chosen = Signal(str, str)

    def __init__(
        self, parent: QWidget | None, choices: Sequence[tuple[str, str]], own_words: str
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("purpose.title"))
        self.setAccessibleName(say("purpose.title"))
        self._own = own_words
        self.buttons: list[QPushButton] = []
        self.text = QLineEdit()
        self._error, self._failure = label(kind="error"), Banner()
        self.words = self._words()
        self.cancel = button(say("purpose.cancel"), pressed=self.reject)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, 16)
        column.setSpacing(12)
        for part in (label(say("purpose.title"), "title"), label(say("purpose.note"), "hint")):
            column.addWidget(part)
        column.addWidget(self._failure)
        self._list = self._choices(choices)
        column.addWidget(self._list, 1)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)
        self._room = parent.window().size() * 0.9 if parent else QSize(900, 700)
        self.buttons[0].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once everything wears its style."""
        super().showEvent(event)
        self._fit()

    def _choices(self, choices: Sequence[tuple[str, str]]) -> QScrollArea:
        body = QWidget()
        body.setObjectName("scroll_body")
        column = self._body = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for number, (code, words) in enumerate(choices, 1):
            made = button(say("purpose.choice", number=number, words=words))
            made.setAutoDefault(False)  # the Enter that opened the family must not answer as well
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setProperty("list", "true")
            made.clicked.connect(partial(self._choose, code))
            if number < 10:
                key = QShortcut(QKeySequence(str(number)), self)
                key.activated.connect(partial(self._choose, code))
            self.buttons.append(made)
            column.addWidget(made)
        column.addWidget(self.words)
        column.addStretch(1)
        policy = body.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        body.setSizePolicy(policy)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        return scroll

    def _words(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        caption = label(say("purpose.text"), "label")
        caption.setBuddy(self.text)
        self.text.setAccessibleName(say("purpose.text"))
        self.text.returnPressed.connect(self._send_words)
        self._error.hide()
        self.show_words = button(say("purpose.show"), "go", self._send_words)
        hint = label(say("purpose.text.hint"), "hint")
        for part in (caption, hint, self._error, self.text, self.show_words):
            column.addWidget(part)
        holder.hide()
        return holder

    def _choose(self, code: str, _checked: bool = False) -> None:
        if code != self._own:
            self.chosen.emit(code, "")
            return
        self.words.show()
        self._to_words()

    def _send_words(self) -> None:
        self.chosen.emit(self._own, self.text.text())

    def show_error(self, sentence: str) -> None:
        """Say at the field what is wrong with the words."""
        self._error.setText(say("form.error", message=sentence))
        self._error.show()
        self.text.setAccessibleDescription(sentence)
        self._to_words()

    def _to_words(self) -> None:
        self._fit()
        self.text.setFocus()
        QTimer.singleShot(
            0, self.text, self._scroll_to_words
        )  # once the new lines have their place

    def _scroll_to_words(self) -> None:
        self._list.ensureWidgetVisible(self.show_words)
        self._list.ensureWidgetVisible(self.text)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._failure.show_message(say("failure.title"), sentence)
        self._fit()

    def _fit(self) -> None:
        """Be as tall as every line needs; where that is more than the room, the answers scroll."""
        for made in self.findChildren(QWidget):
            made.ensurePolished()
        width = min(self.fontMetrics().averageCharWidth() * _LETTERS, self._room.width())
        inner = width - 2 * _EDGE - self._list.verticalScrollBar().sizeHint().width()
        height = self._column.totalHeightForWidth(width) + _EDGE
        hint, wraps = self._body.totalSizeHint().height(), self._body.hasHeightForWidth()
        height += self._body.totalHeightForWidth(inner) if wraps else hint
        height -= self._list.sizeHint().height()
        self.resize(width, min(height, self._room.height()))
