"""The header file beside a store: who may try to unlock it, and how.

Refuses anything that is not byte for byte what this program writes, and any change made without
the database key.
"""

import hmac
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from earlyhelp.errors import StorageFault
from earlyhelp.keys import wraps
from earlyhelp.keys.cost import Kdf
from earlyhelp.platform import write_durably

_MOST_BYTES = 8 * 1024 * 1024  # 40 slots take about 200 kB

StoreKind = Literal["case", "analysis"]
ShareKind = Literal["pp", "pp+device", "pp+file"]
SlotKind = Literal["pp", "pp+device", "pp+file", "recovery"]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Public = Annotated[bytes, msgspec.Meta(min_length=1216, max_length=1216)]
Blob = Annotated[bytes, msgspec.Meta(min_length=1, max_length=4096)]


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way into the store: an account, with or without a second share.

    Shape: `device` is the fingerprint of the second share ("" without one); `dbk` the database
    secret wrapped for `pub`; `pending` the next one while the database is being rekeyed.
    """

    id: int
    account: Name
    device: str
    kind: SlotKind
    kdf: Kdf
    pub: Public
    verify: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    seed: Blob
    dbk: Blob
    pending: Blob | None = None


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole header file."""

    format: Literal[1] = 1
    vault: Name
    epoch: Annotated[int, msgspec.Meta(ge=1)] = 1
    kind: StoreKind
    slots: tuple[Slot, ...] = ()
    mac: bytes = b""

    @classmethod
    def create(cls, vault: str, kind: StoreKind) -> "Header":
        """Return the header of a new store, with no slot yet; `slots.add_slot` adds the first."""
        return cls(vault=vault, kind=kind)

    def stamped(self, database_key: bytes) -> "Header":
        """Return this header with the MAC that only a holder of the database key can make."""
        return msgspec.structs.replace(self, mac=_mac(self, database_key))

    def is_stamped_by(self, database_key: bytes) -> bool:
        """Tell whether the header is as a holder of this database key left it."""
        return hmac.compare_digest(self.mac, _mac(self, database_key))


def slot_place(header: Header, slot: Slot) -> bytes:
    """Return what binds a slot's secrets to their place: the store and all the slot's public fields."""
    bare = msgspec.structs.replace(slot, seed=b"", dbk=b"", pending=None)
    return _canonical([header.format, header.vault, header.kind, bare])


def read_header(path: Path) -> Header:
    """Read the header file; its MAC can be checked only after unlocking.

    Raises: StorageFault "store.header.missing", ".unreadable", ".empty" or ".damaged".
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise StorageFault("store.header.missing") from None
    except OSError as cause:
        raise StorageFault("store.header.unreadable") from cause
    if not raw:
        raise StorageFault("store.header.empty")
    return _parsed(raw)


def write_header(path: Path, header: Header) -> None:
    """Write the header file durably: after a power cut the old or the new one is there, whole.

    Raises: StorageFault if the disk is full or read-only, or if it could not be read again.
    """
    raw = _canonical(header)
    _parsed(raw)
    write_durably(path, raw)


def _parsed(raw: bytes) -> Header:
    try:
        header = msgspec.json.decode(raw, type=Header)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise StorageFault("store.header.damaged") from None
    ids = {slot.id for slot in header.slots}
    if not ids or len(ids) != len(header.slots) or _canonical(header) != raw:
        raise StorageFault("store.header.damaged")
    return header


def _mac(header: Header, database_key: bytes) -> bytes:
    key = wraps.derive(database_key, b"earlyhelp/1/header-mac")
    return hmac.digest(key, _canonical(msgspec.structs.replace(header, mac=b"")), "sha256")


def _canonical(what: object) -> bytes:
    return msgspec.json.encode(what, order="sorted")
