"""Conflicts of interest: who is kept from which family; recorded and ended.  Decides nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.conflicts import ConflictList, ConflictRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.family_pick import FamilyPick
from ui.widgets import confirm
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.wording import day, say

_SHORTEST = 24


class ConflictSection(QWidget):
    """`recorded` carries an account, the family chosen (0 without) and what was typed.

    `ended` carries a conflict and a reason, asked once more; `leads_agreed` that another lead is named.
    """

    recorded = Signal(object, object, str)
    leads_agreed = Signal()
    ended = Signal(object, str)
    opened = Signal(object)

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
        self.reason, self.account = QComboBox(), QComboBox()
        self.family = FamilyPick(say("conflicts.family"), say("conflicts.family.hint"))
        self._about = label(kind="muted")
        self.open = button(say("conflicts.open"), pressed=self._open)
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
        card.body.addWidget(self.open)
        self._ending = (self._about, *_field(card, "conflicts.reason", self.reason), self.end)
        card.body.addWidget(self.end)
        return card

    def _recording(self) -> Card:
        card = Card(say("conflicts.record.title"))
        _field(card, "conflicts.account", self.account)
        caption, _ = _field(card, "conflicts.family", self.family)
        card.body.insertWidget(
            card.body.indexOf(caption) + 1, label(say("conflicts.family.hint"), "hint")
        )
        card.body.addWidget(self.record)
        return card

    def show_conflicts(self, found: ConflictList) -> None:
        """Show the conflicts, the newest chosen, and whom one may be recorded for."""
        self._rows = {row.id: row for row in found.rows}
        self.table.set_rows(found.rows)
        self.table.setVisible(bool(found.rows))
        self._empty.setVisible(not found.rows)
        _offer(self.account, [(one.name, one.account_id) for one in found.colleagues])
        self.family.clear()
        self.reason.setCurrentIndex(0)
        if found.rows:
            self.table.choose(found.rows[0].id)
        self._chosen(found.rows[0].id if found.rows else 0)

    def _chosen(self, conflict_id: int) -> None:
        row = self._rows.get(conflict_id)
        for part in self._ending:
            part.setVisible(row is not None)
        self.open.setVisible(row is not None and row.leads)
        if row is not None:
            key = "conflicts.about.leads" if row.leads else "conflicts.about"
            key = key if row.may_end else "conflicts.about.emergency"
            self._about.setText(say(key, who=row.who, family=row.family))
            self.end.setEnabled(row.may_end)

    def ask_leads(self) -> None:
        """Ask once more where the person leads the family's case."""
        confirm.ask(
            self,
            say("conflicts.leads.question", who=self.account.currentText()),
            say("conflicts.leads.no"),
            say("conflicts.leads.yes"),
            self.leads_agreed.emit,
        )

    def _open(self) -> None:
        row = self._rows.get(self.table.chosen_id() or 0)
        if row is not None:
            self.opened.emit(row.family_id)

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
        account = self.account.currentData() or 0
        self.recorded.emit(account, self.family.chosen_id(), self.family.text())


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
        Column(title=say("conflicts.column.who"), text=lambda row: row.who, note=_leads, width=24),
        Column(title=say("conflicts.column.family"), text=lambda row: row.family),
        Column(title=say("conflicts.column.reference"), text=lambda row: row.reference, width=18),
        Column(title=say("conflicts.column.by"), text=_by, width=24),
        Column(title=say("conflicts.column.since"), text=lambda row: day(row.from_on), width=14),
    ]


def _leads(row: ConflictRow) -> str:
    return say("conflicts.leads") if row.leads else ""


def _by(row: ConflictRow) -> str:
    return say("conflicts.own") if row.declared_by == row.who else row.declared_by
