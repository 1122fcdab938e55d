"""The front door: requests that wait with their time limits, and the decision form over them."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.requests import RequestRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.family_form import FormHost
from ui.views.family_rows import coded, date_column, text_column
from ui.views.form_verbs import FormVerbs
from ui.views.my_work import due_words
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import day, say


class FrontDoorView(FormVerbs, QWidget):
    """Emits which request is opened."""

    row_opened = Signal(object)
    family_pressed = Signal(object)
    request_pressed = Signal()

    def __init__(self, today: Callable[[], date], *, may_decide: bool, may_request: bool) -> None:
        super().__init__()
        self._today = today
        self._rows: dict[int, RequestRow] = {}
        self._opened = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self.head = PageHead(say("rail.front_door"))
        request = button(say("my_work.request"), "go", self.request_pressed.emit)
        self.head.add_action(request).setVisible(may_request)
        self._banner, self._receipt = Banner(), ReceiptLine()
        for part in (self.head, self._receipt, self._banner):
            column.addWidget(part)
        column.addWidget(self._card(may_decide=may_decide))
        column.addStretch(1)
        self.forms = FormHost(self, self._about)
        begin_at(self, self.table, request)

    def _card(self, *, may_decide: bool) -> Card:
        card = Card(say("front_door.waiting"))
        self.table = Table(
            [
                Column(title=say("my_work.due"), text=self._due, tone=self._tone, width=14),
                Column(
                    title=say("my_work.family"),
                    text=lambda row: row.family,
                    note=_danger,
                    bold=_is_in_danger,
                    width=22,
                    home=True,
                ),
                date_column(say("front_door.received"), "received_on"),
                Column(
                    title=say("front_door.source"),
                    text=lambda row: coded("request_source", row.source),
                ),
                text_column(say("families.team"), "team", 10),
                text_column(say("front_door.reason"), "reason"),
            ],
            id_of=lambda row: int(row.id),
            name=say("front_door.waiting"),
        )
        self.table.row_opened.connect(self._open)
        holder = QWidget()
        actions = FlowLayout(holder, gap=8, line_gap=8)
        self.decide = button(say("front_door.decide"), pressed=self.table.open_chosen)
        self.read = button(say("front_door.read"), pressed=self._read)
        actions.addWidget(self.decide)
        actions.addWidget(self.read)
        self.decide.setVisible(may_decide)
        self._nothing = label(say("front_door.none"), "muted")
        self._holder = holder
        holder.hide()
        for part in (self._nothing, holder, self.table):
            card.body.addWidget(part)
        return card

    def show_rows(self, rows: Sequence[RequestRow]) -> None:
        """Show what waits."""
        self._banner.leave()
        key = "front_door.count.one" if len(rows) == 1 else "front_door.count"
        self.head.show_title(say("rail.front_door"), say(key, count=len(rows)))
        self._nothing.setVisible(not rows)
        self._rows = {row.id: row for row in rows}
        self._holder.setVisible(bool(rows))
        self.table.setVisible(bool(rows))
        self.table.set_rows(rows)
        if rows and self.table.chosen_id() is None:
            self.table.choose(rows[0].id)

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._receipt.show_receipt(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._banner.show_message(say("family.failed"), sentence)

    def _due(self, row: RequestRow) -> str:
        return due_words((row.due_on - self._today()).days)

    def _tone(self, row: RequestRow) -> Tone:
        return "danger" if row.due_on < self._today() else "warn"

    def _about(self) -> str:
        """Return whose request was opened: a decision is about that one."""
        row = self._rows.get(self._opened)
        return say("front_door.about", family=row.family, day=day(row.received_on)) if row else ""

    def _open(self, request_id: int) -> None:
        self._opened = request_id
        self.row_opened.emit(request_id)

    def _read(self) -> None:
        if (chosen := self.table.chosen_id()) is not None:
            self.family_pressed.emit(chosen)


def _is_in_danger(row: RequestRow) -> bool:
    return row.status == "escalated"


def _danger(row: RequestRow) -> str:
    return say("front_door.danger") if _is_in_danger(row) else ""
