"""A store as it stands at one moment, for another thread to copy while the store goes on being written.

Refuses to write: it holds one reading transaction from its first statement to its end.
"""

from pathlib import Path
from typing import Any, Self

from earlyhelp.keys.header import read_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.slots import StoreSecret, database_secret
from earlyhelp.progress import Progress
from earlyhelp.storage import database, erasing
from earlyhelp.storage.copying import FileState, copy_whole
from earlyhelp.storage.rekey import slot_of


class Snapshot:
    """One more connection to an open store; to be opened, used and closed in one thread.

    No key may be turned and nothing erased meanwhile: both empty the log, and this one still reads it.
    """

    def __init__(self, path: Path, identity: Identity) -> None:
        header = read_header(path.with_suffix(".ehdh"))
        secret = database_secret(header, slot_of(header, identity), identity)
        self._connection: Any = database.connect(path, secret, create=False)
        self._connection.set_authorizer(database.reading_only)
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def copy_to(self, path: Path, secret: StoreSecret, progress: Progress) -> FileState:
        """Copy the store as it stands here under another key.

        Raises: StorageFault for a full or failing disk, or a copy that does not hold.
        """
        return copy_whole(self._connection, path, secret, progress)

    def erased(self) -> int:
        """Return how many erasures it knows."""
        return len(erasing.notes(self._connection))
