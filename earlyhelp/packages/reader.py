"""Opens a package of the early help program: `python commands.py open FILE --passphrase-file F --out DIR`.

Needs Python and the cryptography package only.  Refuses whatever was altered, is too late or not for you.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"EHPKG1\r\n"
SIGNATURE = 64
FLOOR = (64 * 1024, 3, 4)  # KiB, passes, lanes: RFC 9106, second recommended
_CEILING = (2 * 1024 * 1024, 16, 16)
_LONGEST_HEADER, LARGEST = 64 * 1024, 64 * 1024 * 1024
_ACTS = ("opened", "deleted")
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
SENTENCES = {
    "not_a_package": "This file is not a package of the early help program, or it was cut short.",
    "altered": "This package was altered after it was sent. Do not use it; ask the sender for another.",
    "wrong_key": "The passphrase or key does not open this package. Check it with the sender.",
    "no_key": "This package needs a passphrase file or a key file. Ask the sender which.",
    "expired": "This package had to be deleted by {day}. It no longer opens; delete it and ask anew.",
    "sender": "This package was not sent by the sender you named. Do not use it; ring the sender.",
    "weak": "This package asks for less protection than is allowed. Do not use it; ring the sender.",
    "receipt": "This receipt is not right: it was altered or belongs to another package.",
    "exists": "A file named {name} is there already. Choose an empty folder.",
    "unreadable": "{name} cannot be read.",
}


class PackageFault(Exception):
    """Why a package or receipt is refused; `key` names a sentence."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def sentence(self) -> str:
        """Return it in words."""
        return SENTENCES[self.key].format(**self.params)


@dataclass(frozen=True)
class Opened:
    """What was in a package: the manifest and the files by name."""

    name: str
    sender: str
    fingerprint: str
    delete_by: date
    manifest: dict[str, Any]
    files: dict[str, bytes]


def fingerprint(key: bytes) -> str:
    """Return a public key as it is read out on the telephone: five groups of four."""
    digest = hashlib.sha256(b"earlyhelp/package/signer|" + key).hexdigest().upper()[:20]
    return "-".join(digest[place : place + 4] for place in range(0, 20, 4))


def open_package(
    content: bytes, *, passphrase: str = "", key: bytes = b"", sender: str = "", today: date
) -> Opened:
    """Check and open a package.

    Shape: nothing is returned unless signature, sender, day, key and every file are right.
    Raises: PackageFault.
    """
    header, head, body = _parted(content)
    signer = _signed(header, content)
    if sender and sender.replace(" ", "").upper() != fingerprint(signer):
        raise PackageFault("sender")
    delete_by = _day(header["delete_by"])
    if today > delete_by:
        raise PackageFault("expired", day=f"{delete_by.day}.{delete_by.month}.{delete_by.year}")
    plain = _decrypted(header, head, body, passphrase, key)
    manifest, files = _unpacked(plain)
    if manifest.get("delete_by") != header["delete_by"]:
        raise PackageFault("altered")
    return Opened(
        str(header["name"]), str(header["sender"]), fingerprint(signer), delete_by, manifest, files
    )


def receipt(opened: Opened, content: bytes, act: str, by: str, at: datetime) -> dict[str, str]:
    """Return a signed receipt; only who has opened the package can make one."""
    said = {
        "package": opened.name,
        "act": act,
        "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": by[:120],
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    signer = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(opened.manifest["receipt_seed"]))
    return said | {"signature": signer.sign(canonical(said)).hex()}


def check_receipt(raw: bytes, verify_key: bytes, name: str, sha256: str) -> dict[str, str]:
    """Return a receipt that belongs to a package.

    Raises: PackageFault("receipt") for any other.
    """
    try:
        said = json.loads(raw)
        signature = bytes.fromhex(said.pop("signature"))
        Ed25519PublicKey.from_public_bytes(verify_key).verify(signature, canonical(said))
        fits = (said["package"], said["sha256"]) == (name, sha256) and said["act"] in _ACTS
    except (ValueError, TypeError, KeyError, AttributeError, InvalidSignature):
        fits = False
    if not fits:
        raise PackageFault("receipt")
    return {str(key): str(value) for key, value in said.items()}


def canonical(said: dict[str, Any]) -> bytes:
    """Return the bytes that are signed."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def stretched(passphrase: str, m: int, t: int, p: int, salt: bytes) -> bytes:
    """Return the key of a passphrase.

    Raises: PackageFault("weak") below the floor; nothing ruinous is computed either.
    """
    given = (m, t, p)
    low = any(one < least for one, least in zip(given, FLOOR, strict=True))
    if low or any(one > most for one, most in zip(given, _CEILING, strict=True)):
        raise PackageFault("weak")
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(salt=salt, length=32, iterations=t, lanes=p, memory_cost=m).derive(text)


def private_key(seed: bytes) -> MLKEM768X25519PrivateKey:
    """Return the private half of a recipient's key from its 32 bytes."""
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(_derived(seed, b"mlkem768", 64)),
        X25519PrivateKey.from_private_bytes(_derived(seed, b"x25519", 32)),
    )


def public_halves(seed: bytes) -> bytes:
    """Return what goes into a recipient's public key file."""
    mlkem = MLKEM768PrivateKey.from_seed_bytes(_derived(seed, b"mlkem768", 64))
    x25519 = X25519PrivateKey.from_private_bytes(_derived(seed, b"x25519", 32))
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def _derived(seed: bytes, name: bytes, length: int) -> bytes:
    if len(seed) != 32:
        raise PackageFault("wrong_key")
    return HKDF(hashes.SHA256(), length, None, b"earlyhelp/package/" + name).derive(seed)


def _parted(content: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """Return the header, all before the body, and the body.

    Raises: PackageFault("not_a_package").
    """
    try:
        size = int.from_bytes(content[8:12], "big")
        head, rest = content[: 12 + size], content[12 + size :]
        header = json.loads(head[12:]) if size <= _LONGEST_HEADER else {}
        whole = content.startswith(MAGIC) and len(head) == 12 + size and len(rest) > SIGNATURE
        fields = {"name", "sender", "signer", "delete_by", "nonce", "key"}
        fine = (
            whole and len(content) <= LARGEST and isinstance(header, dict) and fields <= set(header)
        )
    except ValueError:
        fine = False
    if not fine:
        raise PackageFault("not_a_package")
    return header, head, rest[:-SIGNATURE]


def _signed(header: dict[str, Any], content: bytes) -> bytes:
    try:
        key = bytes.fromhex(header["signer"])
        Ed25519PublicKey.from_public_bytes(key).verify(content[-SIGNATURE:], content[:-SIGNATURE])
    except (ValueError, TypeError, InvalidSignature):
        raise PackageFault("altered") from None
    return key


def _decrypted(
    header: dict[str, Any], head: bytes, body: bytes, passphrase: str, key: bytes
) -> bytes:
    how = header["key"]
    try:
        if how["kind"] == "public_key":
            if not key:
                raise PackageFault("no_key")
            secret = SUITE.decrypt(bytes.fromhex(how["wrapped"]), private_key(key), MAGIC)
        else:
            if not passphrase:
                raise PackageFault("no_key")
            numbers = (int(how["m"]), int(how["t"]), int(how["p"]))
            secret = stretched(passphrase, *numbers, bytes.fromhex(how["salt"]))
        return AESGCM(secret).decrypt(bytes.fromhex(header["nonce"]), body, head)
    except (InvalidTag, ValueError, TypeError, KeyError):
        raise PackageFault("wrong_key") from None


def _unpacked(plain: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    files: dict[str, bytes] = {}
    try:
        size = int.from_bytes(plain[:4], "big")
        manifest, rest = json.loads(plain[4 : 4 + size]), plain[4 + size :]
        for one in manifest["files"]:
            taken, rest = rest[: one["size"]], rest[one["size"] :]
            right = hashlib.sha256(taken).hexdigest() == one["sha256"]
            if not right or Path(one["name"]).name != one["name"]:
                raise PackageFault("altered")
            files[one["name"]] = taken
    except (ValueError, TypeError, KeyError):
        raise PackageFault("altered") from None
    return manifest, files


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        raise PackageFault("not_a_package") from None
