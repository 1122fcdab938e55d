"""Openings in emergencies and the review of the one that is chosen.  Closes nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.access import BreakGlassRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.wording import day, moment, say


class EmergencySection(QWidget):
    """`closed` carries a review, a finding and words."""

    closed = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.table = Table(
            _columns(), id_of=lambda row: row.id, name=say("reviews.emergency.table"), least=4
        )
        self._empty = EmptyState(say("reviews.emergency.none"), say("reviews.emergency.none.note"))
        card = Card()
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._empty)
        self.finding, self.text = QComboBox(), QLineEdit()
        self.finding.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.finding.setMinimumContentsLength(24)
        self.finding.addItem(say("reviews.emergency.choose"), "")
        for item in code_list("break_glass_finding").items:
            self.finding.addItem(item.label, item.code)
        self._about = label(kind="muted")
        self.close_review = button(say("reviews.emergency.close"), "go", self._close)
        self._rows: dict[int, BreakGlassRow] = {}
        self.table.row_chosen.connect(self._chosen)
        column.addWidget(card, 1)
        column.addWidget(self._answer())
        self.show_rows(())

    def _answer(self) -> Card:
        card = Card(say("reviews.emergency.review"))
        card.body.addWidget(self._about)
        for key, made in (("finding", self.finding), ("text", self.text)):
            words = say(f"reviews.emergency.{key}")
            caption = label(words, "label")
            caption.setBuddy(made)
            made.setAccessibleName(words)
            card.body.addWidget(caption)
            card.body.addWidget(made)
        card.body.addWidget(self.close_review)
        return card

    def show_rows(self, rows: Sequence[BreakGlassRow]) -> None:
        """Show the openings, escalated ones first."""
        self._rows = {row.id: row for row in rows}
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.text.clear()
        self.finding.setCurrentIndex(0)
        if rows:
            self.table.choose(rows[0].id)
        self._chosen(rows[0].id if rows else 0)

    def _chosen(self, row_id: int) -> None:
        row = self._rows.get(row_id)
        self.close_review.setEnabled(row is not None and row.may_close)
        if row is None:
            self._about.setText(say("reviews.emergency.pick"))
        else:
            self._about.setText(_about(row))

    def _close(self) -> None:
        row_id = self.table.chosen_id() or 0
        self.closed.emit(row_id, self.finding.currentData() or "", self.text.text())


def _columns() -> list[Column[BreakGlassRow]]:
    return [
        Column(title=say("reviews.column.who"), text=lambda r: r.who, note=_role, width=22),
        Column(title=say("reviews.column.family"), text=lambda r: r.reference, width=18),
        Column(title=say("reviews.emergency.reason"), text=_reason, note=lambda r: r.sentence),
        Column(
            title=say("reviews.emergency.opened"), text=lambda row: moment(row.opened_at), width=18
        ),
        Column(title=say("reviews.emergency.due"), text=_due, note=_since, tone=_tone, width=22),
    ]


def _about(row: BreakGlassRow) -> str:
    """Say what was written, and whose the review is where it is not simply this person's."""
    key = "reviews.emergency.about" if row.may_close else "reviews.emergency.not_yours"
    if row.escalated:
        key = "reviews.emergency.passed" if row.may_close else "reviews.emergency.governance"
    return say(key, who=row.who, sentence=row.sentence)


def _role(row: BreakGlassRow) -> str:
    return say(f"role.{row.role}") if row.role else ""


def _reason(row: BreakGlassRow) -> str:
    return code_list("break_glass_reason").label(row.reason)


def _due(row: BreakGlassRow) -> str:
    key = "reviews.emergency.late" if row.escalated else "reviews.emergency.until"
    return say(key, day=day(row.due_on))


def _since(row: BreakGlassRow) -> str:
    return say("reviews.emergency.since", day=day(row.passed_on)) if row.passed_on else ""


def _tone(row: BreakGlassRow) -> Tone:
    return "danger" if row.escalated else "info"
