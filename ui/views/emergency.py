"""The page of the emergency duty: the list, the key, the drill.  Decides nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.emergency_duty import DutyRow, DutyView
from ui.forms.choice_inputs import ChecksInput
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.telling import TellsOutcome
from ui.widgets import confirm
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import day, say


class EmergencyView(TellsOutcome, QWidget):
    """Emits `named` with the ids ticked, `renewed` once it was asked again, `drilled`."""

    named = Signal(object)
    renewed = Signal()
    drilled = Signal()

    def __init__(self, *, may_name: bool, may_renew: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head, self._receipt, self._failure = (
            PageHead(say("rail.emergency")),
            ReceiptLine(),
            Banner(),
        )
        self.table = Table(_columns(), lambda row: row.account_id, say("duty.list"))
        self._none, self._next = label(say("duty.none"), "muted"), label(kind="label")
        for part in (self._head, self._receipt, self._failure, self._listed()):
            column.addWidget(part)
        self._may_name, self._may_renew = may_name, may_renew
        self.managers = ChecksInput(())
        self._error = label(kind="error")
        self._place = QVBoxLayout()
        if may_name:
            column.addWidget(self._naming())
        self.renew = button(say("duty.renew"), "go", self._ask_renew)
        self.drill = button(say("duty.drill"), "go", self.drilled.emit)
        self._not_mine = label(say("duty.not_mine"), "muted")
        if may_renew:
            column.addWidget(self._key())
        column.addStretch(1)
        begin_at(self, self.table, self.renew, self.drill)

    def _listed(self) -> Card:
        card = Card(say("duty.list"))
        for part in (label(say("duty.list.lead")), self._none, self.table, self._next):
            card.body.addWidget(part)
        return card

    def _naming(self) -> Card:
        card = Card(say("duty.name"))
        card.body.addWidget(label(say("duty.name.lead")))
        card.body.addWidget(self._error)
        self._error.hide()
        self._place.addWidget(self.managers)
        card.body.addLayout(self._place)
        self.send = button(say("duty.name.send"), "go", self._name)
        card.body.addWidget(self.send)
        return card

    def _key(self) -> Card:
        card = Card(say("duty.key"))
        for key, made in (("renew", self.renew), ("drill", self.drill)):
            card.body.addWidget(label(say(f"duty.{key}.lead")))
            card.body.addWidget(made)
        card.body.addWidget(self._not_mine)
        return card

    def show_duty(self, duty: DutyView) -> None:
        """Show the list, what is to be done next, and what this person may do."""
        self._failure.leave()
        self.table.set_rows(duty.rows)
        self.table.setVisible(bool(duty.rows))
        self._none.setVisible(not duty.rows)
        self._next.setText(_next_step(duty))
        tried = say("duty.drilled", day=day(duty.drilled_on), who=duty.drilled_by)
        words = tried if duty.drilled_on else say("duty.never")
        self._head.show_pills([(words, "warn" if duty.drill_due else "go")])
        for made in (self.renew, self.drill):
            made.setEnabled(duty.i_hold)
        self._not_mine.setVisible(self._may_renew and not duty.i_hold)
        if self._may_name:
            self._show_managers(duty)

    def _show_managers(self, duty: DutyView) -> None:
        self._place.removeWidget(self.managers)
        self.managers.hide()
        self.managers.deleteLater()
        self.managers = ChecksInput([(str(one.account_id), one.name, "") for one in duty.possible])
        self.managers.set_name(say("duty.name"), "")
        self.managers.set_value([str(row.account_id) for row in duty.rows])
        self._place.addWidget(self.managers)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the list."""
        self._error.setText(say("form.error", message=sentence) if sentence else "")
        self._error.setVisible(bool(sentence))

    def _name(self) -> None:
        ticked = self.managers.value()
        ids = [int(str(one)) for one in ticked] if isinstance(ticked, list) else []
        self.named.emit(ids)

    def _ask_renew(self) -> None:
        confirm.ask(
            self, say("duty.renew.ask"), say("duty.renew.keep"), say("duty.renew"),
            self.renewed.emit,
        )  # fmt: skip


def _next_step(duty: DutyView) -> str:
    if not duty.rows:
        return ""
    if not any(row.holds for row in duty.rows):
        return say("duty.next.nobody")
    if not all(row.holds for row in duty.rows):
        return say("duty.next.renew")
    return say("duty.next.drill" if duty.drill_due else "duty.next.nothing")


def _columns() -> list[Column[DutyRow]]:
    return [
        Column(title=say("administration.name"), text=lambda row: row.name),
        Column(title=say("administration.teams"), text=lambda row: row.teams, width=20),
        Column(title=say("duty.named_by"), text=lambda row: row.named_by, note=_since, width=24),
        Column(title=say("duty.holds"), text=_holds, tone=_tone, width=26),
    ]


def _since(row: DutyRow) -> str:
    return day(row.named_on)


def _holds(row: DutyRow) -> str:
    return say("duty.holds.yes" if row.holds else "duty.holds.not_yet")


def _tone(row: DutyRow) -> Tone:
    return "go" if row.holds else "warn"
