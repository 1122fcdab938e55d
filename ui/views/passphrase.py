"""The dialog for one's own passphrase: the present one, the new one twice.  Decides nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.views.secret_dialog import SecretDialog
from ui.wording import say


class PassphraseDialog(SecretDialog):
    """Emits `change_pressed` with present, new, new again and key file; forgets them when it closes."""

    change_pressed = Signal(str, str, str, str)

    def __init__(self, parent: QWidget | None, *, key_file: bool, first: bool = False) -> None:
        words = "passphrase.first" if first else "passphrase"
        super().__init__(parent, words, ("present", "new", "again"), key_file=key_file)

    def show_done(self) -> None:
        """Say that it is done; what was typed is forgotten."""
        self.forget()
        self.form.hide()
        self.answers.hide()
        self._done.show_receipt(say("passphrase.changed"))
        self.close_button.show()
        self.close_button.setFocus()
        self._fit()

    def send(self, typed: list[str], key_file: str) -> None:
        """Pass on what was typed."""
        self.change_pressed.emit(*typed, key_file)
