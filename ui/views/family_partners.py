"""Partners of a family and which plan each was shown.  Shows nothing itself: `plan_wanted` names one."""

from datetime import datetime

from PySide6.QtCore import Signal

from earlyhelp.messages.partner_shares import PartnerShareRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.family_sections import Section
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.receipt import ReceiptLine
from ui.wording import day, say


class PartnersPart(Section):
    """The partners in a table; the button is about the chosen one."""

    plan_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(say("partner_share.title"))
        self.show_permitted(frozenset())
        self._receipt, self._failure = ReceiptLine(), Banner()
        self.table = Table(_columns(), lambda row: row.account_id, say("partner_share.title"))
        self.show_plan = button(say("partner_share.show"), pressed=self._press)
        for part in (
            self._receipt, self._failure, label(say("partner_share.hint"), "hint"), self.table,
            self.show_plan,
        ):  # fmt: skip
            self.card.body.addWidget(part)
        self.table.row_opened.connect(self.plan_wanted)
        self.show_partners(())

    def show_partners(self, rows: tuple[PartnerShareRow, ...]) -> None:
        """Show who is involved; somebody is always chosen."""
        self._failure.leave()
        kept = self.table.chosen_id()
        self.show_none(empty=not rows)
        self.table.set_rows(rows)
        known = [row.account_id for row in rows]
        for part in (self.table, self.show_plan):
            part.setVisible(bool(rows))
        if rows:
            self.table.choose(kept if kept in known else known[0])

    def show_partner_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._failure.leave()
        self._receipt.show_receipt(sentence)

    def show_partner_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._receipt.hide()
        self._failure.show_message(say("failure.title"), sentence)

    def _press(self) -> None:
        chosen = self.table.chosen_id()
        if chosen:
            self.plan_wanted.emit(chosen)


def _columns() -> list[Column[PartnerShareRow]]:
    return [
        Column(
            title=say("partner_share.who"), text=lambda row: row.name, note=lambda row: row.agency,
            bold=lambda _row: True, width=22,
        ),
        Column(title=say("partner_share.standing"), text=_standing, tone=_tone, note=_note),
    ]  # fmt: skip


def _standing(row: PartnerShareRow) -> str:
    if row.shared_at is None:
        return say("partner_share.nothing")
    return say("partner_share.changed" if row.changed else "partner_share.shown")


def _tone(row: PartnerShareRow) -> Tone:
    if row.shared_at is None:
        return "plain"
    return "warn" if row.changed else "go"


def _note(row: PartnerShareRow) -> str:
    """Return when it was shown, whether it changed, and why they may see no action of their own."""
    lines = []
    if row.shared_at is not None:
        at = _day(row.shared_at)
        lines.append(say("partner_share.when", number=row.number, date=at, by=row.by))
        if row.changed:
            lines.append(say("partner_share.anew", name=row.name))
    if row.plan_id and not row.own_actions:
        lines.append(say("partner_share.no_action", name=row.name))
    return "\n".join(lines)


def _day(at: datetime) -> str:
    return day(at)
