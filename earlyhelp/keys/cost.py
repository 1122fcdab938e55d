"""What one passphrase guess costs, and the derivation itself (Argon2id).

Refuses cheap parameters, so that a changed header cannot make guessing easy, and ruinous ones.
"""

import unicodedata
from typing import Annotated, Literal

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from earlyhelp.errors import StorageFault
from earlyhelp.keys import wraps

SALT_BYTES = 16


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Argon2id parameters.

    Unit: memory in KiB.
    """

    memory: int
    passes: int
    lanes: int


FLOOR = Cost(memory=64 * 1024, passes=3, lanes=4)  # RFC 9106, second recommended
DEFAULT = Cost(memory=256 * 1024, passes=3, lanes=4)  # about 0.7 s on an office machine


class Kdf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The derivation as the header file records it.

    Shape: the bounds are FLOOR below and 2 GiB, 16 passes, 16 lanes above.
    """

    alg: Literal["argon2id"] = "argon2id"
    v: Literal[19] = 19
    m: Annotated[int, msgspec.Meta(ge=FLOOR.memory, le=2 * 1024 * 1024)]
    t: Annotated[int, msgspec.Meta(ge=FLOOR.passes, le=16)]
    p: Annotated[int, msgspec.Meta(ge=FLOOR.lanes, le=16)]
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]


def slot_key(kdf: Kdf, passphrase: str, share: bytes, aad: bytes) -> bytes:
    """Derive the key that opens one slot from passphrase and second share together.

    Raises: StorageFault("store.header.damaged") below FLOOR, "key.memory" if memory runs out.
    """
    if kdf.m < FLOOR.memory or kdf.t < FLOOR.passes or kdf.p < FLOOR.lanes:
        raise StorageFault("store.header.damaged")
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        stretched = Argon2id(
            salt=kdf.salt, length=wraps.KEY_BYTES, iterations=kdf.t, lanes=kdf.p, memory_cost=kdf.m
        ).derive(text)
    except MemoryError as cause:
        raise StorageFault("key.memory") from cause
    return wraps.derive(stretched, b"earlyhelp/1/slot|" + aad, salt=share)
