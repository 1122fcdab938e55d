"""The page that restores a backup while nobody is signed in.  Reads and writes no file itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.session import RestoreBackup
from ui.views.recovery_cards import SharesCard
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.file_line import FileLine
from ui.widgets.page_head import PageHead
from ui.widgets.work_bar import WorkBar
from ui.wording import say

_BY_SHEETS, _BY_PASSPHRASE, _LISTS = (
    ("share_one", "share_two"), ("passphrase", "key_file"), ("erased", "ended"),
)  # fmt: skip


class RestoreCard(SharesCard):
    """What is asked: which backup, where to, who."""

    pressed = Signal(object)
    stop_pressed = Signal()

    def __init__(self, source: str, folder: str) -> None:
        super().__init__(say("restore.title"), say("restore.lead"))
        self.login, self.passphrase = QLineEdit(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.files = {
            name: FileLine(say(f"restore.{name}"), folder=name in {"source", "folder"})
            for name in ("source", "folder", "key_file", *_LISTS)
        }
        self.files["source"].line.setText(source)
        self.files["folder"].line.setText(folder)
        self.sheets = QCheckBox(say("restore.sheets"))
        self.lists = QCheckBox(say("restore.lists"))
        for name in ("source", "folder"):
            self.add_input(name, self.files[name], say(f"restore.{name}"))
        self.add_input("login", self.login, say("restore.login"))
        self.body.addWidget(self.sheets)
        self.add_input("passphrase", self.passphrase, say("restore.passphrase"))
        self.add_input("key_file", self.files["key_file"], say("restore.key_file"))
        self.add_shares()
        self.body.addWidget(self.lists)
        for name in _LISTS:
            words, hint = say(f"restore.{name}"), say(f"restore.{name}.hint")
            self.add_input(name, self.files[name], words, hint)
        self._add_work()
        for box in (self.sheets, self.lists):
            box.toggled.connect(lambda _on: self._arrange())
        self._arrange()

    def _add_work(self) -> None:
        self.go = button(say("restore.go"), "go", self._press)
        self.work = WorkBar()
        self.work.stop_pressed.connect(self.stop_pressed)
        for part in (self.go, self.work):
            self.body.addWidget(part)
        self.show_busy("", 0, 0)

    def _arrange(self) -> None:
        sheets = self.sheets.isChecked()
        shown = {**dict.fromkeys(_BY_SHEETS, sheets), **dict.fromkeys(_BY_PASSPHRASE, not sheets)}
        shown |= dict.fromkeys(_LISTS, self.lists.isChecked())
        for name, on in shown.items():
            self.boxes[name].setVisible(on)

    def _press(self) -> None:
        listed = self.lists.isChecked()
        self.pressed.emit(
            RestoreBackup(
                source=self.files["source"].text(),
                folder=self.files["folder"].text(),
                login=self.login.text().strip(),
                passphrase="" if self.sheets.isChecked() else self.passphrase.text(),
                key_file="" if self.sheets.isChecked() else self.files["key_file"].text(),
                shares=self.typed() if self.sheets.isChecked() else None,
                erased=self.files["erased"].text() if listed else "",
                ended=self.files["ended"].text() if listed else "",
            )
        )

    def show_busy(self, sentence: str, done: int, total: int) -> None:
        """Say what is being done and how far it is."""
        had_focus = self.work.stop.hasFocus()
        self.work.show_work(sentence, done, total)
        self.go.setEnabled(not sentence)
        if had_focus and not sentence:
            self.go.setFocus()


class RestoreView(QWidget):
    """Emits what should be restored; shows how far it is and what was done again."""

    back_pressed = Signal()
    open_pressed = Signal(str)

    def __init__(self, source: str, folder: str) -> None:
        super().__init__()
        self.setObjectName("canvas")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead()
        self._head.show_title(say("restore.title"))
        self.back = self._head.add_action(
            button(say("restore.back"), pressed=self.back_pressed.emit)
        )
        self._failure = Banner()
        self.card, self.found = RestoreCard(source, folder), Card(say("restore.done"))
        self._warning = Banner()
        self.found.hide()
        for part in (self._head, self._failure, self.card, self.found):
            column.addWidget(part)
        column.addStretch(1)
        self.setFocusProxy(self.card.files["source"])

    def show_busy(self, sentence: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done; "" once it is over."""
        if sentence:
            self._failure.leave()
        self.back.setEnabled(not sentence)
        self.card.show_busy(sentence, done, total)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each input what is wrong with it."""
        self.card.show_errors(errors)

    def show_failure(self, sentence: str) -> None:
        """Say why nothing was restored."""
        self._failure.show_message(say("restore.failed"), sentence)

    def forget_secrets(self) -> None:
        """Empty what nobody should find there."""
        self.card.passphrase.clear()
        self.card.forget()

    def show_restored(self, facts: list[tuple[str, str]], warning: str) -> None:
        """Show what was restored, and the way in."""
        self.card.hide()
        for name, text in facts:
            self.found.body.addWidget(label(name, "label"))
            self.found.body.addWidget(label(text))
        if warning:
            self._warning.show_message(warning, tone="warn")
            self.found.body.addWidget(self._warning)
        folder = self.card.files["folder"].text()
        enter = button(say("restore.open"), "go", lambda: self.open_pressed.emit(folder))
        self.found.body.addWidget(enter)
        self.found.show()
        enter.setFocus()
