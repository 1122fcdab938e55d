"""Changes of somebody's rights by two people, and rights that are confirmed every 90 days."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A change that waits for a second person.  `kind` is role or extend."""

    id: int
    account_id: int
    name: str
    kind: str
    role: str
    teams: str
    ends_on: date | None
    asked_by: str
    asked_at: datetime
    mine: bool


class RightsRow(msgspec.Struct, frozen=True, kw_only=True):
    """Rights to be confirmed: when they last were, and when they were last used."""

    account_id: int
    name: str
    role: str
    teams: str
    confirmed_on: date
    used_on: date | None
    ends_on: date | None
    why: str
    version: int


@message(Permission.ACCOUNT_CHANGE, confirm=True)
class AskChange(Command, frozen=True, kw_only=True):
    """Ask for another role and teams (`kind` role), or another last day (extend) for an account."""

    account_id: int
    version: int
    kind: str
    role: str = ""
    team_ids: tuple[int, ...] = ()
    ends_on: date | None = None


@message(Permission.ACCOUNT_LIST, tuple[ChangeRow, ...])
class ChangesWaiting(Query, frozen=True, kw_only=True):
    """Changes that wait for a second person."""


@message(Permission.ACCOUNT_APPROVE, confirm=True)
class DecideChange(Command, frozen=True, kw_only=True):
    """Agree to a change as the second person, or refuse it."""

    change_id: int
    agree: bool


@message(Permission.ACCOUNT_CERTIFY, tuple[RightsRow, ...])
class RightsToConfirm(Query, frozen=True, kw_only=True):
    """Accounts whose rights were not confirmed, or not used, for 90 days."""


@message(Permission.ACCOUNT_CERTIFY, confirm=True)
class ConfirmRights(Command, frozen=True, kw_only=True):
    """Say that an account still needs its rights, or (`needed` false) end it."""

    account_id: int
    version: int = 0
    needed: bool = True
