"""What is due, what holds it, what was erased.  Asks once more before anything is destroyed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.retention import DueRow, ErasedRow, HoldRow, NamedText
from ui.forms.error_summary import ErrorSummary
from ui.views.paper import PaperDialog
from ui.views.retention_forms import OtherErasure, reasons
from ui.views.retention_holds import HoldsPage
from ui.views.retention_tables import due_table, erased_table
from ui.views.telling import TellsOutcome
from ui.widgets import confirm
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.widgets.section_tabs import SectionTabs
from ui.wording import say


class RetentionView(TellsOutcome, QWidget):
    """Emits decisions about the chosen line; erasing asks once more."""

    row_chosen = Signal(object)
    propose_pressed = Signal(str)
    confirm_agreed = Signal()
    withdraw_pressed = Signal()
    certificate_pressed = Signal(object)

    def __init__(self, *, names: bool, everything: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("rail.retention"))
        self._receipt, self._failure, self.summary = ReceiptLine(), Banner(), ErrorSummary()
        self.due, self.erased = due_table(), erased_table()
        self.holds, self.other = HoldsPage(everything=everything), OtherErasure(names=names)
        self.tabs = SectionTabs()
        self._reference, self._person_id, self._names = "", 0, names
        self._pages: dict[str, QWidget] = {}
        for part in (self._head, self._receipt, self._failure, self.summary, self.tabs):
            column.addWidget(part)
        pages = {"due": self._due_page(), "other": self.other, "holds": self.holds}
        if not names:
            pages["erased"] = self._erased_page()
        for key, page in pages.items():
            self.tabs.add(key, say(f"retention.tab.{key}"))
            self._pages[key] = page
            column.addWidget(page)
        column.addStretch(1)
        self.tabs.chosen.connect(self.open)
        self.open("due")
        self.due.row_chosen.connect(self.row_chosen)
        self.erased.row_chosen.connect(lambda _: self.certificate.show())
        self.summary.link_chosen.connect(self._go_to)
        begin_at(self, self.due)

    def _due_page(self) -> QWidget:
        card = Card()
        self._none = label(say("retention.none"), "muted")
        self._told = label(say("retention.choose"))
        self._named = label("")
        self.reason = reasons("erase")
        self.propose = button(say("retention.propose"), "danger", self._propose)
        self.keep = button(say("retention.keep"), pressed=self._keep)
        self.confirm = button(say("retention.confirm"), "danger", self._ask)
        self.withdraw = button(say("retention.withdraw"), pressed=self.withdraw_pressed.emit)
        self.look = button(say("retention.named.look"), pressed=self._look)
        self._reason_label = label(say("retention.reason.erase"), "label")
        self._reason_label.setBuddy(self.reason)
        self.reason.setAccessibleName(say("retention.reason.erase"))
        holder = QWidget()
        row = FlowLayout(holder, gap=8, line_gap=8)
        for one in (self.keep, self.propose, self.withdraw, self.look, self.confirm):
            row.addWidget(one)
        told = (self._told, self._named)
        for part in (self._none, self.due, *told, self._reason_label, self.reason, holder):
            card.body.addWidget(part)
        return card

    def _erased_page(self) -> QWidget:
        card = Card(say("retention.ledger"))
        card.body.addWidget(label(say("retention.ledger.note"), "muted"))
        self.certificate = button(say("retention.certificate"), pressed=self._certificate)
        card.body.addWidget(self.erased)
        card.body.addWidget(self.certificate)
        return card

    def open(self, key: str) -> None:
        """Open a section."""
        self.tabs.choose(key)
        self.summary.show_errors({})
        for name, page in self._pages.items():
            page.setVisible(name == key)

    def show_queue(self, rows: Sequence[DueRow], note: str) -> None:
        """Show what is due, the oldest first."""
        self._failure.leave()
        self._head.show_title(say("rail.retention"), note)
        self.due.set_rows(rows)
        self.due.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def show_holds(self, rows: Sequence[HoldRow]) -> None:
        """Show the holds in force."""
        self.holds.show_holds(rows)

    def show_held(self, sentence: str) -> None:
        """Say that it is held, and begin the form anew so that a second press holds nothing."""
        self.holds.form.begin("")
        self.show_receipt(sentence)

    def ask_all(self) -> None:
        """Ask once more before every record is held."""
        self.holds.ask_all()

    def show_erased(self, rows: Sequence[ErasedRow]) -> None:
        """Show the erasures of the ledger, the newest first."""
        if "erased" in self._pages:
            self.erased.set_rows(rows)
            self.erased.setVisible(bool(rows))
            self.certificate.setVisible(bool(rows) and self.erased.chosen_id() is not None)

    def show_choice(self, row: DueRow | None, words: str, named: str) -> None:
        """Show what may be done with the chosen line, and where the one person stays named."""
        self._told.setText(words)
        self._named.setText(named)
        self._named.setVisible(bool(named))
        self._reference = row.reference if row else ""
        self._person_id = row.person_id if row else 0
        free = row is not None and not row.held_by and not row.proposal_id
        proposed = row is not None and bool(row.proposal_id)
        self.keep.setVisible(row is not None and not row.held_by)
        for part in (self.propose, self.reason, self._reason_label):
            part.setVisible(free)
        self.withdraw.setVisible(proposed)
        free_to_go = row is not None and row.may_confirm and not row.changed
        self.confirm.setVisible(proposed and free_to_go)
        self.look.setVisible(proposed and self._names and bool(self._person_id))

    def show_people(self, people: Sequence[tuple[int, str]]) -> None:
        """Take the people of the family that was named."""
        self.other.show_people(people)

    def show_named(self, texts: Sequence[NamedText], words: str, *, proposed: bool) -> None:
        """Show where the person chosen for another erasure stays named."""
        self.other.show_named(texts, words, proposed=proposed)

    def show_paper(self, content: bytes) -> None:
        """Show a certificate."""
        PaperDialog(self, content).open()

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say what is wrong, at the field too."""
        self.holds.form.show_errors(errors if self.holds.isVisibleTo(self) else {})
        self.summary.show_errors(errors)

    def _propose(self) -> None:
        self.propose_pressed.emit(self.reason.currentData())

    def _keep(self) -> None:
        self.open("holds")
        self.holds.form.begin(self._reference)
        self.holds.form.go_to("reason")

    def _look(self) -> None:
        self.open("other")
        self.other.begin(self._reference, self._person_id)

    def _ask(self) -> None:
        confirm.ask(
            self,
            say("retention.confirm.ask"),
            say("retention.confirm.keep"),
            say("retention.confirm"),
            self.confirm_agreed.emit,
        )

    def _certificate(self) -> None:
        self.certificate_pressed.emit(self.erased.chosen_id())

    def _go_to(self, key: str) -> None:
        if self.holds.isVisible():
            self.holds.go_to(key)
        elif self.other.isVisible():
            self.other.go_to(key)
        else:
            self.reason.setFocus()
