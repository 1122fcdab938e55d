"""What somebody may do by the rules, and what another role or team would change."""

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.account_changes import AskChange
from earlyhelp.messages.base import Query, message
from earlyhelp.messages.staff import CreateAccount


class PolicyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One permission now and after the change.

    `change`: same, opens, closes or differs.  `source` says in words where the rule comes from that
    holds after the change, or the one that went.
    """

    permission: str
    now: str
    then: str
    families_now: int
    families_then: int
    rule: str
    source: str
    change: str


class PolicyAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Every permission of a role now or then, and the keys that come with it.

    `deciding`: it is shown to the second person, before they agree.
    """

    who: str
    role_now: str
    role_then: str
    teams_now: tuple[str, ...]
    teams_then: tuple[str, ...]
    rows: tuple[PolicyRow, ...]
    keys_opened: tuple[str, ...]
    keys_closed: tuple[str, ...]
    deciding: bool = False


@message(Permission.POLICY_READ, PolicyAnswer)
class PolicyPreview(Query, frozen=True, kw_only=True):
    """What this person would see, by which rule, and what another role or team would open.

    `account_id` 0 asks about a role nobody holds yet.  An empty `role` or teams of None stay as they
    are now.  Numbers of families, never which.
    """

    account_id: int = 0
    role: str = ""
    team_ids: tuple[int, ...] | None = None


@message(Permission.ACCOUNT_CREATE, PolicyAnswer)
class JoinerPreview(Query, frozen=True, kw_only=True):
    """What a joiner about to be entered would open; what is wrong with the entry is said first."""

    entry: CreateAccount


@message(Permission.ACCOUNT_CHANGE, PolicyAnswer)
class AskedPreview(Query, frozen=True, kw_only=True):
    """What a change of role about to be asked for would open; what is wrong with it is said first."""

    asked: AskChange


@message(Permission.ACCOUNT_APPROVE, PolicyAnswer)
class ApprovalPreview(Query, frozen=True, kw_only=True):
    """What a joiner who waits (`account_id`) or a change of role that waits (`change_id`) would open.

    Only for the second person who decides on it.  Numbers of families only for who may ask about
    everybody: somebody's grants could be read from them.
    """

    account_id: int = 0
    change_id: int = 0
