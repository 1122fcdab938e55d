"""Accounts and teams on the screen; waiting joiners first.  No family is anywhere near."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.staff import AccountRow, TeamRow
from ui.forms.error_summary import ErrorSummary
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.administration_forms import JoinerForm, KeyFileLine, TeamForm
from ui.views.telling import TellsOutcome
from ui.widgets import confirm
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.widgets.section_tabs import SectionTabs
from ui.wording import day, say


class AdministrationView(TellsOutcome, QWidget):
    """Emits what should be done; ending an account asks once more."""

    account_chosen = Signal(object)
    approve_pressed = Signal(str, str)
    end_agreed = Signal()
    accounts_shown = Signal(object)

    def __init__(self, *, may_create: bool, key_files: bool = False) -> None:
        super().__init__()
        self._key_files = key_files
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("rail.administration"))
        self._head.show_title(say("rail.administration"), say("administration.note"))
        self._receipt, self._failure, self.summary = ReceiptLine(), Banner(), ErrorSummary()
        self.accounts = Table(_accounts(), lambda row: row.id, say("administration.accounts"))
        self.teams = Table(_teams(), lambda row: row.id, say("administration.teams"))
        self.joiner, self.team = JoinerForm(key_files=key_files), TeamForm()
        self.tabs = SectionTabs()
        self._pages: dict[str, QWidget] = {}
        for part in (self._head, self._receipt, self._failure, self.summary, self.tabs):
            column.addWidget(part)
        self._add_page(column, "accounts", self._accounts_page())
        if may_create:
            self._add_page(column, "joiner", self.joiner)
        self._add_page(column, "teams", self._teams_page(may_create=may_create))
        self._more = QVBoxLayout()
        column.addLayout(self._more)
        column.addStretch(1)
        self.tabs.chosen.connect(self._open)
        self._open("accounts")
        self.summary.link_chosen.connect(self._go_to)
        self.accounts.row_chosen.connect(self.account_chosen)
        begin_at(self, self.accounts)

    def add_card(self, key: str, page: QWidget) -> None:
        """Add a page of its own behind the others."""
        self.tabs.add(key, say(f"administration.{key}"))
        self._pages[key] = page
        self._more.addWidget(page)
        page.hide()

    def _add_page(self, column: QVBoxLayout, key: str, page: QWidget) -> None:
        self.tabs.add(key, say(f"administration.{key}"))
        self._pages[key] = page
        column.addWidget(page)

    def _accounts_page(self) -> Card:
        card = Card()
        card.body.addWidget(self.accounts)
        self._who = label(say("administration.choose"), "muted")
        self._passphrase_label = label(say("administration.analyst_passphrase"), "label")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(say("administration.analyst_passphrase"))
        self._passphrase_label.setBuddy(self.passphrase)
        self.key_file = KeyFileLine()
        self.approve = button(say("administration.approve"), "go", self._approve)
        self.end = button(say("administration.end"), "danger", self._ask_end)
        card.body.addWidget(self._who)
        for part in (self._passphrase_label, self.passphrase, self.key_file):
            card.body.addWidget(part)
        card.body.addWidget(self.approve)
        card.body.addWidget(self.end)
        self.show_account(None, approve=False, end=False)
        return card

    def _teams_page(self, *, may_create: bool) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        card = Card()
        card.body.addWidget(self.teams)
        column.addWidget(card)
        if may_create:
            column.addWidget(self.team)
        return page

    def _open(self, key: str) -> None:
        self.tabs.choose(key)
        self.show_errors({})  # what was wrong was wrong on another page
        for name, page in self._pages.items():
            page.setVisible(name == key)

    def show_choices(
        self, roles: Sequence[tuple[str, str]], localities: Sequence[tuple[str, str]]
    ) -> None:
        """Take what may be chosen in the forms."""
        self.joiner.show_roles(roles)
        self.team.show_localities(localities)

    def show_accounts(self, rows: Sequence[AccountRow]) -> None:
        """Show accounts in the order they came."""
        self._failure.leave()
        self.accounts.set_rows(rows)
        self.accounts_shown.emit(rows)

    def show_teams(self, rows: Sequence[TeamRow]) -> None:
        """Show teams."""
        self.teams.set_rows(rows)
        self.joiner.show_teams([(row.id, row.name) for row in rows])

    def show_account(self, row: AccountRow | None, *, approve: bool, end: bool) -> None:
        """Show what may be done with the chosen account."""
        words = say("administration.choose")
        if row is not None:
            key = "administration.created_by" if row.created_by else "administration.chosen"
            words = say(key, name=row.name, who=row.created_by)
        self._who.setText(words)
        self.approve.setVisible(approve)
        self.end.setVisible(end)
        needs = approve and row is not None and row.role == "analyst"
        self._passphrase_label.setVisible(needs)
        self.passphrase.setVisible(needs)
        self.passphrase.clear()
        self.key_file.setVisible(needs and self._key_files)
        self.key_file.clear()

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong."""
        for form in (self.joiner, self.team):
            form.show_errors(errors if form.isVisible() else {})
        places = list(self.joiner.boxes)
        ordered = sorted(errors, key=lambda key: places.index(key) if key in places else 0)
        self.summary.show_errors({key: errors[key] for key in ordered})

    def clear_forms(self) -> None:
        """Empty the forms: what they held was saved."""
        self.joiner.clear()
        self.team.clear()
        self.passphrase.clear()

    def _approve(self) -> None:
        self.approve_pressed.emit(self.passphrase.text(), self.key_file.text())

    def _ask_end(self) -> None:
        confirm.ask(
            self,
            say("administration.end.ask"),
            say("administration.end.keep"),
            say("administration.end"),
            self.end_agreed.emit,
        )

    def _go_to(self, key: str) -> None:
        page, made = self.joiner.place_of(key), self.joiner
        if page is not None and made.isVisible():
            page.setFocus()
        elif self.team.isVisible():
            self.team.boxes.get(key, self.team.boxes["name"]).made.setFocus()
        else:
            self.passphrase.setFocus()


def _accounts() -> list[Column[AccountRow]]:
    return [
        Column(title=say("administration.name"), text=lambda row: row.name),
        Column(title=say("administration.login"), text=lambda row: row.login, width=16),
        Column(
            title=say("administration.role"), text=lambda row: say(f"role.{row.role}"), width=24
        ),
        Column(title=say("administration.teams"), text=lambda row: row.teams, width=18),
        Column(
            title=say("administration.status"),
            text=lambda row: say(f"administration.status.{row.status}"),
            tone=_tone,
            note=lambda row: day(row.ends_on),
            width=16,
        ),
    ]


def _teams() -> list[Column[TeamRow]]:
    return [
        Column(title=say("administration.team"), text=lambda row: row.name),
        Column(title=say("administration.locality"), text=lambda row: row.locality, width=24),
        Column(
            title=say("administration.members"),
            text=lambda row: str(row.members),
            align="right",
            width=12,
        ),
    ]


def _tone(row: AccountRow) -> Tone:
    tones: dict[str, Tone] = {"waiting": "warn", "active": "go"}
    return tones.get(row.status, "plain")
