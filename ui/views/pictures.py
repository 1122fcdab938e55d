"""Whether pictures of the screen may show the program, for this session.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.views.step_dialog import StepDialog
from ui.widgets.basics import button, label
from ui.wording import say

_WIDEST = 420


class PicturesDialog(StepDialog):
    """Emits `allowed` with a reason's code and `ended`; where the system cannot, it offers neither."""

    allowed = Signal(str)
    ended = Signal()

    def __init__(
        self, parent: QWidget | None, reasons: Sequence[tuple[str, str]], *, can: bool, now: bool
    ) -> None:
        super().__init__(parent, say("pictures.title"), say("pictures.lead"))
        self.reason = QComboBox()
        self.reason.addItem(say("pictures.choose"), "")
        for code, words in reasons:
            self.reason.addItem(words, code)
        self.reason.setAccessibleName(say("pictures.reason"))
        self.reason.setMaximumWidth(_WIDEST)
        self._error = label(kind="error")
        self._error.hide()
        key = ("pictures.now_allowed" if now else "pictures.now_kept") if can else "pictures.cannot"
        self.standing = label(say(key), "label")
        self.body.addWidget(self.standing)
        if can and not now:
            caption = label(say("pictures.reason"), "label")
            caption.setBuddy(self.reason)
            for part in (label(say("pictures.told"), "hint"), caption, self._error, self.reason):
                self.body.addWidget(part)
            self.allow = button(say("pictures.allow"), pressed=self._allow)
            self.add_answer(self.allow)
        elif can:
            self.stop = button(say("pictures.stop"), "go", self.ended.emit)
            self.add_answer(self.stop)
        self.body.addStretch(1)
        self.add_answer(button(say("pictures.close"), pressed=self.reject))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the reason, and take the keyboard there."""
        self._error.setText(say("form.error", message=sentence) if sentence else "")
        self._error.setVisible(bool(sentence))
        self.reason.setAccessibleDescription(sentence)
        if sentence:
            self.reason.setFocus()

    def _allow(self) -> None:
        self.allowed.emit(self.reason.currentData() or "")
