"""Verifies an exported audit trail on any machine: `python verify.py OUT [--checkpoint FILE ...]`.

Refuses to import the program: it needs Python and the cryptography package only, and shares no
code with the writer, so that a mistake in the one shows in the other.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)
_HEADER = {"format": str, "vault": str, "keys": dict, "exported_at": str, "size": int}
_TEXTS = ["at_utc", "actor_name", "role", "device", "session", "act", "purpose", "rule",
          "outcome", "detail_sha256", "prev", "hash"]  # fmt: skip
_KINDS: dict[str, type] = {"seq": int, "actor": int, "family_id": int}
_ENTRY = dict.fromkeys(_TEXTS, str) | _KINDS | {"objects": list, "row_hashes": list}
_TIE = re.compile("[0-9a-f]{64} [0-9a-f]{64}")
_START = "0" * 64  # what the first entry names as its predecessor


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which line of the file and at which entry (0: none in particular)."""

    line: int
    seq: int
    what: str


@dataclass
class Report:
    """The verdict on one export; `root` is the tree's root over all entries, in hex."""

    size: int = 0
    root: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Return whether nothing was found."""
        return not self.problems


def verify_export(path: Path, checkpoints: list[str], vault_key: str = "") -> Report:
    """Read an export once and return all that is wrong with it.

    Shape: `checkpoints` are texts and `vault_key` a base64 key, both kept outside the file.
    """
    return _Reading().run(path, checkpoints, vault_key)


class _Reading:
    def __init__(self) -> None:
        self.report = Report()
        self.keys: dict[str, bytes] = {}
        self.vault, self.said = "", -1  # origin, and how many entries the header announces
        self.hashes: list[str] = []
        self.notes: list[tuple[int, str]] = []  # line number (0: from outside), text
        self.sealed_at = 0

    def run(self, path: Path, checkpoints: list[str], vault_key: str) -> Report:
        digest, number = hashlib.sha256(), 0
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                self._line(number, raw, digest.digest())
                digest.update(raw)
        if self.sealed_at != number or not number:
            self._problem(number, "the file does not end with its seal")
        if self.said != len(self.hashes):
            self._problem(1, f"the header announces {self.said} entries, not {len(self.hashes)}")
        if vault_key and vault_key != base64.b64encode(self.keys.get(self.vault, b"")).decode():
            self._problem(1, "the vault's key is not the one you gave")
        self.notes += [(0, text.replace("\r\n", "\n")) for text in checkpoints]
        self._match_roots([found for note in self.notes if (found := self._checkpoint(*note))])
        self.report.size = len(self.hashes)
        return self.report

    def _line(self, number: int, raw: bytes, before: bytes) -> None:
        value = _decoded_line(raw)
        if value is None:
            self._problem(number, "the line is not in its one proper form")
        elif self.sealed_at:
            self._problem(number, "there is a line after the seal")
        elif number == 1:
            self._header(value)
        elif set(value) == {"checkpoint"}:
            self.notes.append((number, str(value["checkpoint"])))
        elif set(value) == {"seal"}:
            self.sealed_at = number
            self._seal(number, str(value["seal"]), before)
        else:
            self._entry(number, value)

    def _header(self, value: dict[str, Any]) -> None:
        if not _shaped(value, _HEADER) or value["format"] != "earlyhelp-audit-export/1":
            self._problem(1, "this is not the header of an audit export")
            return
        self.vault, self.said = value["vault"], value["size"]
        self.keys = {name: _base64(str(key)) or b"" for name, key in value["keys"].items()}
        if any(len(key) != 32 for key in self.keys.values()) or self.vault not in self.keys:
            self._problem(1, "the header's keys cannot be read")

    def _entry(self, number: int, value: dict[str, Any]) -> None:
        seq, prev = len(self.hashes) + 1, [_START, *self.hashes[-1:]][-1]
        known = _shaped(value, _ENTRY) and _TIE.fullmatch(f"{value['prev']} {value['hash']}")
        self.hashes.append(value["hash"] if known else _START)
        if not known:
            self._problem(number, "this is not an entry", seq)
            return
        if self.notes:
            self._problem(number, "an entry stands among the checkpoints", seq)
        if value["seq"] != seq:
            self._problem(number, f"entry {value['seq']} stands where {seq} belongs", seq)
        if value["prev"] != prev:
            self._problem(number, "the entry does not follow from the one before it", seq)
        stated = value.pop("hash")
        chain = bytes.fromhex(value["prev"]) + _JSON.encode(value).encode("ascii")
        if hashlib.sha256(chain).hexdigest() != stated:
            self._problem(number, "the entry was changed after it was hashed", seq)

    def _seal(self, number: int, text: str, before: bytes) -> None:
        body = f"{self.vault}\nexport of {self.said}\n{base64.b64encode(before).decode()}\n"
        if not text.startswith(body + "\n"):
            self._problem(number, "the seal is not of this file")
        elif self._signers(body, text.removeprefix(body + "\n")) != [self.vault]:
            self._problem(number, "the seal's signature is wrong")

    def _checkpoint(self, number: int, text: str) -> tuple[int, int, str, str] | None:
        body, _, tail = text.rpartition("\n\n")
        lines = body.split("\n")
        signers = self._signers(body + "\n", tail, strict=number > 0)
        if signers is None or self.vault not in signers or len(lines) not in {5, 6}:
            self._problem(number, "the vault's signature on the checkpoint is wrong or missing")
            return None
        origin, size, root, last, *_ = lines
        if origin != self.vault or not (size.isascii() and size.isdigit()):
            self._problem(number, "the checkpoint is of another trail")
            return None
        return number, int(size), root, last

    def _signers(self, body: str, tail: str, *, strict: bool = True) -> list[str] | None:
        signers = []  # not strict: a checkpoint from elsewhere may name witnesses unknown here
        for line in tail.removesuffix("\n").split("\n"):
            mark, name, blob = [*line.split(" "), "", ""][:3]
            signature = _base64(blob)
            if mark != "\u2014" or signature is None or line.count(" ") != 2:
                return None
            if name not in self.keys and not strict:
                continue
            if not _signed(body, name, signature, self.keys.get(name, b"")):
                return None
            signers.append(name)
        return signers if tail.endswith("\n") else None

    def _match_roots(self, checkpoints: list[tuple[int, int, str, str]]) -> None:
        wanted = {size for _, size, _, _ in checkpoints} | {len(self.hashes)}
        roots = _roots(self.hashes, wanted)
        for number, size, root, last in checkpoints:
            known = [_START, *self.hashes[max(size - 1, 0) : size]][-1]
            if size not in roots:
                self._problem(number, f"the checkpoint knows {size} entries: some are missing")
            elif base64.b64encode(roots[size]).decode() != root or known != last:
                self._problem(number, f"the first {size} entries are not the ones checkpointed")
        self.report.root = roots[len(self.hashes)].hex()

    def _problem(self, line: int, what: str, seq: int = 0) -> None:
        self.report.problems.append(Problem(line, seq, what))


def _decoded_line(raw: bytes) -> dict[str, Any] | None:
    """Return the line's object, or None unless it is spelled exactly as the writer spells it."""
    try:
        value = json.loads(raw.decode("ascii"))
        same = isinstance(value, dict) and _JSON.encode(value).encode("ascii") + b"\n" == raw
    except (ValueError, RecursionError):
        return None
    return value if same else None


def _shaped(value: dict[str, Any], shape: dict[str, type]) -> bool:
    same = value.keys() == shape.keys()
    return same and all(type(value[name]) is kind for name, kind in shape.items())


def _roots(hashes: list[str], sizes: set[int]) -> dict[int, bytes]:
    """Return the RFC 9162 root after each of these numbers of entries."""
    frontier: list[bytes] = []
    roots = {0: hashlib.sha256(b"").digest()}
    for size, stated in enumerate(hashes, 1):
        node = hashlib.sha256(b"\x00" + bytes.fromhex(stated)).digest()
        for _ in range((size & -size).bit_length() - 1):
            node = hashlib.sha256(b"\x01" + frontier.pop() + node).digest()
        frontier.append(node)
        if size in sizes:
            for left in reversed(frontier[:-1]):
                node = hashlib.sha256(b"\x01" + left + node).digest()
            roots[size] = node
    return roots


def _base64(text: str) -> bytes | None:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return raw if base64.b64encode(raw).decode() == text else None


def _signed(body: str, name: str, signature: bytes, key: bytes) -> bool:
    try:
        mark = hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4]
        Ed25519PublicKey.from_public_bytes(key).verify(signature[4:], body.encode())
    except (InvalidSignature, ValueError):
        return False
    return signature[:4] == mark


def main() -> int:
    """Verify from the command line: 0 sound, 1 problems, 2 the file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export", type=Path)
    parser.add_argument("--checkpoint", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--key", default="", help="the vault's public key, noted when it was made")
    wanted = parser.parse_args()
    try:
        texts = [path.read_bytes().decode() for path in wanted.checkpoint]
        report = verify_export(wanted.export, texts, wanted.key)
    except (OSError, UnicodeDecodeError) as cause:
        sys.stderr.write(f"cannot read: {cause}\n")
        return 2
    lines = [f"line {one.line}, entry {one.seq}: {one.what}" for one in report.problems[:20]]
    lines.append(f"{report.size} entries, root {report.root}")
    if not texts and not wanted.key:
        lines.append("Nothing kept elsewhere was given: a forgery of the whole file would pass.")
    lines.append("SOUND" if report.ok else f"{len(report.problems)} PROBLEMS")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())
