"""The dialog that asks for the passphrase once more.  Decides nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.views.secret_dialog import SecretDialog


class ConfirmingDialog(SecretDialog):
    """Emits `confirm_pressed` with passphrase and key file; forgets them when it closes."""

    confirm_pressed = Signal(str, str)

    def __init__(self, parent: QWidget | None, *, key_file: bool) -> None:
        super().__init__(parent, "confirm", ("passphrase",), key_file=key_file)

    def show_done(self) -> None:
        """Close: what was asked for goes on by itself."""
        self.forget()
        self.accept()

    def send(self, typed: list[str], key_file: str) -> None:
        """Pass on what was typed."""
        self.confirm_pressed.emit(typed[0], key_file)
