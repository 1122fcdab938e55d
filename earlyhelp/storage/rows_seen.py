"""Compares rows as they lie in the file with what the audit last saw of them.

Finds what the file's own checks cannot: one old page put back, or an edit at database level.
Source: security.md 3.4 (T9).
"""

from sqlalchemy import Connection, select

from earlyhelp.audit.entry import EntryFacts
from earlyhelp.records.base import Record
from earlyhelp.records.erasure import ErasureNote
from earlyhelp.storage.guard import permit
from earlyhelp.storage.row_state import GONE, state_hash
from earlyhelp.storage.vault import Vault

#: Kinds whose old state would do harm: consent, endings, rights, keys.
WATCHED = (
    "agreement", "closure", "family_grant", "interest_conflict", "isa_agreement", "key_wrap", "membership",
    "privacy_notice", "restriction", "sharing_choice", "staff_account",
)  # fmt: skip
_STEP = 400
_ERASED = select(ErasureNote.__table__.c.erased_family)


class RowsSeen:
    """The last state the audit saw of every watched row; fed entry by entry, then compared in steps."""

    def __init__(self) -> None:
        self._last: dict[str, dict[int, str]] = {
            name: {} for name in WATCHED if name in Record.metadata.tables
        }
        self._family: dict[tuple[str, int], int] = {}
        self.compared = 0
        self.differences: list[str] = []
        self.finished = False
        self._after = 0

    def take(self, entry: EntryFacts) -> None:
        """Note the rows an entry changed."""
        for reference, state in zip(entry.objects, entry.row_hashes, strict=False):
            name, ident, *_ = reference.split(":")
            if name in self._last and not self._past(name, int(ident)):
                self._last[name][int(ident)] = state
                self._family[name, int(ident)] = entry.family_id

    def _erased(self, name: str, ident: int, families: set[int]) -> bool:
        """Tell whether a row went with an erasure; an entry about several families names none of them."""
        family = self._family[name, ident]
        return family in families or (not family and bool(families))

    def _past(self, name: str, ident: int) -> bool:
        """Tell whether a row was compared already; a change since then is for the next check."""
        return ident <= self._after and name == next(iter(self._last))

    def step(self, vault: Vault) -> bool:
        """Compare the next few rows; return whether the end is reached.

        `differences` then names, as `table:id`, what is not as the audit last saw it.  Not inside
        an open unit of work.
        """
        if not self.finished:
            vault.look_inside(self._compare_some)
        return self.finished

    def _compare_some(self, connection: Connection) -> None:
        name = next(iter(self._last), None)
        if name is None:
            self.finished = True
            return
        table, expected = Record.metadata.tables[name], self._last[name]
        statement = select(table).where(table.c.id > self._after).order_by(table.c.id).limit(_STEP)
        rows = connection.execute(statement, execution_options=permit()).mappings().all()
        for row in rows:
            self._after = row["id"]
            self.compared += 1
            if expected.pop(row["id"], GONE) != state_hash(row):
                self.differences.append(f"{name}:{row['id']}")
        if len(rows) < _STEP:
            erased = set(connection.execute(_ERASED, execution_options=permit()).scalars())
            lost = (
                ident
                for ident, state in expected.items()
                if state != GONE and not self._erased(name, ident, erased)
            )
            self.differences += [f"{name}:{ident}" for ident in sorted(lost)]
            del self._last[name]
            self._after = 0
