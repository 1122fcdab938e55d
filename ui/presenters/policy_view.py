"""What somebody may see, and what a change would open.  Saves nothing."""

from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.policy_view import PolicyAnswer, PolicyPreview
from earlyhelp.messages.staff import AccountRow, Accounts, TeamRow, Teams
from ui.presenters.asking import Send
from ui.wording import say


class PolicyScreen(Protocol):
    """What the page must offer."""

    def show_accounts(self, rows: tuple[AccountRow, ...]) -> None: ...
    def show_teams(self, rows: tuple[TeamRow, ...]) -> None: ...
    def show_answer(self, answer: PolicyAnswer) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class PolicyPresenter:
    """One question at a time."""

    def __init__(self, view: PolicyScreen, send: Send) -> None:
        self._view, self._send = view, send
        self._asked = PolicyPreview()

    def load(self) -> None:
        """Show who can be asked about, and the answer asked for last."""
        self._send(Teams(), self._view.show_teams, self._failed)
        self._send(Accounts(), self._view.show_accounts, self._failed)
        if self._asked != PolicyPreview():
            self._send(self._asked, self._view.show_answer, self._failed)

    def ask(self, account_id: int, role: str, team_ids: tuple[int, ...] | None) -> None:
        """Ask about a person, a role with teams, or a person in another role."""
        missing = not account_id and not role
        self._view.show_errors({"role": say("policy.role.missing")} if missing else {})
        if missing:
            return
        self._asked = PolicyPreview(account_id=account_id, role=role, team_ids=team_ids)
        self._send(self._asked, self._view.show_answer, self._failed)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
