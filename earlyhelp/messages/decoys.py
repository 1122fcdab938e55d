"""Made-up families that nobody has a reason to open."""

from datetime import datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class DecoyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a mark says; only its holder's key opens it.  Looks count after entry `from_entry`."""

    family_id: int
    reference: str
    proposed_by: int
    confirmed_by: int = 0
    from_entry: int = 0
    reviewed_to: int = 0


class DecoyLook(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody opened a decoy; `did` says what they did in words."""

    entry: int
    at: datetime
    who: str
    role: str
    act: str
    outcome: str
    purpose: str
    mine: bool = False
    did: str = ""


class DecoyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A decoy; `confirmed_by` is empty while it waits for the second person."""

    mark_id: int
    reference: str
    proposed_by: str
    confirmed_by: str
    looks: tuple[DecoyLook, ...]


@message(Permission.DECOY_PROPOSE)
class ProposeDecoy(Command, frozen=True, kw_only=True):
    """Propose a made-up family without a case as a decoy; information governance confirms it."""

    reference: str


@message(Permission.DECOY_READ, tuple[DecoyRow, ...])
class Decoys(Query, frozen=True, kw_only=True):
    """Decoys with the looks at them that nobody reviewed yet."""


@message(Permission.DECOY_KEEP)
class HandOnDecoys(Command, frozen=True, kw_only=True):
    """Give the marks this session opens to colleagues of information governance who have none yet."""


@message(Permission.DECOY_KEEP)
class ConfirmDecoy(Command, frozen=True, kw_only=True):
    """Confirm a proposed decoy as the second person: looks raise an alert from now on."""

    mark_id: int


@message(Permission.DECOY_KEEP)
class EndDecoy(Command, frozen=True, kw_only=True):
    """Take a mark away; the family stays."""

    mark_id: int


@message(Permission.DECOY_KEEP)
class ReviewDecoy(Command, frozen=True, kw_only=True):
    """Answer the looks at a decoy up to an entry.  `reason` is a code of `look_decision`."""

    mark_id: int
    up_to: int
    reason: str
