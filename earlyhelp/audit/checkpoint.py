"""Checkpoints: a few lines of signed text that fix the trail up to one entry, made to leave the machine.

Refuses unsigned or half-signed text: a checkpoint counts only with the vault's own signature.
Source: C2SP signed-note and tlog-checkpoint.
"""

import base64
import binascii
import hashlib

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from earlyhelp.errors import Invalid, Refused

_ED25519 = b"\x01"
_DASH = "\u2014 "


class Signer(msgspec.Struct, frozen=True):
    """A name and the private key that signs for it; the vault signs under the trail's origin."""

    name: str
    key: Ed25519PrivateKey

    def public(self) -> bytes:
        """Return the 32 bytes others verify with."""
        return self.key.public_key().public_bytes_raw()


class Checkpoint(msgspec.Struct, frozen=True):
    """The trail of `origin` had `size` entries, this root and this last hash at this instant.

    Shape: `erased` is how many erasures its ledger knew, a line of its own where there are any: so a
    checkpoint kept anywhere tells whether a ledger is whole.
    """

    origin: str
    size: int
    root: bytes
    last_hash: str
    at_utc: str
    erased: int = 0

    def body(self) -> str:
        """Return the signed text, ending in a line break."""
        root = base64.b64encode(self.root).decode()
        more = f"erased {self.erased}\n" if self.erased else ""
        return f"{self.origin}\n{self.size}\n{root}\n{self.last_hash}\n{self.at_utc}\n{more}"


def sign(checkpoint: Checkpoint, vault: Signer, person: Signer | None = None) -> str:
    """Return the checkpoint signed by the vault and, if given, by whoever is signed in.

    Raises: Invalid if a name could not be told apart from the text around it.
    """
    return signed_note(checkpoint.body(), vault, *([person] if person else []))


def signed_note(body: str, *signers: Signer) -> str:
    """Return any text ending in a line break with one signature line for each signer.

    Raises: Invalid if a signer's name is empty or holds white space or "+".
    """
    lines = [_signature_line(body, signer) for signer in signers]
    return body + "\n" + "".join(lines)


def parse_and_verify(text: str, public_key: bytes, person_key: bytes | None = None) -> Checkpoint:
    """Read a checkpoint whose vault signature holds, and the person's too if a key is given.

    Raises: Invalid if it is not a checkpoint, Refused if a signature is missing or wrong.
    """
    body, signatures = _parts(text)
    found = _checkpoint(body)
    vault = [blob for name, blob in signatures if name == found.origin]
    if len(vault) != 1 or not _holds(body, found.origin, vault[0], public_key):
        raise Refused("audit.checkpoint.signature")
    if person_key is not None:
        others = [pair for pair in signatures if pair[0] != found.origin]
        if not any(_holds(body, name, blob, person_key) for name, blob in others):
            raise Refused("audit.checkpoint.person")
    return found


def signed_by(text: str, name: str, public_key: bytes) -> bool:
    """Tell whether a note carries exactly one signature under this name, and it is of this key.

    Raises: Invalid if it is not a note.
    """
    body, signatures = _parts(text)
    named = [blob for signer, blob in signatures if signer == name]
    return len(named) == 1 and _holds(body, name, named[0], public_key)


def short_form(checkpoint: Checkpoint) -> str:
    """Return what can be typed from paper: the number of entries and half of the root in groups of four.

    Shape: "1234 0f1e-2d3c-…", eight groups: 128 bits, too many to find another trail for.
    """
    digits = checkpoint.root.hex()[:32]
    return f"{checkpoint.size} {'-'.join(digits[at : at + 4] for at in range(0, 32, 4))}"


def key_hash(name: str, public_key: bytes) -> bytes:
    """Return the four bytes by which a signature line points at its key."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:4]


def _signature_line(body: str, signer: Signer) -> str:
    if not signer.name or "+" in signer.name or signer.name.split() != [signer.name]:
        raise Invalid({"name": "audit.checkpoint.name"})
    blob = key_hash(signer.name, signer.public()) + signer.key.sign(body.encode())
    return f"{_DASH}{signer.name} {base64.b64encode(blob).decode()}\n"


def _parts(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    body, gap, tail = text.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise Invalid({"text": "audit.checkpoint.shape"})
    signatures = []
    for line in tail[:-1].split("\n"):
        name, _, blob = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not name:
            raise Invalid({"text": "audit.checkpoint.shape"})
        signatures.append((name, _decoded(blob)))
    return body + "\n", signatures


def _checkpoint(body: str) -> Checkpoint:
    lines = body.split("\n")
    if len(lines) not in {6, 7} or not lines[1].isascii() or not lines[1].isdigit():
        raise Invalid({"text": "audit.checkpoint.shape"})
    origin, size, root, last_hash, at_utc, more, *_ = lines
    erased = more.removeprefix("erased ")
    if more and not (erased.isascii() and erased.isdigit()):
        raise Invalid({"text": "audit.checkpoint.shape"})
    found = Checkpoint(origin, int(size), _decoded(root), last_hash, at_utc, int(erased or 0))
    if found.body() != body or len(found.root) != 32:
        raise Invalid({"text": "audit.checkpoint.shape"})
    return found


def _decoded(text: str) -> bytes:
    # Strict both ways: one value has one spelling, so no byte can change unseen.
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as cause:
        raise Invalid({"text": "audit.checkpoint.shape"}) from cause
    if base64.b64encode(raw).decode() != text:
        raise Invalid({"text": "audit.checkpoint.shape"})
    return raw


def _holds(body: str, name: str, blob: bytes, public_key: bytes) -> bool:
    if blob[:4] != key_hash(name, public_key):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(blob[4:], body.encode())
    except InvalidSignature:
        return False
    return True
