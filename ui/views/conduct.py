"""The code of conduct, to be read and accepted before anything else.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.views.step_dialog import StepDialog
from ui.widgets.basics import button, label
from ui.wording import say


class ConductDialog(StepDialog):
    """Emits `accept_pressed`; closing it any other way is not accepting."""

    accept_pressed = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, say("conduct.title"), say("conduct.lead"))
        self.text = self.area
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows move the text
        self.text.setAccessibleName(say("conduct.title"))
        self.agree = button(say("conduct.accept"), "go", self.accept_pressed.emit)
        self.add_answer(self.agree)
        self.add_answer(button(say("conduct.leave"), pressed=self.reject))
        self.agree.setEnabled(False)

    def show_points(self, points: Sequence[str]) -> None:
        """Show what is to be accepted."""
        for number, point in enumerate(points, 1):
            self.body.addWidget(label(f"{number}. {point}"))
        self.body.addStretch(1)
        self.text.setAccessibleDescription(" ".join(points))
        self.agree.setEnabled(True)
        self.text.setFocus()
