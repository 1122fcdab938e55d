"""Asks once before something that cannot be undone.  Refuses to make harm the easy answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.reading_order import ReadingOrder
from ui.wording import say


class ConfirmDialog(ReadingOrder, QDialog):
    """A question with a safe answer, which Enter and Escape give, and a harmful one."""

    def __init__(self, parent: QWidget | None, question: str, safe: str, harmful: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("frame.program"))
        self.setAccessibleName(question)
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(label(question, "heading"))
        holder = QWidget()
        answers = FlowLayout(holder, gap=8, line_gap=8)
        self.safe = button(safe, pressed=self.reject)
        self.harmful = button(harmful, "harmful", self.accept)
        self.harmful.setAutoDefault(False)
        answers.addWidget(self.safe)
        answers.addWidget(self.harmful)
        column.addWidget(holder)
        self.safe.setDefault(True)
        self.safe.setFocus()


def ask(
    parent: QWidget | None, question: str, safe: str, harmful: str, agreed: Callable[[], None]
) -> ConfirmDialog:
    """Open the question without blocking; `agreed` is called only for the harmful answer."""
    dialog = ConfirmDialog(parent, question, safe, harmful)
    dialog.accepted.connect(agreed)
    dialog.open()
    return dialog


def tell(parent: QWidget | None, sentence: str, understood: str) -> QDialog:
    """Open a sentence that must be read, with one answer, without blocking."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(say("frame.program"))
    dialog.setAccessibleName(sentence)
    dialog.setMinimumWidth(420)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(16)
    column.addWidget(label(sentence))
    column.addWidget(button(understood, pressed=dialog.accept))
    dialog.open()
    return dialog
