"""The page of a store that is opened for reading only.  Offers nothing that could change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from earlyhelp.messages.session import InspectStore
from ui.views.recovery_cards import SharesCard
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.file_line import FileLine
from ui.wording import say


class InspectionView(QWidget):
    """Emits what should be inspected; shows what was found."""

    inspect_pressed = Signal(object)

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._folder = folder
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        told, self._failure = Banner(), Banner()
        told.show_message(say("readonly.banner"), say("readonly.why"), "warn")
        self.found = Card(say("readonly.found"))
        self._found = QWidget()
        self.found.body.addWidget(self._found)
        self.found.hide()
        for part in (told, self._failure, self._asking(), self.found):
            column.addWidget(part)
        column.addStretch(1)
        self.setFocusProxy(self.login)

    def _asking(self) -> SharesCard:
        self.card = SharesCard(say("readonly.inspect"), say("readonly.store", folder=self._folder))
        self.login, self.passphrase = QLineEdit(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._press)
        self.key_file = FileLine(say("restore.key_file"))
        self.card.add_input("login", self.login, say("restore.login"))
        self.card.add_input("passphrase", self.passphrase, say("restore.passphrase"))
        self.card.add_input("key_file", self.key_file, say("restore.key_file"))
        self.go = button(say("readonly.go"), "go", self._press)
        self.doing, self.bar = label(), QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(say("backups.progress"))
        for part in (self.go, self.doing, self.bar):
            self.card.body.addWidget(part)
        self.show_busy("")
        return self.card

    def _press(self) -> None:
        self.inspect_pressed.emit(
            InspectStore(
                folder=self._folder,
                login=self.login.text().strip(),
                passphrase=self.passphrase.text(),
                key_file=self.key_file.text(),
            )
        )

    def show_busy(self, sentence: str) -> None:
        """Say what is being done; "" once it is over."""
        if sentence:
            self._failure.leave()
            self.found.hide()
        self.doing.setText(sentence)
        self.doing.setVisible(bool(sentence))
        self.bar.setVisible(bool(sentence))
        self.go.setEnabled(not sentence)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each input what is wrong with it."""
        self.card.show_errors(errors)

    def show_failure(self, sentence: str) -> None:
        """Say why nothing was found out."""
        self._failure.show_message(say("readonly.failed"), sentence)

    def forget_secrets(self) -> None:
        """Empty what nobody should find there."""
        self.passphrase.clear()

    def show_found(self, verdict: str, lines: list[str], *, sound: bool) -> None:
        """Show whether the store is as it was left, and what is wrong with it."""
        self._found.deleteLater()
        self._found = QWidget()
        column = QVBoxLayout(self._found)
        column.setContentsMargins(0, 0, 0, 0)
        told = Banner()
        told.show_message(verdict, "\n".join(lines), "go" if sound else "danger")
        column.addWidget(told)
        self.found.body.addWidget(self._found)
        self.found.show()
        told.setFocus()
