"""Changes of rights asked for and decided.  Shows no family anywhere."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.account_changes import (
    AskChange,
    ChangeRow,
    ChangesWaiting,
    DecideChange,
)
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.policy_view import ApprovalPreview, AskedPreview, PolicyAnswer
from earlyhelp.messages.staff import AccountRow, Accounts, TeamRow, Teams
from ui.presenters.asking import Preview, Send
from ui.presenters.rights_due import Told
from ui.wording import say


class ChangesScreen(Protocol):
    """The card of what waits."""

    def show_changes(self, rows: Sequence[ChangeRow]) -> None: ...


class FormScreen(Protocol):
    """The form that asks for a change."""

    def show_accounts(self, rows: Sequence[AccountRow]) -> None: ...
    def show_teams(self, rows: Sequence[TeamRow]) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def clear(self) -> None: ...


class AccountChangesPresenter:
    """What two people do to somebody's rights."""

    def __init__(
        self,
        card: ChangesScreen,
        form: FormScreen | None,
        told: Told,
        send: Send,
        preview: Preview,
    ) -> None:
        self._card, self._form, self._told = card, form, told
        self._send, self._preview = send, preview
        self._versions: dict[int, int] = {}
        self._roles: frozenset[int] = frozenset()

    def load(self) -> None:
        """Show what waits."""
        self._send(ChangesWaiting(), self._take_changes, self._failed)
        self._send(Accounts(), self._take_accounts, self._failed)
        if self._form is not None:
            self._send(Teams(), self._form.show_teams, self._failed)

    def decide(self, change_id: int, agree: bool) -> None:
        """Agree to a change, once it was read what it opens, or refuse it."""
        message = DecideChange(change_id=change_id, agree=agree)
        if not agree:
            self._do(message, "changes.done.refused")
        elif change_id not in self._roles:  # another last day opens nothing
            self._do(message, "changes.done.agreed")
        else:
            self._send(
                ApprovalPreview(change_id=change_id),
                lambda found: self._preview(
                    found.who, found, lambda: self._do(message, "changes.done.agreed")
                ),
                self._failed,
            )

    def ask_role(self, account_id: int, role: str, team_ids: Sequence[int]) -> None:
        """Ask for another role and teams, once it was read what that opens and takes away."""
        if not self._is_chosen(account_id):
            return
        version = self._versions.get(account_id, 0)
        message = AskChange(
            account_id=account_id, version=version, kind="role", role=role, team_ids=tuple(team_ids)
        )

        def show(found: PolicyAnswer) -> None:
            self._show_errors({})
            self._preview(found.who, found, lambda: self._ask(message))

        self._send(AskedPreview(asked=message), show, self._failed)

    def ask_extend(self, account_id: int, typed: str) -> None:
        """Ask for another last day; nothing typed means none."""
        if not self._is_chosen(account_id):
            return
        try:
            ends_on = date.fromisoformat(typed) if typed else None
        except ValueError:
            self._show_errors({"ends_on": say("changes.ends_on.wrong")})
            return
        version = self._versions.get(account_id, 0)
        message = AskChange(account_id=account_id, version=version, kind="extend", ends_on=ends_on)
        self._ask(message)

    def _is_chosen(self, account_id: int) -> bool:
        if not account_id:
            self._show_errors({"account_id": say("changes.account.choose")})
        return bool(account_id)

    def _ask(self, message: AskChange) -> None:
        def asked() -> None:
            if self._form is not None:
                self._form.clear()

        self._do(message, "changes.done.asked", asked)

    def _show_errors(self, errors: dict[str, str]) -> None:
        if self._form is not None:
            self._form.show_errors(errors)

    def _do(self, message: Message, done: str, then: Callable[[], None] = lambda: None) -> None:
        def succeeded(_receipt: Receipt) -> None:
            then()
            self._told.show_receipt(say(done))
            self.load()

        self._send(message, succeeded, self._failed)

    def _take_changes(self, rows: Sequence[ChangeRow]) -> None:
        self._roles = frozenset(row.id for row in rows if row.kind == "role")
        self._card.show_changes(rows)

    def _take_accounts(self, rows: Sequence[AccountRow]) -> None:
        self._versions = {row.id: row.version for row in rows}
        if self._form is not None:
            self._form.show_accounts(rows)

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self._show_errors({key: say(fault) for key, fault in error.fields.items()})
        else:
            self._told.show_failure(say(error.key, **error.params))
