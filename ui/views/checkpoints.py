"""Checkpoints of the audit on the screen: another folder, a page to file, what comes back compared."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.views.paper import PaperDialog
from ui.views.telling import TellsOutcome
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import say

_LINES = 8


class CheckpointsPage(TellsOutcome, QWidget):
    """Passive; `folder_chosen` carries a path, an empty one ends it."""

    back_pressed = Signal()
    folder_chosen = Signal(str)
    paper_pressed = Signal()
    compare_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead()
        self._head.show_title(
            say("checkpoints.title"), say("checkpoints.note"), (say("rail.audit"),)
        )
        self.back = self._head.add_action(
            button(say("checkpoints.back"), pressed=self.back_pressed.emit)
        )
        self._receipt, self._failure = ReceiptLine(), Banner()
        self._here, self._state = label(kind="muted"), label()
        self.folder, self.text = QLineEdit(), QPlainTextEdit()
        self._wrong = {"folder": self._error(), "text": self._error()}
        for part in (self._head, self._receipt, self._failure):
            column.addWidget(part)
        for card in (self._paper_card(), self._folder_card(), self._compare_card()):
            column.addWidget(card)
        column.addStretch(1)
        begin_at(self, self.paper)

    def _paper_card(self) -> Card:
        card = Card(say("checkpoints.paper"))
        card.body.addWidget(label(say("checkpoints.paper.hint"), "hint"))
        self.paper = button(say("checkpoints.print"), "go", self.paper_pressed.emit)
        card.body.addWidget(self.paper)
        return card

    def _folder_card(self) -> Card:
        card = Card(say("checkpoints.folder"))
        card.body.addWidget(label(say("checkpoints.folder.hint"), "hint"))
        self.folder.setAccessibleName(say("checkpoints.folder"))
        self.folder.returnPressed.connect(self._send)
        for part in (self._here, self._state, self._wrong["folder"], self.folder):
            card.body.addWidget(part)
        card.body.addWidget(
            _row(
                button(say("checkpoints.choose"), pressed=self._ask_folder),
                button(say("checkpoints.send"), "go", self._send),
                button(say("checkpoints.stop"), pressed=lambda: self.folder_chosen.emit("")),
            )
        )
        return card

    def _compare_card(self) -> Card:
        card = Card(say("checkpoints.compare"))
        card.body.addWidget(label(say("checkpoints.compare.hint"), "hint"))
        self.text.setAccessibleName(say("checkpoints.compare"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES)
        self._compared = Banner()
        for part in (self._wrong["text"], self.text):
            card.body.addWidget(part)
        pressed = button(
            say("checkpoints.go"), "go", lambda: self.compare_pressed.emit(self.text.toPlainText())
        )
        card.body.addWidget(pressed)
        card.body.addWidget(self._compared)
        return card

    def show_places(self, here: str, away: str, state: str) -> None:
        """Show where checkpoints go."""
        self._failure.leave()
        self._here.setText(say("checkpoints.here", folder=here))
        self._state.setText(state)
        self.folder.setText(away)

    def show_paper(self, content: bytes) -> None:
        """Show the page before it is printed."""
        PaperDialog(self, content).open()

    def show_compared(self, sentence: str, *, holds: bool) -> None:
        """Say how what came back stands to the store."""
        title = say("checkpoints.holds" if holds else "checkpoints.broken")
        self._compared.show_message(title, sentence, "go" if holds else "danger")

    def show_wrong(self, field: str, sentence: str) -> None:
        """Say what is wrong with a field, or nothing."""
        told = self._wrong[field]
        told.setText(say("form.error", message=sentence) if sentence else "")
        told.setVisible(bool(sentence))
        if sentence:
            (self.folder if field == "folder" else self.text).setFocus()

    def _send(self) -> None:
        self.folder_chosen.emit(self.folder.text().strip())

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, say("checkpoints.choose"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @staticmethod
    def _error() -> QLabel:
        made = label(kind="error")
        made.hide()
        return made


def _row(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=8, line_gap=8)
    for part in parts:
        row.addWidget(part)
    return holder
