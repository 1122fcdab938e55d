"""The queue of plans that wait for a decision.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.plans import PlanQueueRow
from ui.tables.columns import Column
from ui.tables.open_button import open_button
from ui.tables.table import Table
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.wording import day, say


class AuthoriseView(TellsFailure, QWidget):
    """`row_opened` carries a plan."""

    row_opened = Signal(object)
    more_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("rail.authorise"))
        self._failure = Banner()
        self._card = Card()
        self.table = Table(_columns(), id_of=lambda row: row.id, name=say("rail.authorise"))
        self._empty = EmptyState(say("authorise.none"), say("authorise.none.note"))
        self._head.add_action(open_button(self.table))
        self._card.body.addWidget(self.table, 1)
        self._card.body.addWidget(self._empty)
        self.more = button(say("authorise.more"), pressed=self.more_pressed.emit)
        self._card.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._empty.hide()
        self.more.hide()
        for part in (self._head, self._failure):
            column.addWidget(part)
        column.addWidget(self._card, 1)
        self.table.row_opened.connect(self.row_opened)
        begin_at(self, self.table)

    def show_rows(self, rows: Sequence[PlanQueueRow], *, more: bool) -> None:
        """Show the plans that wait, oldest first, and whether there are more."""
        self._failure.leave()
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.more.setVisible(more)
        key = "authorise.count.more" if more else "authorise.count"
        self._head.show_title(say("rail.authorise"), say(key, count=len(rows)))
        if rows and self.table.chosen_id() is None:
            self.table.choose(rows[0].id)


def _columns() -> list[Column[PlanQueueRow]]:
    return [
        Column(
            title=say("authorise.column.family"),
            text=lambda row: row.family,
            note=lambda row: row.reference,
        ),
        Column(title=say("authorise.column.version"), text=lambda row: f"v{row.number}", width=9),
        Column(title=say("authorise.column.author"), text=lambda row: row.author, width=22),
        Column(
            title=say("authorise.column.sent"), text=lambda row: day(row.submitted_on), width=14
        ),
        Column(title=say("authorise.column.check"), text=_check, tone=_tone, width=22),
    ]


def _check(row: PlanQueueRow) -> str:
    if row.problems:
        return say("authorise.problems", count=row.problems)
    return say("authorise.ready")


def _tone(row: PlanQueueRow) -> Tone:
    return "danger" if row.problems else "go"
