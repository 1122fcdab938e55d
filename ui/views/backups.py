"""Backups on the screen: where to, which there are, whether they work.  Writes no file itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.backups import BackupRow
from ui.forms.error_summary import ErrorSummary
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.telling import TellsFaults
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.widgets.work_bar import WorkBar
from ui.wording import moment, say

_MEGABYTE = 1_000_000


class BackupsView(TellsFaults, QWidget):
    """Emits a folder to back up to, or the backup to rehearse."""

    make_pressed = Signal(str)
    rehearse_pressed = Signal(object)
    stop_pressed = Signal()
    restore_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._rows: Sequence[BackupRow] = ()
        self._head = PageHead()
        self._head.show_title(say("rail.backups"), say("backups.note"))
        self._receipt, self._failure, self.summary = ReceiptLine(), Banner(), ErrorSummary()
        self.folder = QLineEdit()
        self.table = Table(_columns(), lambda row: row.id, say("backups.list"))
        for part in (self._head, self._receipt, self._failure, self.summary):
            column.addWidget(part)
        column.addWidget(self._make_card())
        column.addWidget(self._list_card())
        column.addStretch(1)
        self.summary.link_chosen.connect(lambda _key: self.folder.setFocus())
        self.table.row_chosen.connect(lambda _id: self.rehearse.setVisible(True))
        begin_at(self, self.folder)

    def _make_card(self) -> Card:
        card = Card(say("backups.make"))
        told = label(say("backups.folder"), "label")
        told.setBuddy(self.folder)
        self.folder.setAccessibleName(say("backups.folder"))
        self.folder.setAccessibleDescription(say("backups.folder.hint"))
        self.folder.returnPressed.connect(self._make)
        holder = QWidget()
        row = FlowLayout(holder, gap=8, line_gap=8)
        self.choose = button(say("backups.choose"), pressed=self._ask_folder)
        self.make = button(say("backups.now"), "go", self._make)
        for one in (self.choose, self.make):
            row.addWidget(one)
        self._work = WorkBar()
        self.bar, self.stop = self._work.bar, self._work.stop
        self._work.stop_pressed.connect(self.stop_pressed)
        self._begun = self.make
        hint = label(say("backups.folder.hint"), "hint")
        for part in (told, hint, self.folder, holder, self._work):
            card.body.addWidget(part)
        return card

    def _list_card(self) -> Card:
        card = Card(say("backups.list"))
        self._none = label(say("backups.none"), "muted")
        self._openers = label("", "muted")
        self.rehearse = button(say("backups.rehearse"), "go", self._rehearse)
        self.rehearse.hide()
        self.restore = button(say("backups.restore"), pressed=self._restore)
        self._restoring = label(say("backups.restore.note"), "muted")
        shown = (
            self._none,
            self.table,
            self.rehearse,
            self._openers,
            self._restoring,
            self.restore,
        )
        for part in shown:
            card.body.addWidget(part)
        return card

    def show_backups(self, rows: Sequence[BackupRow], openers: str) -> None:
        """Show the backups, newest first, and who can open one made now."""
        self._rows = rows
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._openers.setText(say("backups.openers", names=openers))
        self.rehearse.setVisible(bool(rows) and self.table.chosen_id() is not None)

    def show_busy(self, sentence: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done and how far it is (`total` 0: nobody knows); "" once it is over."""
        stopping = self.stop.hasFocus()
        begun = next((one for one in (self.make, self.rehearse) if one.hasFocus()), None)
        self._work.show_work(sentence, done, total)
        for one in (self.make, self.rehearse):
            one.setEnabled(not sentence)
        if begun is not None and sentence:  # a button that is switched off loses the keyboard
            self._begun = begun
            self.stop.setFocus()
        elif stopping and not sentence:
            self._begun.setFocus()

    def _make(self) -> None:
        self.make_pressed.emit(self.folder.text())

    def _rehearse(self) -> None:
        self.rehearse_pressed.emit(self.table.chosen_id())

    def _restore(self) -> None:
        chosen = self.table.chosen_id()
        self.restore_pressed.emit(next((row.path for row in self._rows if row.id == chosen), ""))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, say("backups.choose"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _columns() -> list[Column[BackupRow]]:
    return [
        Column(
            title=say("backups.column.made"),
            text=lambda row: moment(row.made_at),
            note=lambda row: row.made_by,
            width=24,
        ),
        Column(title=say("backups.column.path"), text=lambda row: row.path),
        Column(title=say("backups.column.size"), text=_size, align="right", width=12),
        Column(
            title=say("backups.column.families"),
            text=lambda row: str(row.families),
            align="right",
            width=12,
        ),
        Column(title=say("backups.column.result"), text=_result, tone=_tone, note=_when, width=22),
    ]


def _when(row: BackupRow) -> str:
    return moment(row.rehearsed_at) if row.rehearsed_at else ""


def _size(row: BackupRow) -> str:
    return say("backups.megabytes", size=f"{row.size / _MEGABYTE:.1f}")


def _result(row: BackupRow) -> str:
    if not row.result:
        return say("backups.result.none")
    return say("backups.result.good" if row.result == "good" else "backups.result.bad")


def _tone(row: BackupRow) -> Tone:
    if not row.result:
        return "warn"
    return "go" if row.result == "good" else "danger"
