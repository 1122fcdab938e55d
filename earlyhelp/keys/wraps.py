"""Seal bytes under a symmetric key and wrap secrets for a person's public key.

Refuses to say why something did not open: every failure is the same `Locked("key.wrong")`.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from earlyhelp.errors import Locked

KEY_BYTES = 32
_NONCE_BYTES = 12
_MLKEM_PUBLIC_BYTES = 1184
_SEALED = b"\x01"  # AES-256-GCM, 96-bit random nonce
_WRAPPED = b"\x01"  # HPKE ML-KEM-768 + X25519, HKDF-SHA-256, AES-256-GCM
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_key() -> bytes:
    """Return a fresh random key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def derive(secret: bytes, purpose: bytes, length: int = KEY_BYTES, salt: bytes = b"") -> bytes:
    """Derive a key for one purpose from a secret (HKDF-SHA-256).

    Unit: length in bytes.
    """
    return HKDF(hashes.SHA256(), length, salt or None, purpose).derive(secret)


def seal_bytes(key: bytes, plain: bytes, aad: bytes) -> bytes:
    """Seal `plain` under a 32-byte key; `aad` names the place it belongs to.

    Shape: version byte, 12-byte nonce, ciphertext with tag: 29 bytes longer than `plain`.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _SEALED + nonce + AESGCM(key).encrypt(nonce, plain, aad)


def open_bytes(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """Open what `seal_bytes` made.

    Raises: Locked("key.wrong") whatever is amiss: key, place, version or a changed byte.
    """
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if sealed[:1] == _SEALED and len(nonce) == _NONCE_BYTES:
        try:
            return AESGCM(key).decrypt(nonce, body, aad)
        except (InvalidTag, ValueError):
            pass
    raise Locked("key.wrong")


def wrap_for(public: bytes, secret: bytes, info: bytes) -> bytes:
    """Wrap a secret so that only the holder of this public key can take it out.

    Raises: Locked("key.wrong") if the public key is malformed.
    """
    try:
        return _WRAPPED + _SUITE.encrypt(secret, _public_key(public), info)
    except ValueError:
        pass
    raise Locked("key.wrong")


def unwrap(private: MLKEM768X25519PrivateKey, wrapped: bytes, info: bytes) -> bytes:
    """Take out what `wrap_for` put in.

    Raises: Locked("key.wrong") whatever is amiss: holder, purpose, version or a changed byte.
    """
    if wrapped[:1] == _WRAPPED:
        try:
            return _SUITE.decrypt(wrapped[1:], private, info)
        except (InvalidTag, ValueError):
            pass
    raise Locked("key.wrong")


def _public_key(public: bytes) -> MLKEM768X25519PublicKey:
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_BYTES:]),
    )
