"""Accounts and teams: who waits, who works here, who leaves.  Shows no family anywhere."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.policy_view import ApprovalPreview, JoinerPreview, PolicyAnswer
from earlyhelp.messages.staff import (
    AccountRow,
    Accounts,
    ApproveAccount,
    CreateAccount,
    CreateTeam,
    EndAccount,
    TeamRow,
    Teams,
)
from ui.presenters.asking import Preview, Send
from ui.wording import say


class AdministrationScreen(Protocol):
    """What the page must offer."""

    def show_choices(
        self, roles: Sequence[tuple[str, str]], localities: Sequence[tuple[str, str]]
    ) -> None: ...
    def show_accounts(self, rows: Sequence[AccountRow]) -> None: ...
    def show_teams(self, rows: Sequence[TeamRow]) -> None: ...
    def show_account(self, row: AccountRow | None, *, approve: bool, end: bool) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def clear_forms(self) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


ROLES = (
    "practitioner", "team_manager", "business_administrator", "information_governance", "partner",
    "analyst",
)  # fmt: skip
_FIRST = {"waiting": 0, "active": 1}


class AdministrationPresenter:
    """The staff of one store."""

    def __init__(
        self,
        view: AdministrationScreen,
        send: Send,
        announce: Callable[..., None],
        may: Callable[[str], bool],
        preview: Preview,
    ) -> None:
        self._view, self._send, self._announce, self._may = view, send, announce, may
        self._preview = preview
        self._accounts: dict[int, AccountRow] = {}
        self._chosen = 0
        localities = [(one.code, one.label) for one in code_list("locality").items]
        view.show_choices([(role, say(f"role.{role}")) for role in ROLES], localities)

    def load(self) -> None:
        """Show accounts and teams."""
        self._send(Accounts(), self._show_accounts, self._failed)
        if self._may("team:list"):
            self._send(Teams(), self._view.show_teams, self._failed)

    def choose(self, account_id: int) -> None:
        """Show what may be done with an account."""
        self._chosen = account_id
        row = self._accounts.get(account_id)
        waits = row is not None and row.status == "waiting"
        ended = row is None or row.status == "ended"
        self._view.show_account(
            row,
            approve=waits and self._may("account:approve"),
            end=not ended and self._may("account:end"),
        )

    def approve(self, passphrase: str, key_file: str = "") -> None:
        """Let the chosen joiner in, once it was read what that opens."""
        row = self._accounts.get(self._chosen)
        if row is not None:
            message = ApproveAccount(
                account_id=row.id, version=row.version, passphrase=passphrase, key_file=key_file
            )

            def go_on() -> None:
                self._do(message, say("administration.approved", name=row.name))

            asked = ApprovalPreview(account_id=row.id)
            self._send(asked, lambda found: self._preview(row.name, found, go_on), self._failed)

    def end(self) -> None:
        """End the chosen account."""
        row = self._accounts.get(self._chosen)
        if row is not None:
            message = EndAccount(account_id=row.id, version=row.version)
            self._do(message, say("administration.ended", name=row.name))

    def create_account(self, typed: dict[str, str], team_ids: Sequence[int]) -> None:
        """Enter a joiner, once it was read what role and teams open."""
        message = CreateAccount(
            login=typed["login"].strip(),
            name=typed["name"].strip(),
            role=typed["role"] or "",
            team_ids=tuple(team_ids),
            passphrase=typed["passphrase"],
            key_file=typed.get("key_file", ""),
            agency=typed.get("agency", "").strip(),
        )

        def go_on() -> None:
            self._do(message, say("administration.created", name=message.name))

        def show(found: PolicyAnswer) -> None:
            self._view.show_errors({})
            self._preview(found.who, found, go_on)

        self._send(JoinerPreview(entry=message), show, self._failed)

    def create_team(self, name: str, locality: str) -> None:
        """Add a team."""
        message = CreateTeam(name=name.strip(), locality=locality)
        self._do(message, say("administration.team_created", name=message.name))

    def _do(self, message: Message, done: str) -> None:
        def succeeded(receipt: Receipt) -> None:
            self._view.show_errors({})
            self._view.clear_forms()
            self._view.show_receipt(done)
            self._announce(*receipt.changed)
            self.load()

        self._send(message, succeeded, self._failed)

    def _show_accounts(self, rows: Sequence[AccountRow]) -> None:
        self._accounts = {row.id: row for row in rows}
        ordered = sorted(rows, key=lambda row: (_FIRST.get(row.status, 2), row.name))
        self._view.show_accounts(ordered)
        self.choose(self._chosen)

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(fault) for key, fault in error.fields.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))
