"""One line of the audit trail and its place in the hash chain.

Refuses content: an entry names records and seals of details, never what the records say.
"""

import hashlib
import json
from typing import Literal

import msgspec

GENESIS = "0" * 64  # what the first entry names as its predecessor

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)

Outcome = Literal["done", "viewed", "refused", "failed"]


class EntryFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to which records, when and under which rule.

    Shape: `objects` are "case_note:123:v4"; hashes are lower-case hex; `family_id` 0 means none.
    """

    seq: int
    at_utc: str
    actor: int
    actor_name: str
    role: str
    device: str
    session: str
    act: str
    family_id: int = 0
    objects: tuple[str, ...] = ()
    purpose: str = ""
    rule: str = ""
    outcome: Outcome
    detail_sha256: str = ""
    row_hashes: tuple[str, ...] = ()
    prev: str = GENESIS
    hash: str = ""


def canonical(entry: EntryFacts) -> bytes:
    """Return the bytes that are hashed: every fact but the hash itself.

    Shape: JSON, keys sorted, no spaces, ASCII; line breaks and bidi marks arrive escaped.
    """
    facts = msgspec.structs.asdict(entry)
    del facts["hash"]
    return _ENCODER.encode(facts).encode("ascii")


def line(entry: EntryFacts) -> bytes:
    """Return the entry as one line of an export, hash included, without the line break."""
    return _ENCODER.encode(msgspec.structs.asdict(entry)).encode("ascii")


def chained(facts: EntryFacts, prev: str) -> EntryFacts:
    """Return the facts tied to the entry before them.

    Shape: hash = SHA-256(prev as 32 bytes, then the canonical bytes), in hex.
    """
    tied = msgspec.structs.replace(facts, prev=prev, hash="")
    digest = hashlib.sha256(bytes.fromhex(prev) + canonical(tied)).hexdigest()
    return msgspec.structs.replace(tied, hash=digest)
