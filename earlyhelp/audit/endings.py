"""The list of ways in that were ended: one signed note for each, chained, ids only, kept outside the store.

Refuses a list with a gap, a stranger's note or a false signature: a restore must open nobody's way again.
"""

from collections.abc import Iterable

import msgspec

from earlyhelp.audit.checkpoint import Signer, signed_by, signed_note
from earlyhelp.audit.erasures import BEGINNING, digest
from earlyhelp.errors import Invalid, Refused

_LINES = 5


class Ending(msgspec.Struct, frozen=True):
    """One ending: an account with all its ways in, or (`way`, the id of a slot) one way in alone."""

    account_id: int
    way: int
    on: str

    def body(self, origin: str, number: int, previous: str) -> str:
        """Return the signed text, ending in a line break."""
        ended = f"account {self.account_id} way {self.way} on {self.on}"
        return f"{origin}\nended {number}\n{ended}\n{previous}\n"


def noted_after(notes: list[str], ending: Ending, store: Signer) -> str:
    """Return the note of an ending that follows these, signed by the store."""
    previous = digest(notes[-1]) if notes else BEGINNING
    return signed_note(ending.body(store.name, len(notes) + 1, previous), store)


def verified(notes: Iterable[str], origin: str, public_key: bytes) -> list[Ending]:
    """Return the endings of a list in order.

    Raises: Refused("endings.broken") where a note is missing, altered or not signed by this store.
    """
    found: list[Ending] = []
    before = BEGINNING
    for note in notes:
        body = note.rpartition("\n\n")[0] + "\n"
        try:
            ending = _read(body)
            signed = signed_by(note, origin, public_key)
        except (Invalid, ValueError):
            raise Refused("endings.broken") from None
        if not signed or ending.body(origin, len(found) + 1, before) != body:
            raise Refused("endings.broken")
        found.append(ending)
        before = digest(note)
    return found


def _read(body: str) -> Ending:
    lines = body.split("\n")
    if len(lines) != _LINES:
        raise ValueError(len(lines))
    _, account, _, way, _, on = lines[2].split(" ")
    return Ending(int(account), int(way), on)
