"""Verifies the whole chain in the file, a step at a time, between messages.

Refuses to take the end of the chain for the whole: it starts at the first entry and meets every
signed checkpoint on the way, those kept outside the store too.
"""

import hashlib
from contextlib import suppress
from itertools import islice

from sqlalchemy.exc import DatabaseError

from earlyhelp.audit.checkpoint import Checkpoint, parse_and_verify
from earlyhelp.audit.entry import GENESIS, EntryFacts, chained
from earlyhelp.audit.merkle import Tree
from earlyhelp.errors import Invalid, Refused, StorageFault
from earlyhelp.services.audit_checkpoints import away_folder, kept_elsewhere
from earlyhelp.services.audit_witness import witness_problem
from earlyhelp.services.context import Context
from earlyhelp.storage import audit_trail
from earlyhelp.storage.rows_seen import RowsSeen

_STEP = 250
_MARK = 8  # bytes of every hash that are remembered, to know an entry again when it is shown
#: Where the check stands among a context's works; ids of works are never this.
CHAIN = -1


class ChainCheck:
    """One pass over the trail as it stood at sign-in and has grown since."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._vault = context.vault
        self._tree = Tree()
        self._before = GENESIS
        self.problems: list[str] = witness_problem(context)
        self.rows = RowsSeen()
        self._marks = bytearray()
        self.finished = self._walked = False
        self._signed = self._checkpoints()
        context.works[CHAIN] = self

    @property
    def verified_to(self) -> int:
        """Return the number of entries looked at so far."""
        return self._tree.size

    @property
    def ok(self) -> bool:
        """Tell whether nothing wrong was found so far."""
        return not self.problems

    def met(self, seq: int, digest: bytes) -> bool:
        """Tell whether this entry, with this hash, was met when the chain was followed."""
        at = _MARK * (seq - 1)
        return 0 <= at < len(self._marks) and self._marks[at : at + _MARK] == digest[:_MARK]

    def step(self) -> bool:
        """Look at the next few entries, then at rows the audit saw; return whether the end is reached.

        The check does not go on once it has found the chain broken.
        """
        if not self.problems and not self._walked:
            some = self._walk()
            if self._tree.size < self._vault.trail.size and some and self.ok:
                return False
            self._walked = True
            self._end()
        if not self.problems:
            self.catch_up()  # so that no row looks newer than its entry
            if not self.rows.step(self._vault):
                return False
            self._context.audit_verified_at = self._vault.clock.now()
        self.finished = True
        return True

    def catch_up(self) -> None:
        """Look at what was done since the end was reached."""
        if self.ok and self._walked:
            self._walk()

    def _walk(self) -> int:
        some = self._some()
        for entry, detail in some:
            self._look_at(entry, detail)
        return len(some)

    def _some(self) -> list[tuple[EntryFacts, bytes | None]]:
        try:
            with self._vault.engine.connect() as connection:
                return list(islice(audit_trail.entries(connection, self._tree.size), _STEP))
        except (DatabaseError, StorageFault):
            self.problems.append(f"the entries after {self._tree.size} cannot be read")
            return []

    def _look_at(self, entry: EntryFacts, detail: bytes | None) -> None:
        expected = self._tree.size + 1
        sealed = hashlib.sha256(detail).hexdigest() if detail else ""
        sound = (
            entry.seq == expected
            and entry.prev == self._before
            and entry.detail_sha256 == sealed
            and chained(entry, self._before).hash == entry.hash
        )
        if not sound:
            self.problems.append(f"entry {expected} is missing or was altered")
        self.rows.take(entry)
        self._marks += bytes.fromhex(entry.hash)[:_MARK]
        self._before = entry.hash
        self._tree.append(bytes.fromhex(entry.hash))
        for signed in self._signed.pop(self._tree.size, ()):
            if (signed.root, signed.last_hash) != (self._tree.root(), self._before):
                self.problems.append(f"the first {signed.size} entries are not the signed ones")

    def _end(self) -> None:
        if self.ok and self._tree.size != self._vault.trail.size:
            self.problems.append("the audit has lost entries")
        later = [size for size in self._signed if size > self._vault.trail.size]
        if self.ok and later:
            self.problems.append(f"a checkpoint kept elsewhere knows {max(later)} entries")

    def _checkpoints(self) -> dict[int, list[Checkpoint]]:
        """Return every signed checkpoint by its number of entries: in the file and outside."""
        with self._vault.engine.connect() as connection:
            texts = audit_trail.checkpoints(connection)
        ident = self._vault.facts["vault"].decode()
        texts += kept_elsewhere(ident)
        away = away_folder(ident)
        with suppress(StorageFault):  # a stick that is not there bears no witness today
            texts += kept_elsewhere(ident, away) if away else []
        found: dict[int, list[Checkpoint]] = {}
        for text in texts:
            try:
                signed = parse_and_verify(text, self._vault.signer.public())
            except (Invalid, Refused):
                self.problems.append("the signature of a checkpoint is wrong")
                continue
            found.setdefault(signed.size, []).append(signed)
        found.pop(0, None)
        return found


def chain_of(context: Context) -> ChainCheck | None:
    """Return the session's check of the chain, if one was begun."""
    found: ChainCheck | None = context.works.get(CHAIN)
    return found
