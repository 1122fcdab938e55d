"""Decoys and who opened them; a manager only proposes.  Shows nothing the keeper did not send."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.decoys import DecoyLook, DecoyRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.reviews_hits import reasons
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.wording import moment, say


class DecoySection(QWidget):
    """`proposed` carries a reference; the others the mark, `reviewed` also an entry and a reason."""

    proposed = Signal(str)
    confirmed = Signal(object)
    ended = Signal(object)
    reviewed = Signal(object, object, str)

    def __init__(self, *, may_propose: bool, may_keep: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.reference, self.reason = QLineEdit(), reasons()
        self._rows: dict[int, DecoyRow] = {}
        name = say("reviews.decoy.table")
        self.table = Table(_decoys(), id_of=lambda row: row.mark_id, name=name, least=3)
        self.looks = Table(
            _looks(), id_of=lambda row: row.entry, name=say("reviews.decoy.looks"), least=3
        )
        self.table.row_chosen.connect(self._chosen)
        if may_propose:
            column.addWidget(self._proposing())
        if may_keep:
            column.addWidget(self._keeping(), 1)
        else:
            column.addStretch(1)

    def _proposing(self) -> Card:
        card = Card(say("reviews.decoy.propose.title"))
        card.body.addWidget(label(say("reviews.decoy.propose.hint"), "hint"))
        caption = label(say("reviews.decoy.reference"), "label")
        caption.setBuddy(self.reference)
        self.reference.setAccessibleName(say("reviews.decoy.reference"))
        self.reference.returnPressed.connect(self._propose)
        self.propose = button(say("reviews.decoy.propose"), "go", self._propose)
        for part in (caption, self.reference, self.propose):
            card.body.addWidget(part)
        return card

    def _keeping(self) -> Card:
        card = Card(say("reviews.section.decoys"))
        card.body.addWidget(label(say("reviews.decoy.hint"), "hint"))
        card.body.addWidget(self.table, 1)
        holder = QWidget()
        flow = FlowLayout(holder, gap=8, line_gap=8)
        self.confirm = button(say("reviews.decoy.confirm"), "go", self._confirm)
        self.end = button(say("reviews.decoy.end"), pressed=self._end)
        for part in (self.confirm, self.end):
            flow.addWidget(part)
        card.body.addWidget(holder)
        card.body.addWidget(label(say("reviews.decoy.looks"), "heading"))
        card.body.addWidget(self.looks, 1)
        card.body.addWidget(label(say("reviews.reason"), "label"))
        card.body.addWidget(self.reason)
        self.review = button(say("reviews.decoy.review"), "go", self._review)
        card.body.addWidget(self.review)
        self._chosen(0)
        return card

    def show_rows(self, rows: Sequence[DecoyRow]) -> None:
        """Show the decoys; the chosen one stays chosen."""
        kept = self.table.chosen_id()
        self._rows = {row.mark_id: row for row in rows}
        self.table.set_rows(rows)
        chosen = kept if kept in self._rows else next(iter(self._rows), 0)
        if chosen:
            self.table.choose(chosen)
        self._chosen(chosen or 0)

    def _chosen(self, mark_id: int) -> None:
        row = self._rows.get(mark_id)
        looks = row.looks if row else ()
        self.looks.set_rows(looks)
        self.confirm.setEnabled(row is not None and not row.confirmed_by)
        self.end.setEnabled(row is not None and not looks)
        self.review.setEnabled(bool(looks))

    def _propose(self) -> None:
        self.proposed.emit(self.reference.text())

    def _confirm(self) -> None:
        self.confirmed.emit(self.table.chosen_id() or 0)

    def _end(self) -> None:
        self.ended.emit(self.table.chosen_id() or 0)

    def _review(self) -> None:
        row = self._rows.get(self.table.chosen_id() or 0)
        if row is not None and row.looks:
            self.reviewed.emit(row.mark_id, row.looks[0].entry, self.reason.currentData() or "")


def _decoys() -> list[Column[DecoyRow]]:
    return [
        Column(title=say("reviews.decoy.reference"), text=lambda r: r.reference, width=18),
        Column(title=say("reviews.decoy.by"), text=lambda r: r.proposed_by),
        Column(title=say("reviews.decoy.second"), text=_second),
        Column(title=say("reviews.decoy.looks"), text=_count, tone=_tone, width=22),
    ]


def _looks() -> list[Column[DecoyLook]]:
    return [
        Column(title=say("audit.column.at"), text=lambda row: moment(row.at), width=18),
        Column(title=say("audit.who"), text=lambda r: r.who, note=_role, width=24),
        Column(title=say("audit.act"), text=lambda r: r.did, width=24),
        Column(title=say("reviews.decoy.purpose"), text=lambda r: r.purpose),
    ]


def _second(row: DecoyRow) -> str:
    return row.confirmed_by or say("reviews.decoy.waiting")


def _count(row: DecoyRow) -> str:
    return (
        say("reviews.decoy.count", count=len(row.looks))
        if row.looks
        else say("reviews.decoy.quiet")
    )


def _tone(row: DecoyRow) -> Tone:
    return "danger" if row.looks else "go"


def _role(row: DecoyLook) -> str:
    return say(f"role.{row.role}") if row.role else ""
