"""Rights to confirm, changes that wait for a second person, and the form that asks for one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from earlyhelp.messages.account_changes import ChangeRow
from earlyhelp.messages.staff import AccountRow, TeamRow
from ui.forms.captioned import Captioned, offer
from ui.forms.choice_inputs import ChecksInput
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.rights_due import RightsDue
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.widgets.first_focus import bring_into_view
from ui.widgets.flow import FlowLayout
from ui.wording import day, say


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
    """Asks for another role and teams, or another last day; begins with what the account has."""

    role_asked = Signal(object, str, list)
    extend_asked = Signal(object, str)

    def __init__(self, roles: Sequence[tuple[str, str]], own_id: int) -> None:
        super().__init__(say("changes.form"))
        self._own_id, self._accounts = own_id, dict[int, AccountRow]()
        self._offered: list[tuple[str, str, str]] = []
        self.body.addWidget(label(say("changes.form.lead")))
        self.account, self.role = QComboBox(), QComboBox()
        self.teams, self.ends_on = ChecksInput(()), DateInput(say("changes.ends_on"))
        offer(self.account, [], None)
        offer(self.role, [(words, code) for code, words in roles], None)
        self.boxes = {
            "account_id": Captioned(say("changes.account"), self.account),
            "role": Captioned(say("changes.new_role"), self.role),
            "team_ids": Captioned(say("administration.teams"), self.teams),
            "ends_on": Captioned(say("changes.ends_on"), self.ends_on, say("changes.ends_on.hint")),
        }
        asks = (
            button(say("changes.ask_role"), "go", self._ask_role),
            button(say("changes.ask_extend"), "go", self._ask_extend),
        )
        for key in ("account_id", "role", "team_ids"):
            self.body.addWidget(self.boxes[key])
        self.body.addWidget(asks[0])
        self.body.addWidget(self.boxes["ends_on"])
        self.body.addWidget(asks[1])
        self.account.currentIndexChanged.connect(lambda _place: self._show_present())

    def show_accounts(self, rows: Sequence[AccountRow]) -> None:
        """Show whose rights can be changed, oneself not; the one chosen and what was set stay."""
        before = self._accounts.get(self._chosen())
        others = [row for row in rows if row.status == "active" and row.id != self._own_id]
        self._accounts = {row.id: row for row in others}
        names = [(f"{row.name} ({row.login})", row.id) for row in others]
        offer(self.account, names, self.account.currentData())
        if self._accounts.get(self._chosen()) != before:
            self._show_present()

    def show_teams(self, rows: Sequence[TeamRow]) -> None:
        """Show the teams one may belong to; what is ticked stays ticked."""
        offered = [(str(row.id), row.name, "") for row in rows]
        if offered == self._offered:
            return
        self._offered, ticked = offered, self.teams.value()
        self.teams = ChecksInput(offered)
        self.boxes["team_ids"].put(self.teams)
        self.teams.set_name(say("administration.teams"), "")
        if ticked:
            self.teams.set_value(ticked)
        else:
            self._show_present()

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each input what is wrong, and take the keyboard to the first."""
        for key, box in self.boxes.items():
            box.show_error(errors.get(key, ""))
        first = next((box for key, box in self.boxes.items() if key in errors), None)
        if first is not None:
            first.made.setFocus()
            bring_into_view(first)

    def clear(self) -> None:
        """Choose nobody: what was set has been asked for."""
        self.account.setCurrentIndex(0)
        self._show_present()

    def _chosen(self) -> int:
        return self.account.currentData() or 0

    def _show_present(self) -> None:
        """Set role, teams and last day to what the account chosen has now."""
        row = self._accounts.get(self._chosen())
        self.show_errors({})
        self.role.setCurrentIndex(max(0, self.role.findData(row.role)) if row else 0)
        self.teams.set_value([str(one) for one in row.team_ids] if row else [])
        self.ends_on.set_value(row.ends_on.isoformat() if row and row.ends_on else "")

    def _ask_role(self) -> None:
        ticked = self.teams.value()
        teams = [int(str(one)) for one in ticked] if isinstance(ticked, list) else []
        self.role_asked.emit(self._chosen(), self.role.currentData() or "", teams)

    def _ask_extend(self) -> None:
        self.extend_asked.emit(self._chosen(), self.ends_on.value())


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
