"""The audit trail as a table with its filters and the state of the chain.  Filters nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.trail import AuditRow, Standing
from ui.forms.choice_inputs import ComboInput
from ui.forms.error_summary import ErrorSummary
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.audit_words import acts, family_digits, family_words
from ui.views.telling import TellsFaults
from ui.views.verified import VerifiedLine
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.widgets.empty_state import EmptyState
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import moment, say

_OUTCOMES = ("", "done", "viewed", "refused", "failed")


class AuditView(TellsFaults, QWidget):
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
        self.who, self.act, self.family = QLineEdit(), ComboInput(acts()), QLineEdit()
        self.act.line.setPlaceholderText(say("audit.act.any"))
        self.family.setPlaceholderText(say("audit.family.hint"))
        self.outcome = QComboBox()
        self.from_on, self.to_on = DateInput(), DateInput()
        self.summary.link_chosen.connect(lambda key: self._inputs()[key].setFocus())
        filters = self._filters()
        self.table = Table(_columns(), id_of=lambda row: row.seq, name=say("audit.table"), least=12)
        self.table.row_chosen.connect(lambda _seq: self._show_detail())
        self._rows: dict[int, AuditRow] = {}
        self._detail = label(kind="muted")
        self.only = button(say("audit.only_family"), pressed=self._only_family)
        self.table.page_wanted.connect(lambda _key: self.page_wanted.emit())
        self._verified, self._standings = VerifiedLine(governance=True), list[Standing]()
        card = Card()
        card.body.addWidget(self._verified)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._nothing())
        card.body.addWidget(self._detail)
        card.body.addWidget(self.only)
        for part in (self._head, self._receipt, self._failure, self.summary, filters):
            column.addWidget(part)
        column.addWidget(card, 1)
        begin_at(self, self.who)

    def _inputs(self) -> dict[str, QWidget]:
        return {
            "who": self.who,
            "act": self.act,
            "outcome": self.outcome,
            "family": self.family,
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
            if isinstance(made, ComboInput):
                made.set_name(words, "")
                made.box.setMinimumContentsLength(28)
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
            "act": self.act.value() or "",
            "outcome": self.outcome.currentData(),
            "family": self.family.text().strip(),
            "from_on": self.from_on.value(),
            "to_on": self.to_on.value(),
        })  # fmt: skip

    def _nothing(self) -> EmptyState:
        everything = button(say("audit.everything"), pressed=self._everything)
        self._none = EmptyState(say("audit.none"), say("audit.none.note"), everything)
        self._none.hide()
        return self._none

    def _everything(self) -> None:
        """Take every filter away and ask anew."""
        for line in (self.who, self.family):
            line.clear()
        self.act.set_value(None)
        self.outcome.setCurrentIndex(0)
        for on in (self.from_on, self.to_on):
            on.set_value("")
        self._filter()
        self.who.setFocus()

    def _only_family(self) -> None:
        row = self._rows.get(self.table.chosen_id() or 0)
        if row is not None:
            self.family.setText(row.reference or family_digits(row.family_id))
            self._filter()

    def _show_detail(self) -> None:
        """Show the chosen entry as it was written, for whoever compares it with an export."""
        row = self._rows.get(self.table.chosen_id() or 0)
        facts = " · ".join(one for one in (row.act, row.rule, row.what) if one) if row else ""
        self._detail.setText(say("audit.detail", number=row.seq, facts=facts) if row else "")
        self._detail.setVisible(row is not None)
        self.only.setVisible(row is not None and bool(row.family_id))

    def show_rows(self, rows: Sequence[AuditRow], *, more: bool) -> None:
        """Show the first page, newest first."""
        self._failure.leave()
        self._standings = [row.standing for row in rows]
        self._verified.show_standings(self._standings)
        self._rows = {row.seq: row for row in rows}
        self.table.set_rows(rows, more=more)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._show_detail()

    def append_rows(self, rows: Sequence[AuditRow], *, more: bool) -> None:
        """Add the page that was asked for."""
        self._standings += [row.standing for row in rows]
        self._verified.show_standings(self._standings)
        self._rows |= {row.seq: row for row in rows}
        self.table.append_rows(rows, more=more)

    def show_chain(self, sentence: str, *, holds: bool) -> None:
        """Show whether the chain holds."""
        self._head.show_pills([(sentence, "go" if holds else "danger")])

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
        Column(title=say("audit.act"), text=lambda r: r.did, width=24, home=True),
        Column(title=say("audit.column.what"), text=_what, note=lambda r: r.purpose),
        Column(title=say("audit.outcome"), text=_outcome, tone=_tone, width=12),
    ]


def _role(row: AuditRow) -> str:
    return say(f"role.{row.role}") if row.role else ""


def _what(row: AuditRow) -> str:
    family = family_words(row.family_id, row.reference) if row.family_id else ""
    return " · ".join(part for part in (family, row.named) if part)


def _outcome(row: AuditRow) -> str:
    return say(f"audit.outcome.{row.outcome}")


def _tone(row: AuditRow) -> Tone:
    tones: dict[str, Tone] = {"done": "info", "refused": "danger"}
    return tones.get(row.outcome, "plain")
