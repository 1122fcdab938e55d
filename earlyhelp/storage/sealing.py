"""Seals and opens the values of sealed columns, bound to their place.  Knows keys, not rules."""

import secrets
import struct
from collections.abc import Callable
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from earlyhelp.errors import Locked
from earlyhelp.keys.wraps import derive, new_key, open_bytes, seal_bytes
from earlyhelp.records.base import Envelope, Record

_VERSION = 1
_NONCE_BYTES = 12
#: Padding steps in bytes blunt what lengths tell: names and the like, and texts.
_STEP = {"directory": 64, "family": 256, "own": 256}
_pack, _unpack = msgspec.msgpack.Encoder().encode, msgspec.msgpack.decode


class Keyring:
    """The keys one session holds.  What is not here cannot be opened, whatever the code says."""

    def __init__(self, own_key: bytes) -> None:
        self._own = AESGCM(own_key)
        self._directory: AESGCM | None = None
        self._directory_key = b""
        self._teams: dict[tuple[int, int], bytes] = {}
        self._families: dict[int, AESGCM] = {}

    def hold(self, key_name: str, epoch: int, key: bytes) -> None:
        """Take an unwrapped key into the ring: `directory` or `team:<id>`."""
        if key_name == "directory":
            self._directory_key, self._directory = key, AESGCM(key)
        elif key_name.startswith("team:"):
            self._teams[int(key_name[5:]), epoch] = key

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

    def fingerprint(self, text: str) -> bytes:
        """Return a keyed fingerprint for exact matching of source rows (security.md 2.4)."""
        return derive(self.secret("directory", 0), b"fingerprint " + text.encode())

    def new_family_key(self, family_id: int, team_id: int) -> tuple[int, bytes]:
        """Make a family's key; return the team key's epoch and the wrapped key."""
        epoch = self.team_epoch(team_id)
        key = new_key()
        self._families[family_id] = AESGCM(key)
        return epoch, seal_bytes(
            self._teams[team_id, epoch], key, _family_place(family_id, team_id)
        )

    def open_family_key(self, family_id: int, team_id: int, epoch: int, wrapped: bytes) -> bool:
        """Take a family's key into the ring; False where the team's key is not held."""
        team_key = self._teams.get((team_id, epoch))
        if team_key is None:
            return False
        key = open_bytes(team_key, wrapped, _family_place(family_id, team_id))
        self._families[family_id] = AESGCM(key)
        return True

    def knows_family(self, family_id: int) -> bool:
        """Tell whether the family's key is in the ring."""
        return family_id in self._families

    def seal(self, record: Record, column: str, value: Any) -> Envelope:
        """Seal a value for one column of one row at its present version."""
        kind, _ = record.seals[column]
        plain = _pack(value)
        step = _STEP[kind]
        padded = struct.pack(">I", len(plain)) + plain
        padded += bytes(-len(padded) % step)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher(kind, record).encrypt(nonce, padded, place(record, column))
        return Envelope(struct.pack(">BH", _VERSION, 1) + nonce + sealed)

    def seal_detail(self, family_id: int, detail: bytes) -> bytes:
        """Seal the old and new values of a change for the audit: readable with the family's key."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        where = f"audit_entry.detail|{family_id}".encode()
        return nonce + self._families[family_id].encrypt(nonce, detail, where)

    def open(self, record: Record, column: str) -> Any:
        """Open a sealed column.

        Raises: Locked("key.missing") without the key, Locked("key.wrong") if it was moved or altered.
        """
        kind, shape = record.seals[column]
        envelope = getattr(record, column)
        if envelope is None:
            return None
        return _unpack(self._opened(kind, record, column, envelope), type=shape)

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
        else:
            cipher = self._families.get(record.family_id)  # type: ignore[attr-defined]
        if cipher is None:
            raise Locked("key.missing")
        return cipher


def place(record: Record, column: str) -> bytes:
    """Return what a sealed value is bound to: table, column, row, family, version."""
    family = getattr(record, "family_id", 0)
    return f"{record.__tablename__}.{column}|{record.id}|{family}|{record.version}".encode()


def directory_opener(keyring: Keyring, shape: Any) -> Callable[[bytes, bytes], Any]:
    """Return a fast opener of directory columns for the search index.

    Shape: opener(envelope, place) -> value; skips nothing, raises Locked like `open`.
    """
    cipher = AESGCM(keyring.secret("directory", 0))
    decode = msgspec.msgpack.Decoder(shape).decode

    def opener(envelope: bytes, where: bytes) -> Any:
        try:
            padded = cipher.decrypt(envelope[3:15], envelope[15:], where)
        except InvalidTag:
            raise Locked("key.wrong") from None
        return decode(padded[4 : 4 + int.from_bytes(padded[:4], "big")])

    return opener


def _family_place(family_id: int, team_id: int) -> bytes:
    return f"family_key|{family_id}|{team_id}".encode()
