"""Conflicts of interest: who is kept from which family; recorded and ended.  Decides nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.conflicts import ConflictList, ConflictRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets import confirm
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.wording import day, say

_SHORTEST = 24


class ConflictSection(QWidget):
    """`recorded` carries an account and a reference; `ended` a conflict and a reason, asked once more."""

    recorded = Signal(object, str)
    ended = Signal(object, str)
    counted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._rows: dict[int, ConflictRow] = {}
        self.table = Table(
            _columns(), id_of=lambda row: row.id, name=say("conflicts.table"), least=5
        )
        self._empty = EmptyState(say("conflicts.none"), say("conflicts.none.note"))
        self.reason, self.account, self.reference = QComboBox(), QComboBox(), QLineEdit()
        self.reference.setMaxLength(40)
        self._about = label(kind="muted")
        self.end = button(say("conflicts.end"), "danger", self._ask_end)
        self.record = button(say("conflicts.record"), "go", self._record)
        self.table.row_chosen.connect(self._chosen)
        column.addWidget(self._listed(), 1)
        column.addWidget(self._recording())
        self.show_conflicts(ConflictList())

    def _listed(self) -> Card:
        card = Card(say("conflicts.title"))
        card.body.addWidget(label(say("conflicts.lead"), "hint"))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._empty)
        self.reason.addItem(say("conflicts.reason.choose"), "")
        for item in code_list("conflict_end_reason").items:
            self.reason.addItem(item.label, item.code)
        card.body.addWidget(self._about)
        self._ending = (self._about, *_field(card, "conflicts.reason", self.reason), self.end)
        card.body.addWidget(self.end)
        return card

    def _recording(self) -> Card:
        card = Card(say("conflicts.record.title"))
        _field(card, "conflicts.account", self.account)
        _field(card, "conflicts.reference", self.reference)
        card.body.addWidget(self.record)
        return card

    def show_conflicts(self, found: ConflictList) -> None:
        """Show the conflicts, the newest chosen, and whom one may be recorded for."""
        self._rows = {row.id: row for row in found.rows}
        self.table.set_rows(found.rows)
        self.table.setVisible(bool(found.rows))
        self._empty.setVisible(not found.rows)
        _offer(self.account, [(one.name, one.account_id) for one in found.colleagues])
        self.reference.clear()
        self.reason.setCurrentIndex(0)
        self.counted.emit(len(found.rows))
        if found.rows:
            self.table.choose(found.rows[0].id)
        self._chosen(found.rows[0].id if found.rows else 0)

    def _chosen(self, conflict_id: int) -> None:
        row = self._rows.get(conflict_id)
        for part in self._ending:
            part.setVisible(row is not None)
        if row is not None:
            key = "conflicts.about" if row.may_end else "conflicts.about.emergency"
            self._about.setText(say(key, who=row.who, family=row.family))
            self.end.setEnabled(row.may_end)

    def _ask_end(self) -> None:
        row, reason = self._rows.get(self.table.chosen_id() or 0), self.reason.currentData()
        if row is None or not reason:
            self.ended.emit(row.id if row else 0, "")
            return
        confirm.ask(
            self,
            say("conflicts.end.question", who=row.who, family=row.family),
            say("conflicts.end.no"),
            say("conflicts.end.yes"),
            lambda: self.ended.emit(row.id, reason),
        )

    def _record(self) -> None:
        self.recorded.emit(self.account.currentData() or 0, self.reference.text())


def _field(card: Card, key: str, made: QWidget) -> tuple[QWidget, QWidget]:
    caption = label(say(key), "label")
    caption.setBuddy(made)
    made.setAccessibleName(say(key))
    if isinstance(made, QComboBox):
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(_SHORTEST)
    card.body.addWidget(caption)
    card.body.addWidget(made)
    return caption, made


def _offer(box: QComboBox, items: Sequence[tuple[str, object]]) -> None:
    box.clear()
    box.addItem(say("conflicts.account.choose"), 0)
    for words, data in items:
        box.addItem(words, data)


def _columns() -> list[Column[ConflictRow]]:
    return [
        Column(title=say("conflicts.column.who"), text=lambda row: row.who, width=24),
        Column(title=say("conflicts.column.family"), text=lambda row: row.family),
        Column(title=say("conflicts.column.reference"), text=lambda row: row.reference, width=18),
        Column(title=say("conflicts.column.by"), text=_by, width=24),
        Column(title=say("conflicts.column.since"), text=lambda row: day(row.from_on), width=14),
    ]


def _by(row: ConflictRow) -> str:
    return say("conflicts.own") if row.declared_by == row.who else row.declared_by
