"""The ledger of erasures: one signed note for each, chained, ids only, made to leave the store.

Refuses a ledger with a gap, a stranger's note or a false signature: a restore must not skip anybody.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from earlyhelp.audit.checkpoint import Signer, signed_by, signed_note
from earlyhelp.errors import Invalid, Refused

#: What the first note points back to.
BEGINNING = "0" * 64
_LINES = 6


class Erasure(msgspec.Struct, frozen=True):
    """One erasure: a whole family, or (`person_id`) one person of it."""

    origin: str
    number: int
    family_id: int
    person_id: int
    previous: str
    at_utc: str

    def body(self) -> str:
        """Return the signed text, ending in a line break."""
        return (
            f"{self.origin}\nerasure {self.number}\nfamily {self.family_id}\n"
            f"person {self.person_id}\n{self.previous}\n{self.at_utc}\n"
        )


def noted(erasure: Erasure, vault: Signer) -> str:
    """Return the note of an erasure, signed by the store."""
    return signed_note(erasure.body(), vault)


def digest(note: str) -> str:
    """Return what the next note points back to."""
    return hashlib.sha256(note.encode()).hexdigest()


def verified(notes: Iterable[str], origin: str, public_key: bytes) -> list[Erasure]:
    """Return the erasures of a ledger in order.

    Raises: Refused("ledger.other") for another store's ledger, Refused("ledger.broken") where a note
    is missing, altered or not signed by the store.
    """
    found: list[Erasure] = []
    before = BEGINNING
    for note in notes:
        erasure = _read(note, public_key)
        if erasure.origin != origin:
            raise Refused("ledger.other")
        if (erasure.number, erasure.previous) != (len(found) + 1, before):
            raise Refused("ledger.broken")
        found.append(erasure)
        before = digest(note)
    return found


def notes_in(content: str) -> Iterator[str]:
    """Yield the notes of a file that holds one after the other."""
    blocks = content.replace("\r\n", "\n").rstrip("\n").split("\n\n")
    for body, signature in zip(blocks[::2], [*blocks[1::2], ""], strict=False):
        if body:
            yield f"{body}\n\n{signature}\n"


def _read(note: str, public_key: bytes) -> Erasure:
    body = note.rpartition("\n\n")[0] + "\n"
    lines = body.split("\n")
    if len(lines) != _LINES + 1:
        raise Refused("ledger.broken")
    origin, number, family, person, previous, at_utc, _ = lines
    try:
        if not signed_by(note, origin, public_key):
            raise Refused("ledger.broken")
        found = Erasure(
            origin, _after("erasure", number), _after("family", family),
            _after("person", person), previous, at_utc,
        )  # fmt: skip
    except (Invalid, ValueError):
        raise Refused("ledger.broken") from None
    if found.body() != body:
        raise Refused("ledger.broken")
    return found


def _after(word: str, line: str) -> int:
    said, _, number = line.partition(" ")
    if said != word or not (number.isascii() and number.isdecimal()):
        raise ValueError(word)
    return int(number)
