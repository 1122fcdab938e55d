"""Rights to confirm, changes that wait for a second person, and the form that asks for one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from earlyhelp.messages.account_changes import ChangeRow
from earlyhelp.messages.staff import AccountRow, TeamRow
from ui.forms.choice_inputs import ChecksInput
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.rights_due import RightsDue
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.widgets.flow import FlowLayout
from ui.wording import day, say

_WIDEST = 420


class RightsCard(QWidget):
    """What this person has to confirm, and below it the changes they decide."""

    decided = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.due = RightsDue()
        self.changes = Table(_changes(), lambda row: row.id, say("changes.title"))
        self._chosen: object = None
        self._mine: frozenset[object] = frozenset()
        self._none = label(say("changes.none"), "muted")
        self.agree = button(say("changes.agree"), "go", self._agree)
        self.refuse = button(say("changes.refuse"), pressed=self._refuse)
        holder = QWidget()
        row = FlowLayout(holder, gap=8)
        for one in (self.agree, self.refuse):
            row.addWidget(one)
        card = Card(say("changes.title"))
        for part in (label(say("changes.lead")), self._none, self.changes, holder):
            card.body.addWidget(part)
        column.addWidget(self.due)
        column.addWidget(card)
        self.changes.row_chosen.connect(self._choose_change)

    def show_changes(self, rows: Sequence[ChangeRow]) -> None:
        """Show the changes that wait; only one's own to decide can be chosen."""
        self._mine = frozenset(row.id for row in rows if row.mine)
        self.changes.set_rows(rows)
        self.changes.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._choose_change(rows[0].id if rows else None)

    def _choose_change(self, ident: object) -> None:
        self._chosen = ident
        for one in (self.agree, self.refuse):
            one.setVisible(ident in self._mine)

    def _agree(self) -> None:
        self.decided.emit(self._chosen, True)

    def _refuse(self) -> None:
        self.decided.emit(self._chosen, False)


class ChangeForm(Card):
    """Asks for another role and teams, or another last day, of an account."""

    role_asked = Signal(object, str, list)
    extend_asked = Signal(object, str)

    def __init__(self, roles: Sequence[tuple[str, str]]) -> None:
        super().__init__(say("changes.form"))
        self.body.addWidget(label(say("changes.form.lead")))
        self.account, self.role = QComboBox(), QComboBox()
        self.teams, self.ends_on = ChecksInput(()), DateInput(say("changes.ends_on"))
        self._place = QVBoxLayout()
        for code, words in roles:
            self.role.addItem(words, code)
        for key, made in (("account", self.account), ("new_role", self.role)):
            caption = label(say(f"changes.{key}"), "label")
            caption.setBuddy(made)
            made.setAccessibleName(say(f"changes.{key}"))
            made.setMaximumWidth(_WIDEST)
            self.body.addWidget(caption)
            self.body.addWidget(made)
        self.body.addWidget(label(say("administration.teams"), "label"))
        self._place.addWidget(self.teams)
        self.body.addLayout(self._place)
        self.body.addWidget(button(say("changes.ask_role"), "go", self._ask_role))
        self.body.addWidget(label(say("changes.ends_on"), "label"))
        self.body.addWidget(label(say("changes.ends_on.hint"), "hint"))
        self.body.addWidget(self.ends_on)
        self.body.addWidget(button(say("changes.ask_extend"), "go", self._ask_extend))

    def show_accounts(self, rows: Sequence[AccountRow]) -> None:
        """Show whose rights can be changed; the one chosen stays chosen."""
        chosen = self.account.currentData()
        self.account.clear()
        for row in rows:
            if row.status == "active":
                self.account.addItem(f"{row.name} ({row.login})", row.id)
        self.account.setCurrentIndex(max(0, self.account.findData(chosen)))

    def show_teams(self, rows: Sequence[TeamRow]) -> None:
        """Show the teams one may belong to."""
        self._place.removeWidget(self.teams)
        self.teams.hide()
        self.teams.deleteLater()
        self.teams = ChecksInput([(str(row.id), row.name, "") for row in rows])
        self.teams.set_name(say("administration.teams"), "")
        self._place.addWidget(self.teams)

    def _ask_role(self) -> None:
        ticked = self.teams.value()
        teams = [int(str(one)) for one in ticked] if isinstance(ticked, list) else []
        self.role_asked.emit(self.account.currentData(), self.role.currentData(), teams)

    def _ask_extend(self) -> None:
        self.extend_asked.emit(self.account.currentData(), self.ends_on.value())


def _changes() -> list[Column[ChangeRow]]:
    return [
        Column(title=say("administration.name"), text=lambda row: row.name),
        Column(title=say("changes.wanted"), text=_wanted, width=40),
        Column(title=say("changes.by"), text=lambda row: row.asked_by, width=20),
        Column(title=say("changes.since"), text=lambda row: day(row.asked_at), width=16),
    ]


def _wanted(row: ChangeRow) -> str:
    if row.kind == "role":
        return say("changes.wanted.role", role=say(f"role.{row.role}"), teams=row.teams)
    key = "changes.wanted.until" if row.ends_on else "changes.wanted.open"
    return say(key, day=day(row.ends_on))
