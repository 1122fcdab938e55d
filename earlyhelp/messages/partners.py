"""Partners of the team around the family: invited, their own actions, their end."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class PartnerRow(msgspec.Struct, frozen=True, kw_only=True):
    """A partner's account; `since_at` None: not involved with this family."""

    account_id: int
    name: str
    agency: str
    since_at: datetime | None = None
    until_at: datetime | None = None


class OwnActionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One action of a plan that this partner does, and the outcome it serves."""

    action_id: int
    plan_id: int
    version: int
    family: str
    reference: str
    outcome: str
    text: str
    due_on: date
    status: str
    note: str
    lateness: str = ""
    state: str = ""


@message(Permission.PARTNER_INVITE, tuple[PartnerRow, ...])
class Partners(Query, frozen=True, kw_only=True):
    """Partners who may be invited to a family or are involved with it, by name."""

    family_id: int


@message(Permission.PARTNER_INVITE)
class InvitePartner(Command, frozen=True, kw_only=True):
    """Let a partner see their own actions of the family's plan until a day, the case's end at most."""

    family_id: int
    account_id: int
    until_on: date | None = None


@message(Permission.PARTNER_INVITE)
class EndPartner(Command, frozen=True, kw_only=True):
    """End a partner's involvement now."""

    family_id: int
    account_id: int


@message(Permission.PARTNER_READ, tuple[OwnActionRow, ...])
class OwnActions(Query, frozen=True, kw_only=True):
    """The partner's own actions of the plans in force, the earliest due first."""


@message(Permission.PARTNER_PROGRESS)
class ProgressOwnAction(Command, frozen=True, kw_only=True):
    """Say where one's own action stands, with a note."""

    plan_id: int
    version: int
    action_id: int
    status: str
    note: str = ""
