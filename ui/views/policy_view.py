"""The page "who may see what": a person or a role, and what a change would open.  Saves nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from earlyhelp.messages.policy_view import PolicyAnswer
from earlyhelp.messages.staff import AccountRow, TeamRow
from ui.forms.error_summary import ErrorSummary
from ui.views.policy_differences import PolicyDifferences
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.wording import say


class PolicyView(TellsFailure, QWidget):
    """`asked` carries an account (0: nobody), a role ("": as now) and teams (None: as now)."""

    asked = Signal(object, str, object)

    def __init__(self, roles: tuple[str, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head, self._failure = PageHead(say("rail.policy")), Banner()
        self.summary = ErrorSummary()
        self.account, self.role = QComboBox(), QComboBox()
        self.account.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.account.setMinimumContentsLength(22)
        self.account.addItem(say("policy.nobody"), 0)
        self.role.addItem(say("policy.role.choose"), "")
        for code in roles:
            self.role.addItem(say(f"role.{code}"), code)
        self.teams: dict[int, QCheckBox] = {}
        self._of_account: dict[int, AccountRow] = {}
        self._team_line = QWidget()
        self._team_flow = FlowLayout(self._team_line, gap=16, line_gap=4)
        self.show_button = button(say("policy.show"), "go", self._ask)
        self.differences = PolicyDifferences()
        answer = Card(say("policy.answer"))
        answer.body.addWidget(self.differences, 1)
        for part in (self._head, self._failure, self.summary, self._question()):
            column.addWidget(part)
        column.addWidget(answer, 1)
        self.account.activated.connect(self._choose_teams)
        self.summary.link_chosen.connect(lambda _key: self.role.setFocus())
        begin_at(self, self.account)

    def _question(self) -> Card:
        card = Card(say("policy.question"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=16, line_gap=8)
        for key, made in (("account", self.account), ("role", self.role)):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            words = say(f"policy.{key}")
            column.addWidget(label(words, "label", wrap=False))
            column.addWidget(made)
            made.setAccessibleName(words)
            flow.addWidget(part)
        card.body.addWidget(holder)
        card.body.addWidget(label(say("policy.teams"), "label"))
        card.body.addWidget(self._team_line)
        card.body.addWidget(self.show_button)
        return card

    def show_accounts(self, rows: tuple[AccountRow, ...]) -> None:
        """Show who can be asked about; who is chosen stays chosen."""
        chosen = self.account.currentData()
        self._of_account = {row.id: row for row in rows}
        while self.account.count() > 1:
            self.account.removeItem(1)
        for row in rows:
            words = say("policy.person", name=row.name, role=say(f"role.{row.role}"))
            self.account.addItem(words, row.id)
        self.account.setCurrentIndex(max(self.account.findData(chosen), 0))

    def show_teams(self, rows: tuple[TeamRow, ...]) -> None:
        """Show the teams to tick."""
        for row in rows:
            if row.id not in self.teams:
                box = self.teams[row.id] = QCheckBox(row.name)
                box.setAccessibleName(say("policy.team", team=row.name))
                self._team_flow.addWidget(box)

    def show_answer(self, answer: PolicyAnswer) -> None:
        """Show what the rules say."""
        self._failure.leave()
        self.differences.show_answer(answer)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say what has to be chosen first."""
        self.summary.show_errors(errors)

    def _choose_teams(self) -> None:
        row = self._of_account.get(self.account.currentData())
        self.role.setItemText(0, say("policy.as_now" if row else "policy.role.choose"))
        for ident, box in self.teams.items():
            box.setChecked(row is not None and ident in row.team_ids)

    def _ask(self) -> None:
        teams = tuple(ident for ident, box in self.teams.items() if box.isChecked())
        self.asked.emit(self.account.currentData() or 0, self.role.currentData() or "", teams)
