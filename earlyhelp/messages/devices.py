"""Ways into the store: by which device or key file an account signs in."""

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, discreet, message


class WayIn(msgspec.Struct, frozen=True, kw_only=True):
    """One way in.  `kind` is pp, pp+device or pp+file; `mark` tells two of a kind apart.

    Shape: `present` for the one this session came in by.
    """

    id: int
    login: str
    kind: str
    mark: str
    present: bool


@message(Permission.DEVICE_READ, tuple[WayIn, ...])
class WaysIn(Query, frozen=True, kw_only=True):
    """One's own ways in, or with a login (administrator) somebody's."""

    whose: str = ""


@message(Permission.DEVICE_CHANGE, confirm=True)
class AddWayIn(Command, frozen=True, kw_only=True):
    """Sign in from this device too (`kind` pp+device), or with a new key file (pp+file)."""

    kind: str
    passphrase: str
    key_file: str = ""
    new_key_file: str = ""

    __repr__ = discreet


@message(Permission.DEVICE_CHANGE, confirm=True)
class RemoveWayIn(Command, frozen=True, kw_only=True):
    """Take a lost device or key file away; the store's key is changed after it."""

    whose: str
    slot_number: int
