"""Makes a package for one recipient.  Refuses a passphrase below the floor of the house."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey
from msgspec import Struct

from earlyhelp.errors import Invalid
from earlyhelp.packages.reader import FLOOR, MAGIC, SUITE, canonical, stretched

LEAST_PASSPHRASE = 15
_MLKEM_BYTES = 1184


class Letter(Struct, frozen=True, kw_only=True):
    """Who sends what to whom, until when."""

    name: str
    sender: str
    signer: bytes
    reader: str
    purpose: str
    delete_by: date


class Recipient(Struct, frozen=True, kw_only=True):
    """How the recipient opens it: a passphrase told apart, or their public key file's text."""

    passphrase: str = ""
    public_key: bytes = b""

    def __repr__(self) -> str:
        """Tell nothing."""
        return "Recipient(…)"


class Package(Struct, frozen=True, kw_only=True):
    """The file, and the key that checks its receipts."""

    content: bytes
    receipt_key: bytes
    sha256: str


def make(
    recipient: Recipient, letter: Letter, files: dict[str, bytes], sign: Callable[[bytes], bytes]
) -> Package:
    """Return a package; `sign` signs with the private half of `letter.signer`.

    Raises: Invalid for a passphrase that is too short or a key that is none.
    """
    seed = secrets.token_bytes(32)
    secret, how = _secret_for(recipient)
    nonce = secrets.token_bytes(12)
    header = canonical({
        "name": letter.name, "sender": letter.sender, "signer": letter.signer.hex(),
        "delete_by": letter.delete_by.isoformat(), "nonce": nonce.hex(), "key": how,
    })  # fmt: skip
    head = MAGIC + len(header).to_bytes(4, "big") + header
    body = AESGCM(secret).encrypt(nonce, _plain(letter, files, seed), head)
    content = head + body + sign(head + body)
    receipt_key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    digest = hashlib.sha256(content).hexdigest()
    return Package(content=content, receipt_key=receipt_key, sha256=digest)


def _plain(letter: Letter, files: dict[str, bytes], seed: bytes) -> bytes:
    listed = [
        {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    ]
    manifest = canonical({
        "files": listed, "reader": letter.reader, "purpose": letter.purpose,
        "delete_by": letter.delete_by.isoformat(), "receipt_seed": seed.hex(),
    })  # fmt: skip
    return len(manifest).to_bytes(4, "big") + manifest + b"".join(files.values())


def _secret_for(recipient: Recipient) -> tuple[bytes, dict[str, Any]]:
    if recipient.public_key:
        secret = secrets.token_bytes(32)
        wrapped = SUITE.encrypt(secret, _public(recipient.public_key), MAGIC)
        return secret, {"kind": "public_key", "wrapped": wrapped.hex()}
    if len(recipient.passphrase) < LEAST_PASSPHRASE:
        raise Invalid({"passphrase": "disclosure.recipient"})
    salt, (m, t, p) = secrets.token_bytes(16), FLOOR
    numbers = {"m": m, "t": t, "p": p, "salt": salt.hex(), "kind": "passphrase"}
    return stretched(recipient.passphrase, m, t, p, salt), numbers


def _public(text: bytes) -> MLKEM768X25519PublicKey:
    try:
        raw = bytes.fromhex(text.decode("ascii").strip())
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_BYTES]),
            X25519PublicKey.from_public_bytes(raw[_MLKEM_BYTES:]),
        )
    except ValueError:
        raise Invalid({"public_key": "disclosure.recipient"}) from None
