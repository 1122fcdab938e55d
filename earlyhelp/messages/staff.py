"""Accounts and teams."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, discreet, message


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """An account: work details only.  `status`: waiting, active, ended."""

    id: int
    version: int
    login: str
    name: str
    role: str
    team_ids: tuple[int, ...]
    teams: str
    status: str
    created_by: str
    approved_by: str
    ends_on: date | None = None


class TeamRow(msgspec.Struct, frozen=True, kw_only=True):
    """A team or hub."""

    id: int
    name: str
    locality: str
    members: int


@message(Permission.ACCOUNT_LIST, tuple[AccountRow, ...])
class Accounts(Query, frozen=True, kw_only=True):
    """Accounts, by name: all for the administrator, one's own teams for a manager."""


@message(Permission.TEAM_LIST, tuple[TeamRow, ...])
class Teams(Query, frozen=True, kw_only=True):
    """Teams, by name."""


@message(Permission.ACCOUNT_CREATE, confirm=True)
class CreateAccount(Command, frozen=True, kw_only=True):
    """Enter a joiner.  The account waits until a second person approves it.

    The joiner should change the passphrase at once (ChangePassphrase); an analyst gets none here (see
    ApproveAccount).  `key_file` is where the joiner's key file is written, for it to be handed over.
    """

    login: str
    name: str
    role: str
    team_ids: tuple[int, ...] = ()
    passphrase: str
    key_file: str = ""
    ends_on: date | None = None
    agency: str = ""

    __repr__ = discreet


@message(Permission.ACCOUNT_APPROVE, confirm=True)
class ApproveAccount(Command, frozen=True, kw_only=True):
    """Approve a joiner as the second person: wraps the keys the role needs.

    A manager approves case workers of their own teams, information governance everybody else.
    An analyst gets passphrase and key file here.
    """

    account_id: int
    version: int
    passphrase: str = ""
    key_file: str = ""

    __repr__ = discreet


@message(Permission.ACCOUNT_END, confirm=True)
class EndAccount(Command, frozen=True, kw_only=True):
    """End an account today."""

    account_id: int
    version: int


@message(Permission.TEAM_CREATE)
class CreateTeam(Command, frozen=True, kw_only=True):
    """Add a team; its key is made when its first manager is approved."""

    name: str
    locality: str
