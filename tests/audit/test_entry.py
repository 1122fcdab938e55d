"""Entries: one spelling, tied to the one before."""

import hashlib
import json

import msgspec

from earlyhelp.audit.entry import GENESIS, canonical, chained, line
from tests.audit.trail import facts, trail


def test_canonical_is_sorted_ascii_without_the_hash() -> None:
    entry = chained(msgspec.structs.replace(facts(1), actor_name="zoë"), GENESIS)
    text = canonical(entry).decode("ascii")
    read = json.loads(text)
    assert list(read) == sorted(read)
    assert "hash" not in read
    assert read["actor_name"] == "zoë"
    assert ": " not in text


def test_line_breaks_and_bidi_marks_cannot_forge_lines() -> None:
    hostile = msgspec.structs.replace(facts(1), device='a\r\n{"seq":2}\x1b[2J\u202e')
    text = line(chained(hostile, GENESIS))
    assert b"\n" not in text
    assert b"\x1b" not in text
    assert text.isascii()


def test_hash_covers_the_one_before_and_every_fact() -> None:
    first, second = trail(2)
    assert second.prev == first.hash
    body = canonical(second)
    assert second.hash == hashlib.sha256(bytes.fromhex(first.hash) + body).hexdigest()
    changed = chained(msgspec.structs.replace(facts(2), purpose="other"), first.hash)
    assert changed.hash != second.hash
    assert chained(facts(2), first.hash) == second
