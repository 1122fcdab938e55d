"""Recovery by two of three: sheets, drill, ceremony.  A share travels only from the keyboard to the keeper."""

from datetime import datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, Receipt, discreet, message


class RecoveryUseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One recovery of an account: the notice; `seen` when information governance has read it."""

    id: int
    whose: str
    at: datetime
    reason: str
    seen: bool


class RecoveryView(msgspec.Struct, frozen=True, kw_only=True):
    """How the recovery key stands.

    Shape: `covered` of `total` keys are wrapped for it; `waiting` while new sheets are not yet said
    to be printed (the older ones count till then); `drill_due` when a year is over.
    """

    made_at: datetime | None = None
    holders: tuple[str, ...] = ()
    tried_at: datetime | None = None
    drill_due: bool = False
    waiting: bool = False
    covered: int = 0
    total: int = 0
    uses: tuple[RecoveryUseRow, ...] = ()
    accounts: tuple[tuple[int, str], ...] = ()


class RecoverySheets(msgspec.Struct, frozen=True, kw_only=True):
    """Three sheets to print, one for each holder; `passphrase` after a recovery: it opens once."""

    sheets: tuple[bytes, ...]
    passphrase: str = ""
    login: str = ""

    __repr__ = discreet


@message(Permission.RECOVERY_READ, RecoveryView)
class RecoveryState(Query, frozen=True, kw_only=True):
    """How the recovery key stands."""


@message(Permission.RECOVERY_MAKE, RecoverySheets, confirm=True)
class MakeRecovery(Command, frozen=True, kw_only=True):
    """Draw a new recovery key and return its sheets; the older one counts until SheetsPrinted."""

    holders: tuple[str, str, str]


@message(Permission.RECOVERY_MAKE)
class SheetsPrinted(Command, frozen=True, kw_only=True):
    """The new sheets are on paper: from now on they count, and the older ones open nothing."""


@message(Permission.RECOVERY_MAKE)
class DrillRecovery(Command, frozen=True, kw_only=True):
    """Prove that two shares open; changes nothing but the date of the drill."""

    share_one: str
    share_two: str

    __repr__ = discreet


@message(Permission.RECOVERY_USE, RecoverySheets, confirm=True)
class RecoverAccount(Command, frozen=True, kw_only=True):
    """Give an account a new way in, with two holders present."""

    account_id: int
    share_one: str
    share_two: str
    reason: str

    __repr__ = discreet


@message(Permission.RECOVERY_READ)
class SeeRecovery(Command, frozen=True, kw_only=True):
    """Note that a recovery was read by information governance."""

    use_id: int


@message(Permission.KEY_TURN, Receipt)
class KeepForRecovery(Command, frozen=True, kw_only=True):
    """Wrap the keys this session holds for a recovery key that has not got them yet."""
