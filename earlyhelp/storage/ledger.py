"""The ledger of erasures of an opened store: what was erased, what comes next, and the doing of it.

Decides nothing: services ask it after two people have agreed.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from earlyhelp.audit.checkpoint import Signer
from earlyhelp.audit.erasures import Erasure, noted
from earlyhelp.clock import Clock
from earlyhelp.storage import erasing
from earlyhelp.storage.erasing import Said
from earlyhelp.storage.guard import connection_of
from earlyhelp.storage.unit_of_work import UnitOfWork


class Store(Protocol):
    """What the ledger needs of the store it lies in."""

    path: Path
    clock: Clock

    @property
    def origin(self) -> str: ...
    @property
    def signer(self) -> Signer: ...


class Ledger:
    """The ledger of one opened store; `lent` lends the bare connection for the time of a `with`."""

    def __init__(self, store: Store, lent: Callable[[], AbstractContextManager[Any]]) -> None:
        self._store, self._lent = store, lent

    def notes(self) -> list[str]:
        """Return the signed notes, oldest first."""
        with self._lent() as connection:
            return erasing.notes(connection)

    def following(self, family_id: int, person_id: int = 0) -> Erasure:
        """Return the erasure that would be the next, not done yet."""
        store, at = self._store, self._store.clock.now()
        with self._lent() as connection:
            return erasing.following(connection, store.origin, (family_id, person_id), at)

    def note_of(self, erasure: Erasure) -> str:
        """Return the note of an erasure: the same text whenever it is asked for."""
        return noted(erasure, self._store.signer)

    def erase(self, uow: UnitOfWork, erasure: Erasure, said: Said) -> Said:
        """Destroy what an erasure names in this unit's transaction; return `said` with the counts."""
        uow.flush()
        connection_of(uow.session)
        with self._lent() as connection:
            told = erasing.erase(connection, erasure, self.note_of(erasure), said)
        uow.erased.add(erasure.family_id)
        return told

    def blocked(self, uow: UnitOfWork, family_id: int) -> bool:
        """Tell whether a request of the family's people is open."""
        connection_of(uow.session)
        with self._lent() as connection:
            return erasing.open_requests(connection, family_id)

    def going(self, uow: UnitOfWork, family_id: int, person_id: int) -> dict[str, set[int]]:
        """Return which rows go with one person of a family, by table."""
        connection_of(uow.session)
        with self._lent() as connection:
            return erasing.going(connection, family_id, person_id)

    def texts(self, uow: UnitOfWork, family_id: int) -> dict[str, dict[int, int]]:
        """Return which texts about a family there are, by table and id with their versions."""
        uow.flush()
        connection_of(uow.session)
        with self._lent() as connection:
            return erasing.texts(connection, family_id)

    def settle(self) -> None:
        """After an erasure: let no page, no log and no older copy beside the store keep what is gone."""
        with self._lent() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        path = self._store.path
        for copy in path.parent.glob(f"{path.name}.before-*"):
            copy.unlink(missing_ok=True)
