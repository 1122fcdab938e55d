"""The code of conduct, to be read and accepted before anything else.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.wording import say

_EDGE = 24


class ConductDialog(QDialog):
    """Emits `accept_pressed`; closing it any other way is not accepting."""

    accept_pressed = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("conduct.title"))
        self.setAccessibleName(say("conduct.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, 16)
        column.setSpacing(12)
        self._failure = Banner()
        body = QWidget()
        body.setObjectName("scroll_body")
        self._points = QVBoxLayout(body)
        self._points.setContentsMargins(0, 0, 8, 0)
        self._points.setSpacing(10)
        self.text = QScrollArea()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setWidgetResizable(True)
        self.text.setAccessibleName(say("conduct.title"))
        self.text.setWidget(body)
        holder = QWidget()
        answers = FlowLayout(holder, gap=8)
        self.agree = button(say("conduct.accept"), "go", self.accept_pressed.emit)
        answers.addWidget(self.agree)
        answers.addWidget(button(say("conduct.leave"), pressed=self.reject))
        for part in (label(say("conduct.title"), "title"), label(say("conduct.lead"))):
            column.addWidget(part)
        column.addWidget(self._failure)
        column.addWidget(self.text, 1)
        column.addWidget(holder)
        if parent is not None:
            self.resize(parent.window().size() * 0.8)
        self.agree.setEnabled(False)

    def show_points(self, points: Sequence[str]) -> None:
        """Show what is to be accepted."""
        for number, point in enumerate(points, 1):
            self._points.addWidget(label(f"{number}. {point}"))
        self._points.addStretch(1)
        self.text.setAccessibleDescription(" ".join(points))
        self.agree.setEnabled(True)
        self.text.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._failure.show_message(say("failure.title"), sentence)

    def show_done(self) -> None:
        """Close: it is accepted."""
        self.accept()
