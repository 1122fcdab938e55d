"""Keys that are turned when somebody loses their way in: how far it is, and the next step."""

from datetime import datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.figures import Work


class TurningRow(msgspec.Struct, frozen=True, kw_only=True):
    """A key being turned: `key` is store, analysis or team; `team` its name; `whose` way in is gone.

    Shape: `mine` tells whether this session can do it; `because` is ended, device, teams or recovery.
    """

    id: int
    key: str
    team: str
    because: str
    whose: str
    asked_at: datetime
    done: int
    total: int
    mine: bool
    done_at: datetime | None = None


@message(Permission.KEY_LIST, tuple[TurningRow, ...])
class KeyTurnings(Query, frozen=True, kw_only=True):
    """The keys that were turned or wait for it, the newest first."""

    limit: int = 50


@message(Permission.KEY_TURN, Work)
class ContinueTurning(Command, frozen=True, kw_only=True):
    """Do one short step of turning a key; ask again until it is finished."""

    turning_id: int
