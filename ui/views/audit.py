"""The audit trail as a table with its filters and the state of the chain.  Filters nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.trail import AuditRow, Standing
from ui.forms.error_summary import ErrorSummary
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.verified import VerifiedLine
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import moment, say

_OUTCOMES = ("", "done", "viewed", "refused")


class AuditView(QWidget):
    """`filtered` carries what was typed by field; `export_pressed` a path."""

    filtered = Signal(dict)
    page_wanted = Signal()
    export_pressed = Signal(str)
    checkpoints_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("rail.audit"))
        self.export = self._head.add_action(button(say("audit.export"), pressed=self._ask_file))
        self.checkpoints = self._head.add_action(
            button(say("audit.checkpoints"), pressed=self.checkpoints_pressed.emit)
        )
        self._receipt, self._failure, self.summary = ReceiptLine(), Banner(), ErrorSummary()
        self.who, self.act, self.family = QLineEdit(), QLineEdit(), QLineEdit()
        self.outcome = QComboBox()
        self.from_on, self.to_on = DateInput(), DateInput()
        self.summary.link_chosen.connect(lambda key: self._inputs()[key].setFocus())
        filters = self._filters()
        self.table = Table(_columns(), id_of=lambda row: row.seq, name=say("audit.table"), least=12)
        self.table.page_wanted.connect(lambda _key: self.page_wanted.emit())
        self._verified, self._standings = VerifiedLine(governance=True), list[Standing]()
        card = Card()
        card.body.addWidget(self._verified)
        card.body.addWidget(self.table, 1)
        for part in (self._head, self._receipt, self._failure, self.summary, filters):
            column.addWidget(part)
        column.addWidget(card, 1)
        begin_at(self, self.who)

    def _inputs(self) -> dict[str, QWidget]:
        return {
            "who": self.who,
            "act": self.act,
            "outcome": self.outcome,
            "family_id": self.family,
            "from_on": self.from_on,
            "to_on": self.to_on,
        }

    def _filters(self) -> Card:
        card = Card(say("audit.filters"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=16, line_gap=8)
        for code in _OUTCOMES:
            self.outcome.addItem(say(f"audit.outcome.{code or 'all'}"), code)
        for key, made in self._inputs().items():
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            words = say(f"audit.{key}")
            column.addWidget(label(words, "label", wrap=False))
            column.addWidget(made)
            column.addStretch(1)
            made.setAccessibleName(words)
            if isinstance(made, DateInput):
                made.set_name(words)
            if isinstance(made, QLineEdit):
                made.setMinimumWidth(160)
                made.returnPressed.connect(self._filter)
            flow.addWidget(part)
        card.body.addWidget(holder)
        self.show_button = button(say("audit.show"), "go", self._filter)
        card.body.addWidget(self.show_button)
        return card

    def _filter(self) -> None:
        self.filtered.emit({
            "who": self.who.text(),
            "act": self.act.text(),
            "outcome": self.outcome.currentData(),
            "family_id": self.family.text().strip(),
            "from_on": self.from_on.value(),
            "to_on": self.to_on.value(),
        })  # fmt: skip

    def show_rows(self, rows: Sequence[AuditRow], *, more: bool) -> None:
        """Show the first page, newest first."""
        self._failure.leave()
        self._standings = [row.standing for row in rows]
        self._verified.show_standings(self._standings)
        self.table.set_rows(rows, more=more)

    def append_rows(self, rows: Sequence[AuditRow], *, more: bool) -> None:
        """Add the page that was asked for."""
        self._standings += [row.standing for row in rows]
        self._verified.show_standings(self._standings)
        self.table.append_rows(rows, more=more)

    def show_chain(self, sentence: str, *, holds: bool) -> None:
        """Show whether the chain holds."""
        self._head.show_pills([(sentence, "go" if holds else "danger")])

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong with the filter."""
        self.summary.show_errors(errors)

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._receipt.show_receipt(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._failure.show_message(say("failure.title"), sentence)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, say("audit.export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self.export_pressed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _columns() -> list[Column[AuditRow]]:
    return [
        Column(title=say("audit.column.seq"), text=lambda r: str(r.seq), align="right", width=8),
        Column(title=say("audit.column.at"), text=lambda row: moment(row.at), width=18),
        Column(title=say("audit.who"), text=lambda r: r.who, note=_role, width=20),
        Column(title=say("audit.act"), text=lambda r: r.act, width=20),
        Column(title=say("audit.column.what"), text=_what, note=_rule),
        Column(title=say("audit.outcome"), text=lambda r: r.outcome, tone=_tone, width=12),
    ]


def _role(row: AuditRow) -> str:
    return say(f"role.{row.role}") if row.role else ""


def _what(row: AuditRow) -> str:
    family = say("audit.family", number=row.family_id) if row.family_id else ""
    return " · ".join(part for part in (row.what, family) if part)


def _rule(row: AuditRow) -> str:
    return " · ".join(part for part in (row.purpose, row.rule) if part)


def _tone(row: AuditRow) -> Tone:
    tones: dict[str, Tone] = {"done": "info", "refused": "danger"}
    return tones.get(row.outcome, "plain")
