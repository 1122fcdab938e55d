"""The register of sharing agreements and the packages that are out.  No family is anywhere near."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.clock import LONDON
from earlyhelp.forms.definition import Answers, Section
from earlyhelp.messages.sharing import IsaRow, PackageRow, SharingRegister
from ui.tables.columns import AnyColumn, Column
from ui.tables.table import Table
from ui.views.family_form import FormHost, People
from ui.views.family_rows import coded, date_column, text_column
from ui.widgets import confirm
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.widgets.section_tabs import SectionTabs
from ui.wording import day, say

_STANDING: dict[str, Tone] = {"live": "go", "review": "warn"}


class SharingView(QWidget):
    """Emits what should be done; ending an agreement asks once more."""

    isa_chosen = Signal(object)
    new_pressed = Signal()
    change_pressed = Signal()
    end_agreed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        head = PageHead()
        head.show_title(say("rail.sharing"), say("sharing.page.note"))
        self._receipt, self._failure = ReceiptLine(), Banner()
        self.isas = Table(_isas(), lambda row: row.id, say("sharing.page.isas"))
        self.packages = Table(_packages(), lambda row: row.id, say("sharing.page.packages"))
        self.tabs = SectionTabs()
        for part in (head, self._receipt, self._failure, self.tabs):
            column.addWidget(part)
        self._pages: dict[str, QWidget] = {}
        for key, page in (("isas", self._isas_page()), ("packages", self._packages_page())):
            self.tabs.add(key, say(f"sharing.page.{key}"))
            self._pages[key] = page
            column.addWidget(page)
        column.addStretch(1)
        self.tabs.chosen.connect(self._open)
        self.isas.row_chosen.connect(self.isa_chosen)
        self.isas.row_opened.connect(lambda _row: self.change_pressed.emit())
        self.forms = FormHost(self)
        self._open("isas")
        self.setFocusProxy(self.isas)

    def _isas_page(self) -> Card:
        card = Card()
        self._none = label(say("family.none"), "muted")
        card.body.addWidget(self._none)
        card.body.addWidget(self.isas)
        self.new = button(say("sharing.page.new"), "go", self.new_pressed.emit)
        self.change = button(say("sharing.page.change"), pressed=self.change_pressed.emit)
        self.end = button(say("sharing.page.end"), "danger", self._ask_end)
        card.body.addWidget(_in_line(self.new, self.change, self.end))
        self.show_isa(None)
        return card

    def _packages_page(self) -> Card:
        card = Card()
        self._no_packages = label(say("family.none"), "muted")
        card.body.addWidget(self._no_packages)
        card.body.addWidget(self.packages)
        return card

    def _open(self, key: str) -> None:
        self.tabs.choose(key)
        for name, page in self._pages.items():
            page.setVisible(name == key)

    def show_register(self, register: SharingRegister) -> None:
        """Show agreements and packages in the order they came."""
        self._failure.leave()
        self._none.setVisible(not register.isas)
        self.isas.setVisible(bool(register.isas))
        self.isas.set_rows(register.isas)
        self._no_packages.setVisible(not register.packages)
        self.packages.setVisible(bool(register.packages))
        self.packages.set_rows(register.packages)

    def show_isa(self, row: IsaRow | None) -> None:
        """Show what may be done with the chosen agreement."""
        self.change.setVisible(row is not None)
        self.end.setVisible(row is not None and row.standing != "ended")

    def show_package(self, row: PackageRow | None) -> None:
        """Show what may be done with the chosen package."""

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._failure.leave()
        self._receipt.show_receipt(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._receipt.hide()
        self._failure.show_message(say("failure.title"), sentence)

    def open_form(
        self,
        name: str,
        sections: tuple[Section, ...],
        answers: Answers,
        people: People,
        children: People,
    ) -> None:
        """Open a form over the page."""
        self.forms.open(name, sections, answers, people, children)

    def show_form_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong in the form."""
        self.forms.show_errors(errors)

    def show_form_failure(self, sentence: str) -> None:
        """Show why the form was not saved."""
        self.forms.show_failure(sentence)

    def set_form_busy(self, busy: bool) -> None:
        """Take no second press."""
        self.forms.set_busy(busy)

    def close_form(self) -> None:
        """Close the form."""
        self.forms.close()

    def _ask_end(self) -> None:
        confirm.ask(
            self,
            say("sharing.page.end.ask"),
            say("sharing.page.end.keep"),
            say("sharing.page.end"),
            self.end_agreed.emit,
        )


def _in_line(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=8, line_gap=8)
    for one in widgets:
        row.addWidget(one)
    return holder


def _isas() -> Sequence[AnyColumn]:
    return (
        Column(
            title=say("sharing.isa.agency"),
            text=lambda row: row.agency,
            note=lambda row: coded("organisation_type", row.organisation_type),
        ),
        Column(
            title=say("sharing.isa.standing"),
            text=lambda row: say(f"sharing.isa.standing.{row.standing}"),
            tone=lambda row: _STANDING.get(row.standing, "plain"),
            note=lambda row: say("sharing.isa.review", date=day(row.review_on)),
            width=16,
        ),
        Column(title=say("sharing.isa.purposes"), text=_words("purpose", "purposes")),
        Column(title=say("sharing.isa.classes"), text=_words("class", "classes")),
        Column(title=say("sharing.isa.valid"), text=_valid, width=16),
        text_column(say("sharing.isa.document"), "document", 14),
    )


def _words(kind: str, name: str) -> Callable[[IsaRow], str]:
    return lambda row: "; ".join(say(f"sharing.{kind}.{code}") for code in getattr(row, name))


def _valid(row: IsaRow) -> str:
    begins = say("sharing.isa.from", date=day(row.from_on))
    ends = say("sharing.isa.until", date=day(row.until_on)) if row.until_on else ""
    return "\n".join(filter(None, (begins, ends)))


def _packages() -> Sequence[AnyColumn]:
    return (
        text_column(say("sharing.package.agency"), "agency"),
        Column(
            title=say("sharing.package.state"),
            text=_package_state,
            tone=lambda row: "danger" if row.overdue else None,
            note=lambda row: row.closed_why,
            width=26,
        ),
        Column(title=say("sharing.package.sent_on"), text=_sent, width=13),
        date_column(say("sharing.package.delete_by"), "delete_by"),
        text_column(say("sharing.package.by"), "by", 18),
        text_column(say("sharing.package.name"), "name", 20),
    )


def _package_state(row: PackageRow) -> str:
    if row.overdue:
        return say(f"sharing.package.overdue.{row.overdue}")
    return say(f"sharing.package.state.{row.state}")


def _sent(row: PackageRow) -> str:
    return day(row.sent_at.astimezone(LONDON).date())
