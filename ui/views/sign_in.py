"""The sign-in page: account, passphrase, key file; the demo store lists its made-up accounts."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.wording import say

_WIDE = 150  # letters: two cards beside each other


class DemoAccount(Struct, frozen=True):
    """One made-up account of the demo store."""

    login: str
    name: str
    role: str
    teams: tuple[str, ...]
    passphrase: str


class SignInView(QWidget):
    """Emits `sign_in_pressed` with account, passphrase and key file."""

    sign_in_pressed = Signal(str, str, str)
    restore_pressed = Signal()

    def __init__(
        self,
        store_name: str,
        accounts: Sequence[DemoAccount] = (),
        notes: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._count_down)
        self._seconds, self._stopped = 0, False
        outer = QHBoxLayout(self)
        outer.setContentsMargins(32, 32, 32, 32)
        cards = QWidget()
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self._form_card(store_name, notes), 1, Qt.AlignmentFlag.AlignTop)
        if accounts:
            row.addWidget(self._demo_card(accounts), 1, Qt.AlignmentFlag.AlignTop)
        letter = self.fontMetrics().averageCharWidth()
        cards.setMaximumWidth(letter * (_WIDE if accounts else _WIDE // 2))
        outer.addStretch(1)
        outer.addWidget(cards, 20, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)

    def _form_card(self, store_name: str, notes: Sequence[str]) -> QWidget:
        card = Card()
        card.setMinimumWidth(380)
        card.body.addWidget(label(say("signin.title"), "title"))
        card.body.addWidget(label(say("signin.store", store=store_name), "muted"))
        for note in notes:
            card.body.addWidget(label(note, "hint"))
        self._banner, self._found = Banner(), Banner()
        card.body.addWidget(self._found)
        card.body.addWidget(self._banner)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._login, self._passphrase = QLineEdit(), QLineEdit()
        self._login.setAccessibleName(say("signin.login"))
        self._passphrase.setAccessibleName(say("signin.passphrase"))
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._passphrase.installEventFilter(self)
        self._login.returnPressed.connect(self._passphrase.setFocus)
        self._passphrase.returnPressed.connect(self._press)
        form.addRow(label(say("signin.login"), "label"), self._login)
        form.addRow(label(say("signin.passphrase"), "label"), self._passphrase)
        card.body.addLayout(form)
        self._caps = label(say("signin.caps"), "error")
        self._caps.hide()
        show = QCheckBox(say("signin.show"))
        show.toggled.connect(self._show_passphrase)
        card.body.addWidget(self._caps)
        card.body.addWidget(show)
        card.body.addLayout(self._key_file_row())
        self._go = button(say("signin.go"), "go", self._press)
        card.body.addWidget(self._go)
        forgotten = button(say("signin.forgotten"), "link", self._explain)
        card.body.addWidget(forgotten)
        card.body.addWidget(button(say("backups.restore"), "link", self.restore_pressed.emit))
        return card

    def _key_file_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._key_file = QLineEdit()
        self._key_file.setPlaceholderText(say("signin.key_file"))
        self._key_file.setAccessibleName(say("signin.key_file"))
        row.addWidget(self._key_file, 1)
        row.addWidget(button(say("signin.key_file.choose"), "plain", self._choose_key_file))
        return row

    def _demo_card(self, accounts: Sequence[DemoAccount]) -> QWidget:
        card = Card(say("signin.demo"))
        card.setMinimumWidth(380)
        card.body.addWidget(label(say("signin.demo.note"), "muted"))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for place, account in enumerate(accounts):
            who = say("signin.demo.account", name=account.name, role=say(f"role.{account.role}"))
            teams = ", ".join(account.teams)
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addWidget(label(who, "label"))
            note = f"{account.login} · {teams}" if teams else account.login
            text.addWidget(label(f"{note} · {account.passphrase}", "muted"))
            use = button(say("signin.demo.use"), "plain")
            use.setAccessibleName(say("signin.demo.use.name", name=account.name))
            use.clicked.connect(lambda _=False, chosen=account: self.fill(chosen))
            grid.addLayout(text, place, 0)
            grid.addWidget(use, place, 1)
        card.body.addLayout(grid)
        return card

    def fill(self, account: DemoAccount) -> None:
        """Take over a made-up account's name and passphrase."""
        self._login.setText(account.login)
        self._passphrase.setText(account.passphrase)
        self._go.setFocus()

    def enter(self) -> None:
        """Put the keyboard where it is needed first."""
        (self._passphrase if self._login.text() else self._login).setFocus()

    def set_busy(self, busy: bool) -> None:
        """Show that the store is being opened (about a second by design)."""
        if busy and self._go.hasFocus():
            self._passphrase.setFocus()  # on what takes no press the keyboard would be nowhere
        self._go.setEnabled(not busy and not self._stopped)
        self._go.setText(say("signin.busy" if busy else "signin.go"))

    def show_failure(self, key: str, **params: str | int) -> None:
        """Say what went wrong and take the keyboard to it."""
        self._banner.show_message(say("signin.failed"), say(key, **params))
        self._passphrase.setFocus()

    def show_notice(self, sentence: str) -> None:
        """Say why the program is locked."""
        self._banner.show_message(sentence, tone="info")

    def show_found(self, stops: list[str], warnings: list[str]) -> None:
        """Say what the checks of folder and program found; a stop keeps the store shut."""
        self._stopped = bool(stops)
        self._go.setEnabled(not stops)
        if stops or warnings:
            key = "startup.sign_in_stopped" if stops else "startup.sign_in_noticed"
            text = "\n".join([*stops, *warnings])
            self._found.show_message(say(key), text, "danger" if stops else "warn")
        else:
            self._found.leave()

    def clear_passphrase(self) -> None:
        """Forget what was typed."""
        self._passphrase.clear()

    def wait_for(self, seconds: int) -> None:
        """Count a wait down on the button."""
        self._seconds = seconds
        self._go.setEnabled(False)
        self._wait.start()
        self._count_down()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice caps lock by what a letter key gives."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = event.text()
            if text.isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps.setVisible(text.isupper() != shifted)
        return super().eventFilter(watched, event)

    def _press(self) -> None:
        if self._go.isEnabled():
            self.sign_in_pressed.emit(
                self._login.text(), self._passphrase.text(), self._key_file.text()
            )

    def _count_down(self) -> None:
        if self._seconds <= 0:
            self._wait.stop()
            self.set_busy(False)
            return
        self._go.setText(say("signin.wait.button", seconds=self._seconds))
        self._seconds -= 1

    def _show_passphrase(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._passphrase.setEchoMode(mode)

    def _choose_key_file(self) -> None:
        dialog = QFileDialog(self, say("signin.key_file"))
        dialog.fileSelected.connect(self._key_file.setText)
        dialog.open()

    def _explain(self) -> None:
        self._banner.show_message(say("signin.forgotten"), say("signin.forgotten.how"), "info")
