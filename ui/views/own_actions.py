"""The first page of a partner: own actions, and where the chosen one stands.  Asks nothing itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.partners import OwnActionRow
from ui.forms.error_summary import ErrorSummary
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.telling import TellsFaults
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import day, say

_TONES: dict[str, Tone] = {"late": "danger", "soon": "warn", "on_track": "go"}


class OwnActionsView(TellsFaults, QWidget):
    """`progressed` carries an action, a status and a note."""

    progressed = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("rail.own_actions"))
        self._receipt, self._failure, self.summary = ReceiptLine(), Banner(), ErrorSummary()
        name = say("own_actions.table")
        self.table = Table(_columns(), id_of=lambda row: row.action_id, name=name, least=5)
        self._empty = EmptyState(say("own_actions.none"), say("own_actions.none.note"))
        card = Card()
        card.body.addWidget(label(say("own_actions.hint"), "hint"))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._empty)
        self.status, self.note = QComboBox(), QPlainTextEdit()
        for item in code_list("action_status").items:
            self.status.addItem(item.label, item.code)
        self.note.setTabChangesFocus(True)
        self.save = button(say("own_actions.save"), "go", self._save)
        self._rows: dict[int, OwnActionRow] = {}
        for part in (self._head, self._receipt, self._failure, self.summary):
            column.addWidget(part)
        column.addWidget(card, 1)
        column.addWidget(self._standing())
        self.table.row_chosen.connect(self._chosen)
        fields = {"status": self.status, "note": self.note}
        self.summary.link_chosen.connect(lambda key: fields.get(key, self.table).setFocus())
        self.show_rows(())
        begin_at(self, self.table)

    def _standing(self) -> Card:
        card = Card(say("own_actions.standing"))
        self._about = label()
        card.body.addWidget(self._about)
        for key, made in (("status", self.status), ("note", self.note)):
            words = say(f"own_actions.{key}")
            caption = label(words, "label")
            caption.setBuddy(made)
            made.setAccessibleName(words)
            card.body.addWidget(caption)
            card.body.addWidget(made)
        self.note.setFixedHeight(self.note.fontMetrics().height() * 4)
        card.body.addWidget(self.save)
        return card

    def show_rows(self, rows: tuple[OwnActionRow, ...]) -> None:
        """Show the actions, the earliest due first; the chosen one stays chosen."""
        self._failure.leave()
        kept = self.table.chosen_id()
        self._rows = {row.action_id: row for row in rows}
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        chosen = kept if kept in self._rows else next(iter(self._rows), 0)
        if chosen:
            self.table.choose(chosen)
        self._chosen(chosen or 0)

    def _chosen(self, action_id: int) -> None:
        row = self._rows.get(action_id)
        self.save.setEnabled(row is not None)
        self._about.setText(row.text if row else say("own_actions.choose"))
        self.note.setPlainText(row.note if row else "")
        if row is not None:
            self.status.setCurrentIndex(self.status.findData(row.status))

    def _save(self) -> None:
        action_id = self.table.chosen_id() or 0
        self.progressed.emit(action_id, self.status.currentData() or "", self.note.toPlainText())


def _columns() -> list[Column[OwnActionRow]]:
    return [
        Column(
            title=say("own_actions.family"), text=lambda r: r.family, note=lambda r: r.reference,
            width=14,
        ),
        Column(title=say("own_actions.action"), text=lambda r: r.text, note=lambda r: r.outcome),
        Column(
            title=say("own_actions.due"), text=lambda r: r.lateness or _status(r), note=_due,
            tone=lambda r: _TONES.get(r.state), width=16,
        ),
    ]  # fmt: skip


def _due(row: OwnActionRow) -> str:
    return say("own_actions.due.note", day=day(row.due_on), status=_status(row))


def _status(row: OwnActionRow) -> str:
    return code_list("action_status").label(row.status)
