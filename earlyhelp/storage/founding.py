"""Makes a new, empty store: file, structure, identity of the store.  Never touches an existing one."""

from pathlib import Path

from sqlalchemy import insert

from earlyhelp.clock import Clock
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.slots import StoreSecret
from earlyhelp.keys.wraps import new_key
from earlyhelp.platform import make_private
from earlyhelp.records.staff import StoreFact
from earlyhelp.storage import database, guard
from earlyhelp.storage.migrate import migrate


def found_store(path: Path, secret: StoreSecret, vault: str, clock: Clock) -> Identity:
    """Create the file with its structure and facts; return the publication identity's private half.

    Raises: StorageFault if a file is there already or the disk refuses.
    """
    connection = database.connect(path, secret, create=True)
    publication = Identity.new()
    try:
        make_private(path)
        migrate(connection)
        engine = database.engine_of(connection)
        facts = {
            "vault": vault.encode(),
            "epoch": b"1",
            "audit_key": new_key(),
            "publication": publication.public,
        }
        rows = [
            {"id": clock.new_id(), "version": 1, "name": name, "value": value}
            for name, value in facts.items()
        ]
        with engine.begin() as transaction:
            transaction.execute(insert(StoreFact), rows, execution_options=guard.permit())
    finally:
        connection.close()
    return publication
