"""Compares the program's own files with the list the installer signed.

Whoever can change the files can change this check as well: it finds damage, half updates and clumsy
hands; against a skilled one compare the release key with the one the council was given on paper.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from earlyhelp.startup.findings import Finding, fine, stop, unknown

LIST, SIGNATURE, KEY = "installed.json", "installed.sig", "release_key.txt"
ROOMS = ("earlyhelp", "ui", "resources")
_SKIPPED = {LIST, SIGNATURE}
_CONTEXT = b"earlyhelp installed files 1\n"


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of the program by its name from the root, without what Python compiles itself."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.name not in _SKIPPED:
                yield path.relative_to(root).as_posix(), path


def listed(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of the program, by name."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files(root)}


def signed_bytes(content: bytes) -> bytes:
    """Return what is signed of a list: nothing signed for another purpose can stand for it."""
    return _CONTEXT + content


def verify(root: Path | None = None, key: bytes | None = None) -> Finding:
    """Compare the files with the signed list; `key` is the release key where it is known from elsewhere.

    Shape: unknown in a source checkout, which has no list; stop for a file that is changed, missing
    or more than listed, and for a list nobody signed.
    """
    root = root or Path(__file__).resolve().parents[2]
    beside = root / "resources"
    try:
        content, signature = (beside / LIST).read_bytes(), (beside / SIGNATURE).read_bytes()
    except OSError:
        return unknown("installed", "source")
    key = key or _shipped_key(beside / KEY)
    if key is None or not _is_signed(key, content, signature):
        return stop("installed", "unsigned")
    wanted = msgspec.json.decode(content, type=dict[str, str])
    found = listed(root)
    changed = sorted(name for name in wanted.keys() | found if wanted.get(name) != found.get(name))
    if changed:
        return stop("installed", "changed", count=len(changed), first=changed[0])
    return fine("installed", count=len(found))


def _shipped_key(path: Path) -> bytes | None:
    try:
        return bytes.fromhex(path.read_text(encoding="ascii").strip()) or None
    except (OSError, ValueError):
        return None


def _is_signed(key: bytes, content: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed_bytes(content))
    except (InvalidSignature, ValueError):
        return False
    return True
