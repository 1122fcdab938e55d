"""The documents of a family: a list, files dropped or chosen, what may be done with each."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from earlyhelp.messages.documents import DocumentRow, DocumentSeen, DocumentsShown
from earlyhelp.messages.family_view import FamilyView
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.family_rows import coded, text_column
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.receipt import ReceiptLine
from ui.wording import day, say

_MB = 1024 * 1024
_TONES: dict[str, Tone] = {"safe": "go", "waiting": "warn", "refused": "danger"}
_ENDINGS = "*.pdf *.docx *.xlsx *.png *.jpg *.jpeg *.txt *.csv *.eml"


class DocumentsSection(QWidget):
    """Emits paths and ids; shows files only as it is handed them."""

    form_wanted = Signal(str, object)
    shown = Signal(object)
    files_chosen = Signal(list)
    look_pressed = Signal(object)
    scan_pressed = Signal(object)
    copy_wanted = Signal(object, str)
    cancel_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._may: frozenset[str] = frozenset()
        self._rows: dict[int, DocumentRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._receipt, self._banner, self._scanner = ReceiptLine(), Banner(), Banner()
        for part in (self._receipt, self._banner, self._scanner, self._list_card()):
            column.addWidget(part)
        column.addStretch(1)
        self.setAcceptDrops(True)

    def _list_card(self) -> Card:
        card = Card(say("documents.title"))
        self._room = label(kind="muted")
        self._hint = label(say("documents.hint"), "hint")
        actions = QWidget()
        row = FlowLayout(actions, gap=8, line_gap=8)
        self.add = button(say("documents.add"), "go", self._ask_files)
        self.look = button(say("documents.look"), pressed=lambda: self._press(self.look_pressed))
        self.scan = button(say("documents.scan"), pressed=lambda: self._press(self.scan_pressed))
        self.copy = button(say("documents.copy"), pressed=self._ask_copy)
        for one in (self.add, self.look, self.scan, self.copy):
            row.addWidget(one)
        self._about = label(kind="muted")
        self.table = Table(_columns(), id_of=lambda row: int(row.id), name=say("documents.title"))
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self._open)
        above = (self._room, self._hint, actions, self._progress_part(), self._about)
        for part in (*above, self.table):
            card.body.addWidget(part)
        self._choose(None)
        return card

    def _progress_part(self) -> QWidget:
        self._progress = QWidget()
        column = QVBoxLayout(self._progress)
        column.setContentsMargins(0, 0, 0, 0)
        self._doing, self.bar = label(), QProgressBar()
        self.bar.setAccessibleName(say("documents.progress"))
        self.cancel = button(say("documents.cancel"), pressed=self.cancel_pressed.emit)
        for part in (self._doing, self.bar, self.cancel):
            column.addWidget(part)
        self._progress.hide()
        return self._progress

    def show_family(self, family: FamilyView) -> None:
        """Show what may be done here; the list is asked for."""
        self._may = family.may
        self.add.setVisible("document:add" in family.may)
        self._hint.setVisible("document:add" in family.may)
        self.shown.emit(family)

    def show_documents(self, shown: DocumentsShown) -> None:
        """Show the list, how much room is left, and whether a scanner answers."""
        self._rows = {row.id: row for row in shown.rows}
        self.table.set_rows(shown.rows)
        self.table.setVisible(bool(shown.rows))
        used, whole = f"{ceil(shown.used / _MB * 10) / 10:.1f}", (shown.used + shown.room) // _MB
        key = "documents.room" if shown.rows else "documents.none"
        self._room.setText(say(key, count=len(shown.rows), used=used, whole=whole))
        if shown.scanner:
            self._scanner.leave()
        else:
            self._scanner.show_message(
                say("documents.no_scanner.title"), say("documents.no_scanner"), "warn"
            )
        self._choose(self.table.chosen_id() if shown.rows else None)

    def show_progress(self, sentence: str, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known."""
        self._receipt.hide()
        self._banner.leave()
        self._doing.setText(sentence)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._progress.show()

    def hide_progress(self) -> None:
        """It is over."""
        self._progress.hide()

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._banner.leave()
        self._receipt.show_receipt(sentence)

    def show_failure(self, title: str, sentence: str) -> None:
        """Say what was not done and why."""
        self._receipt.hide()
        self._banner.show_message(title, sentence)

    def show_seen(self, seen: DocumentSeen, pages: bytes) -> None:
        """Open a file over the page, from memory."""
        from ui.views.document_viewer import DocumentDialog

        DocumentDialog(self, seen, pages).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer, where files may be added."""
        local = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if local and "document:add" in self._may:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped files in."""
        event.acceptProposedAction()
        self.files_chosen.emit(
            [u.toLocalFile() for u in event.mimeData().urls() if u.isLocalFile()]
        )

    def _choose(self, document_id: object) -> None:
        row = self._rows.get(document_id) if isinstance(document_id, int) else None
        status = row.status if row is not None else ""
        self.look.setVisible(status == "safe" and "document:read" in self._may)
        self.copy.setVisible(status == "safe" and "document:copy" in self._may)
        self.scan.setVisible(status == "waiting" and "document:add" in self._may)
        self._about.setVisible(row is not None)
        if row is None:
            return
        told = [say(f"documents.about.{row.status}", engine=row.engine or "", finding=row.finding)]
        told += [say(f"airlock.left_out.{one}") for one in row.left_out]
        self._about.setText(" ".join(told))

    def _open(self, document_id: object) -> None:
        row = self._rows.get(document_id) if isinstance(document_id, int) else None
        if row is not None and row.status == "safe" and "document:read" in self._may:
            self.look_pressed.emit(document_id)
        elif row is not None:
            self.show_failure(
                say("documents.shut", name=row.name), say(f"documents.shut.{row.status}")
            )

    def _press(self, signal: object) -> None:
        chosen = self.table.chosen_id()
        if chosen is not None:
            signal.emit(chosen)  # type: ignore[attr-defined]

    def _ask_files(self) -> None:
        dialog = QFileDialog(self, say("documents.add"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(f"{say('documents.filter')} ({_ENDINGS})")
        dialog.filesSelected.connect(lambda paths: self.files_chosen.emit(list(paths)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_copy(self) -> None:
        row = self._rows.get(self.table.chosen_id() or 0)
        if row is None:
            return
        dialog = QFileDialog(self, say("documents.copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(row.name)
        dialog.fileSelected.connect(lambda path, row=row: self.copy_wanted.emit(row.id, path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _columns() -> Sequence[Column[DocumentRow]]:
    return [
        Column(
            title=say("documents.name"),
            text=lambda row: row.name,
            bold=lambda _row: True,
            note=lambda row: row.source,
        ),
        Column(
            title=say("documents.kind"),
            text=lambda row: coded("document_kind", row.kind),
            note=lambda row: day(row.dated_on) if row.dated_on else "",
        ),
        text_column(say("documents.whose"), "whose", 18),
        Column(
            title=say("documents.state"),
            text=lambda row: say(f"documents.state.{row.status}"),
            tone=lambda row: _TONES.get(row.status),
            width=16,
        ),
        Column(title=say("documents.added"), text=_added, width=22),
    ]


def _added(row: DocumentRow) -> str:
    return say("documents.added.by", on=day(row.added_at), who=row.added_by)
