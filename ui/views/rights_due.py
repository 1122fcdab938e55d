"""Rights to be confirmed: kept or taken away, one account at a time.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from earlyhelp.messages.account_changes import RightsRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets import confirm
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.wording import day, say


class RightsDue(Card):
    """Both signals carry the account chosen; ending rights asks once more."""

    confirmed = Signal(object)
    ended = Signal(object)
    counted = Signal(int)

    def __init__(self) -> None:
        super().__init__(say("rights.title"))
        self.table = Table(_columns(), lambda row: row.account_id, say("rights.title"))
        self._chosen: object = None
        self._none = label(say("rights.none"), "muted")
        self.needed = button(say("rights.needed"), "go", self._confirm)
        self.end = button(say("rights.end"), "danger", self._ask_end)
        holder = QWidget()
        buttons = FlowLayout(holder, gap=8)
        for made in (self.needed, self.end):
            buttons.addWidget(made)
        for part in (label(say("rights.lead")), self._none, self.table, holder):
            self.body.addWidget(part)
        self.table.row_chosen.connect(self._choose)
        self.show_rights(())

    def show_rights(self, rows: Sequence[RightsRow]) -> None:
        """Show the rights that are due; the first one is chosen."""
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.counted.emit(len(rows))
        if rows:
            self.table.choose(rows[0].account_id)
        self._choose(rows[0].account_id if rows else None)

    def _choose(self, ident: object) -> None:
        self._chosen = ident
        for one in (self.needed, self.end):
            one.setVisible(ident is not None)

    def _confirm(self) -> None:
        self.confirmed.emit(self._chosen)

    def _ask_end(self) -> None:
        chosen = self._chosen
        confirm.ask(
            self, say("administration.end.ask"), say("administration.end.keep"),
            say("rights.end"), lambda: self.ended.emit(chosen),
        )  # fmt: skip


def _columns() -> list[Column[RightsRow]]:
    return [
        Column(title=say("administration.name"), text=lambda row: row.name),
        Column(title=say("administration.role"), text=_role, width=24),
        Column(title=say("administration.teams"), text=lambda row: row.teams, width=14),
        Column(title=say("rights.confirmed"), text=lambda row: day(row.confirmed_on), width=16),
        Column(title=say("rights.used"), text=_used, width=16),
        Column(title=say("rights.why"), text=_why, tone=_tone, width=24),
    ]


def _role(row: RightsRow) -> str:
    return say(f"role.{row.role}")


def _used(row: RightsRow) -> str:
    return day(row.used_on) or say("rights.never")


def _why(row: RightsRow) -> str:
    return say(f"rights.why.{row.why}", day=day(row.ends_on))


def _tone(row: RightsRow) -> Tone:
    return "warn" if row.why == "ends" else "danger"
