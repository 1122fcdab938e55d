"""Fast openers of sealed columns for indexes kept in memory.  Skip nothing, decide nothing."""

from collections.abc import Callable
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from earlyhelp.errors import Locked
from earlyhelp.storage.sealing import Keyring


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


def family_opener(keyring: Keyring, shape: Any) -> Callable[[int, bytes, bytes], Any]:
    """Return a fast opener of columns under families' keys: opener(family, envelope, place) -> value.

    Raises: Locked("key.missing") where the family's key is not in the ring, "key.wrong" if altered.
    """
    decode = msgspec.msgpack.Decoder(shape).decode

    def opener(family_id: int, envelope: bytes, where: bytes) -> Any:
        cipher = keyring._families.get(family_id)  # noqa: SLF001 - one room, one kind of key
        if cipher is None:
            raise Locked("key.missing")
        try:
            padded = cipher.decrypt(envelope[3:15], envelope[15:], where)
        except InvalidTag:
            raise Locked("key.wrong") from None
        return decode(padded[4 : 4 + int.from_bytes(padded[:4], "big")])

    return opener
