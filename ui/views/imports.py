"""Imports on the screen: the file, what it would do, progress, past imports.  Reads no file itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from earlyhelp.messages.importing import ImportReport, ImportRunRow
from ui.views.imports_tables import lists_table, reasons_table, runs_table
from ui.views.telling import TellsFailure
from ui.widgets import confirm
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import say


class ImportsView(TellsFailure, QWidget):
    """Emits paths and ids; undoing asks once more."""

    prepare_pressed = Signal(str)
    start_pressed = Signal()
    cancel_pressed = Signal()
    rejected_pressed = Signal(str)
    undo_agreed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("imports.title"))
        self._receipt, self._failure = ReceiptLine(), Banner()
        self.path = QLineEdit()
        self.lists, self.reasons, self.runs = lists_table(), reasons_table(), runs_table()
        self._report = self._report_card()
        for part in (self._head, self._receipt, self._failure):
            column.addWidget(part)
        cards = (self._file_card(), self._progress_card(), self._report, self._runs_card())
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        self.runs.row_chosen.connect(self._run_chosen)
        begin_at(self, self.path)

    def _file_card(self) -> Card:
        card = Card(say("imports.file"))
        card.body.addWidget(label(say("imports.file.hint"), "hint"))
        self._wrong = label(kind="error")
        self._wrong.hide()
        card.body.addWidget(self._wrong)
        holder = QWidget()
        row = FlowLayout(holder, gap=8, line_gap=8)
        self.path.setAccessibleName(say("imports.file"))
        self.path.setAccessibleDescription(say("imports.file.hint"))
        self.path.returnPressed.connect(self._prepare)
        card.body.addWidget(self.path)
        row.addWidget(button(say("imports.choose"), pressed=self._ask_file))
        row.addWidget(button(say("imports.prepare"), "go", self._prepare))
        card.body.addWidget(holder)
        return card

    def _progress_card(self) -> Card:
        self._progress = Card()
        self._doing = label()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("imports.progress"))
        self.cancel = button(say("imports.cancel"), pressed=self.cancel_pressed.emit)
        for part in (self._doing, self.bar, self.cancel):
            self._progress.body.addWidget(part)
        self._progress.hide()
        return self._progress

    def _report_card(self) -> Card:
        card = Card(say("imports.report"))
        self._summary = label()
        self._reasons_title = label(say("imports.reasons"), "heading")
        row = QHBoxLayout()
        self.start = button(say("imports.start"), "go", self.start_pressed.emit)
        self.rejected = button(say("imports.rejected"), pressed=self._ask_rejected)
        row.addWidget(self.start)
        row.addWidget(self.rejected)
        row.addStretch(1)
        for part in (self._summary, self.lists, self._reasons_title, self.reasons):
            card.body.addWidget(part)
        card.body.addLayout(row)
        card.hide()
        return card

    def _runs_card(self) -> Card:
        card = Card(say("imports.runs"))
        self._no_runs = label(say("imports.runs.none"), "muted")
        card.body.addWidget(self._no_runs)
        card.body.addWidget(self.runs)
        self.undo = button(say("imports.undo"), "danger", self._ask_undo)
        self.undo.hide()
        card.body.addWidget(self.undo)
        return card

    def show_report(self, report: ImportReport, summary: str) -> None:
        """Show what an import would do."""
        self._failure.leave()
        self._summary.setText(summary)
        self.lists.set_rows(report.lists)
        self.reasons.set_rows(tuple(enumerate(report.reasons)))
        for part in (self._reasons_title, self.reasons, self.rejected):
            part.setVisible(bool(report.reasons))
        self.start.setEnabled(bool(report.added or report.matched))
        self._report.show()
        self.lists.setFocus()

    def show_runs(self, rows: Sequence[ImportRunRow]) -> None:
        """Show past imports, newest first."""
        self.runs.set_rows(rows)
        self.runs.setVisible(bool(rows))
        self._no_runs.setText(say("imports.runs.choose" if rows else "imports.runs.none"))
        self.undo.setVisible(self.runs.chosen_id() is not None)

    def show_progress(self, sentence: str, done: int, total: int) -> None:
        """Show how far the work is; a total of 0 is not known yet."""
        self._doing.setText(sentence)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.start.setEnabled(False)
        self.cancel.setVisible(bool(total))
        self._progress.show()

    def hide_progress(self) -> None:
        """The work is over."""
        self._progress.hide()

    def show_wrong_path(self, sentence: str) -> None:
        """Say what is wrong with the file, or nothing."""
        self._wrong.setText(say("form.error", message=sentence) if sentence else "")
        self._wrong.setVisible(bool(sentence))
        if sentence:
            self.path.setFocus()

    def show_receipt(self, sentence: str) -> None:
        """Say what was done; once an import began, what it would do is told no more."""
        self._failure.leave()
        self._report.setVisible(self._report.isVisible() and self.start.isEnabled())
        self._receipt.show_receipt(sentence)

    def _run_chosen(self, _run: object) -> None:
        self.undo.show()

    def _prepare(self) -> None:
        self.prepare_pressed.emit(self.path.text())

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, say("imports.choose"))
        dialog.setNameFilter("Excel (*.xlsx)")
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_rejected(self) -> None:
        dialog = QFileDialog(self, say("imports.rejected"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(self.rejected_pressed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_undo(self) -> None:
        chosen = self.runs.chosen_id()
        confirm.ask(
            self,
            say("imports.undo.ask"),
            say("imports.undo.keep"),
            say("imports.undo"),
            lambda: self.undo_agreed.emit(chosen),
        )
