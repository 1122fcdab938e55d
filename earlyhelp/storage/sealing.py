"""Seals and opens the values of sealed columns, bound to their place.  Knows keys, not rules."""

import secrets
import struct
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from earlyhelp.errors import Locked
from earlyhelp.keys.wraps import derive, new_key, open_bytes, seal_bytes
from earlyhelp.records.base import Envelope, Record
from earlyhelp.records.people import Family
from earlyhelp.storage.envelope_shape import STEP, VERSION

_NONCE_BYTES = 12
#: Which key an envelope was made with: its column's own, or the family's in the directory's place.
_OWN, _APART = 1, 2
_pack, _unpack = msgspec.msgpack.Encoder().encode, msgspec.msgpack.decode


class Keyring:
    """The keys one session holds.  What is not here cannot be opened, whatever the code says."""

    def __init__(self, own_key: bytes) -> None:
        self._own = AESGCM(own_key)
        self._directory: AESGCM | None = None
        self._directory_key = b""
        self._teams: dict[tuple[int, int], bytes] = {}
        self._families: dict[int, AESGCM] = {}
        self._secrets: dict[int, bytes] = {}
        self._named: dict[str, bytes] = {}
        self._granted: set[int] = set()
        self._apart: set[int] = set()
        self._made: set[int] = set()
        self._turned: tuple[int, int] | None = None
        #: whether this unit has asked for turned keys: its own turning is no news to it
        self.kept_up = False

    def hold(self, key_name: str, epoch: int, key: bytes) -> None:
        """Take an unwrapped key into the ring: `directory` and `team:<id>` for the session.

        Shape: a key of any other name, given to named accounts, is held until `forget`.
        """
        if key_name == "directory":
            self._directory_key, self._directory = key, AESGCM(key)
        elif key_name.startswith("team:"):
            self._teams[int(key_name[5:]), epoch] = key
        else:
            self._named[key_name] = key

    @property
    def has_directory(self) -> bool:
        """Tell whether names can be opened in this session."""
        return self._directory is not None

    def secret(self, key_name: str, epoch: int) -> bytes:
        """Return a held key for wrapping it to a colleague.

        Raises: Locked where this session does not hold it.
        """
        if key_name == "directory" and self._directory_key:
            return self._directory_key
        held = self._teams.get((int(key_name[5:]), epoch)) if key_name.startswith("team:") else None
        if held is None:
            raise Locked("key.missing")
        return held

    def team_epoch(self, team_id: int) -> int:
        """Return the newest epoch of a team's key in this ring.

        Raises: Locked where this session does not hold the team's key.
        """
        epochs = [epoch for team, epoch in self._teams if team == team_id]
        if not epochs:
            raise Locked("key.missing")
        return max(epochs)

    def new_family_key(self, family_id: int, team_id: int) -> tuple[int, bytes]:
        """Make a family's key, or another for one it has; return the team key's epoch and the wrap."""
        epoch = self.team_epoch(team_id)
        key = new_key()
        self._keep(family_id, key)
        self._made.add(family_id)
        self._granted.discard(family_id)
        self._apart.discard(family_id)
        return epoch, seal_bytes(
            self._teams[team_id, epoch], key, _family_place(family_id, team_id)
        )

    def open_family_key(self, family_id: int, team_id: int, epoch: int, wrapped: bytes) -> bool:
        """Take a family's key into the ring; False where the team's key is not held."""
        team_key = self._teams.get((team_id, epoch))
        if team_key is None:
            return False
        self._keep(family_id, open_bytes(team_key, wrapped, _family_place(family_id, team_id)))
        return True

    def hold_granted(self, family_id: int, key: bytes, *, apart: bool) -> None:
        """Take a family's key that a grant gave, until `forget`.

        Shape: `apart` where its directory values are sealed with it too (a restricted family).
        """
        self._keep(family_id, key)
        self._granted.add(family_id)
        if apart:
            self._apart.add(family_id)

    def forget(self) -> None:
        """Let go of all that was given by grant or by name: each unit asks for them anew."""
        for family_id in self._granted:
            self._families.pop(family_id, None)
            self._secrets.pop(family_id, None)
        self._granted.clear()
        self._apart.clear()
        self._made.clear()
        self._named.clear()
        self.kept_up = False

    def keep_up(self, turned: tuple[int, int] | None) -> None:
        """Let go of every family's key that a team opened, where a family got another one since.

        Shape: `turned` is another one after each turning of any family's key; None tells nothing.
               What this unit made itself stays.
        """
        self.kept_up = True
        if turned is not None and turned != self._turned:
            for family_id in self._families.keys() - self._granted - self._made:
                del self._families[family_id], self._secrets[family_id]
            self._turned = turned

    def family_secret(self, family_id: int) -> bytes:
        """Return a family's key for wrapping it to somebody.

        Raises: Locked where this session does not hold it.
        """
        if family_id not in self._secrets:
            raise Locked("key.missing")
        return self._secrets[family_id]

    def _keep(self, family_id: int, key: bytes) -> None:
        self._families[family_id] = AESGCM(key)
        self._secrets[family_id] = key

    def knows_family(self, family_id: int) -> bool:
        """Tell whether the family's key is in the ring."""
        return family_id in self._families

    def knows_named(self, key_name: str) -> bool:
        """Tell whether a named key is in the ring."""
        return key_name in self._named

    def seal(self, record: Record, column: str, value: Any) -> Envelope:
        """Seal a value for one column of one row at its present version."""
        kind, _ = record.seals[column]
        plain = _pack(value)
        step = STEP[kind]
        apart = kind == "directory" and family_of(record) in self._apart
        padded = struct.pack(">I", len(plain)) + plain
        padded += bytes(-len(padded) % step)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = self._cipher("family" if apart else kind, record)
        sealed = cipher.encrypt(nonce, padded, place(record, column))
        marks = struct.pack(">BH", VERSION, _APART if apart else _OWN)
        return Envelope(marks + nonce + sealed)

    def seal_detail(self, family_id: int, detail: bytes) -> bytes:
        """Seal the old and new values of a change for the audit: readable with the family's key."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        where = f"audit_entry.detail|{family_id}".encode()
        return nonce + self._families[family_id].encrypt(nonce, detail, where)

    def open(self, record: Record, column: str) -> Any:
        """Open a sealed column.

        Raises: Locked("key.missing") without the key, Locked("key.wrong") if it was moved or altered.
        """
        envelope = getattr(record, column)
        if envelope is None:
            return None
        opened = self._opened(key_kind(record, column), record, column, envelope)
        return _unpack(opened, type=record.seals[column][1])

    def _opened(self, kind: str, record: Record, column: str, envelope: bytes) -> memoryview:
        try:
            padded = self._cipher(kind, record).decrypt(
                envelope[3 : 3 + _NONCE_BYTES], envelope[3 + _NONCE_BYTES :], place(record, column)
            )
        except InvalidTag:
            raise Locked("key.wrong") from None
        (length,) = struct.unpack_from(">I", padded)
        return memoryview(padded)[4 : 4 + length]

    def _cipher(self, kind: str, record: Record) -> AESGCM:
        cipher: AESGCM | None
        if kind == "directory":
            cipher = self._directory
        elif kind == "own":
            cipher = self._own
        elif kind == "named":
            named = self._named.get(record.key_name)  # type: ignore[attr-defined]
            cipher = AESGCM(named) if named else None
        else:
            cipher = self._families.get(family_of(record))
        if cipher is None:
            raise Locked("key.missing")
        return cipher


def fingerprint(keyring: Keyring, text: str) -> bytes:
    """Return a keyed fingerprint for exact matching of source rows (security.md 2.4)."""
    return derive(keyring.secret("directory", 0), b"fingerprint " + text.encode())


def family_of(record: Record) -> int:
    """Return the id of the family a record is, or belongs to; 0 for any other."""
    return record.id if isinstance(record, Family) else getattr(record, "family_id", 0)


def key_kind(record: Record, column: str) -> str:
    """Return which kind of key opens a column as it stands: its own, or the family's."""
    envelope = getattr(record, column)
    apart = envelope is not None and struct.unpack_from(">H", envelope, 1) == (_APART,)
    return "family" if apart else record.seals[column][0]


def place(record: Record, column: str) -> bytes:
    """Return what a sealed value is bound to: table, column, row, family, version."""
    family = getattr(record, "family_id", 0)
    return f"{record.__tablename__}.{column}|{record.id}|{family}|{record.version}".encode()


def rewrapped(older: bytes, newer: bytes, family_id: int, team_id: int, wrapped: bytes) -> bytes:
    """Return a family's key, wrapped with one key of its team, wrapped with another.

    Raises: Locked("key.wrong") if the older one does not open it.
    """
    where = _family_place(family_id, team_id)
    return seal_bytes(newer, open_bytes(older, wrapped, where), where)


def _family_place(family_id: int, team_id: int) -> bytes:
    return f"family_key|{family_id}|{team_id}".encode()
