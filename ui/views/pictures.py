"""Whether pictures of the screen may show the program: for this session, and who may say so.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui.views.step_dialog import StepDialog
from ui.widgets.basics import button, label
from ui.wording import say

_WIDEST = 420


class PicturesDialog(StepDialog):
    """Emits `allowed` with a reason's code, `ended`, and `ruled` (True: whoever gives a reason).

    Shape: where the system cannot, or the rule lets nobody, no session's switch is offered; `rules`
    offers the rule of the whole store.
    """

    allowed = Signal(str)
    ended = Signal()
    ruled = Signal(bool)

    def __init__(
        self,
        parent: QWidget | None,
        reasons: Sequence[tuple[str, str]],
        *,
        can: bool,
        now: bool,
        rules: bool = False,
    ) -> None:
        super().__init__(parent, say("pictures.title"), say("pictures.lead"))
        self._may_begin, self._asks = can and not now, can and not rules
        key = ("pictures.now_allowed" if now else "pictures.now_kept") if can else "pictures.cannot"
        self.standing = label(say(key), "label")
        self.told = label("")
        self.why = self._reason(reasons)
        self.rule = self._rule()
        for part in (self.standing, self.told, self.why, self.rule):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.allow = button(say("pictures.allow"), pressed=self._allow)
        self.stop = button(say("pictures.stop"), "go", self.ended.emit)
        for answer in (self.allow, self.stop, button(say("pictures.close"), pressed=self.reject)):
            self.add_answer(answer)
        for part in (self.told, self.why, self.allow):
            part.hide()
        self.stop.setVisible(can and now)
        self.rule.setVisible(rules)

    def show_rule(self, *, with_reason: bool, told: str) -> None:
        """Show what the store's rule lets one do, or in `told` whom to ask."""
        self.told.setText(told)
        self.told.setVisible(self._asks and bool(told))
        self.why.setVisible(self._may_begin and with_reason)
        self.allow.setVisible(self._may_begin and with_reason)
        self.who.setCurrentIndex(int(with_reason))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the reason, and take the keyboard there."""
        self._error.setText(say("form.error", message=sentence) if sentence else "")
        self._error.setVisible(bool(sentence))
        self.reason.setAccessibleDescription(sentence)
        if sentence:
            self.reason.setFocus()

    def _reason(self, reasons: Sequence[tuple[str, str]]) -> QWidget:
        self.reason = QComboBox()
        self.reason.addItem(say("pictures.choose"), "")
        for code, words in reasons:
            self.reason.addItem(words, code)
        self._error = label(kind="error")
        self._error.hide()
        hint = label(say("pictures.told"), "hint")
        return _field(self.reason, say("pictures.reason"), hint, self._error)

    def _rule(self) -> QWidget:
        self.who = QComboBox()
        for name in ("nobody", "reason"):
            self.who.addItem(say(f"pictures.rule.{name}"))
        self.set_rule = button(say("pictures.rule.set"), pressed=self._set_rule)
        made = _field(self.who, say("pictures.rule"), label(say("pictures.rule.hint"), "hint"))
        layout = made.layout()
        assert layout is not None
        layout.addWidget(self.set_rule)
        return made

    def _allow(self) -> None:
        self.allowed.emit(self.reason.currentData() or "")

    def _set_rule(self) -> None:
        self.ruled.emit(self.who.currentIndex() == 1)


def _field(field: QComboBox, words: str, *above: QWidget) -> QWidget:
    """Put a list under its label and what is said about it."""
    field.setAccessibleName(words)
    field.setMaximumWidth(_WIDEST)
    caption = label(words, "label")
    caption.setBuddy(field)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(8)
    for part in (caption, *above, field):
        column.addWidget(part)
    return holder
