"""Where the person lives, for their own session alone.  Decides nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.views.step_dialog import StepDialog
from ui.widgets.basics import button, label
from ui.wording import say

_WIDEST = 480


class OwnHomeDialog(StepDialog):
    """Emits `saved` with street and postcode; two empty lines take away what was kept."""

    saved = Signal(str, str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, say("own_home.title"), say("own_home.lead"))
        self.lines = {name: QLineEdit() for name in ("street", "postcode")}
        self._errors = {name: label(kind="error") for name in self.lines}
        self.body.addWidget(label(say("own_home.who"), "muted"))
        for name, made in self.lines.items():
            words, hint = say(f"own_home.{name}"), say(f"own_home.{name}.hint")
            caption = label(words, "label")
            caption.setBuddy(made)
            made.setAccessibleName(words)
            made.setAccessibleDescription(hint)
            made.setMaximumWidth(_WIDEST)
            made.returnPressed.connect(self._save)
            for part in (caption, label(hint, "hint"), self._errors[name], made):
                self.body.addWidget(part)
        self.body.addWidget(label(say("own_home.empty"), "hint"))
        self.body.addStretch(1)
        self.show_errors({})
        self.save = button(say("own_home.save"), "go", self._save)
        self.add_answer(self.save)
        self.add_answer(button(say("own_home.cancel"), pressed=self.reject))
        self.lines["street"].setFocus()

    def show_place(self, street: str, postcode: str) -> None:
        """Show what is kept, where nothing was typed meanwhile."""
        for name, text in (("street", street), ("postcode", postcode)):
            if not self.lines[name].isModified():
                self.lines[name].setText(text)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each line what is wrong, and take the keyboard to the first."""
        for name, line in self._errors.items():
            sentence = errors.get(name, "")
            line.setText(say("form.error", message=sentence) if sentence else "")
            line.setVisible(bool(sentence))
            hint = say(f"own_home.{name}.hint")
            self.lines[name].setAccessibleDescription(f"{sentence} {hint}".strip())
        wrong = next((name for name in self.lines if name in errors), "")
        if wrong:
            self.lines[wrong].setFocus()

    def _save(self) -> None:
        self.saved.emit(self.lines["street"].text(), self.lines["postcode"].text())
