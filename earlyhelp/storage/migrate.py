"""Brings a store's structure up to date with Alembic: one transaction, after a verified copy."""

from pathlib import Path
from typing import Any

from earlyhelp.errors import StorageFault
from earlyhelp.keys.slots import StoreSecret
from earlyhelp.platform import make_private

#: The revision this program needs; a store that has it is opened without loading Alembic.
HEAD = "0003"
_SCRIPTS = Path(__file__).parent / "migrations"


def revision_of(connection: Any) -> str:
    """Return the revision of an open store, or "" for a file with no structure yet."""
    known = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    ).fetchone()
    if not known[0]:
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def bring_up_to_date(path: Path, secret: StoreSecret, connection: Any) -> None:
    """Migrate a store that is older than the program; leave a current one alone.

    Raises: StorageFault("store.empty") for a file that never was a store,
    StorageFault("store.newer") for a store of a later program.
    """
    present = revision_of(connection)
    if present == HEAD:
        return
    if not present:
        raise StorageFault("store.empty")
    if present > HEAD:
        raise StorageFault("store.newer")
    copy_verified(path.with_name(f"{path.name}.before-{HEAD}"), secret, connection)
    migrate(connection)


def migrate(connection: Any) -> None:
    """Run every pending migration in one transaction: all of them or none."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    from earlyhelp.storage.database import engine_of

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs("head", revision)  # noqa: SLF001 - as Alembic's own command does

    with engine_of(connection).begin() as transaction:
        context = EnvironmentContext(config, script, fn=steps, as_sql=False)
        context.configure(connection=transaction, transaction_per_migration=False)
        with context:
            context.run_migrations()


def copy_verified(target: Path, secret: StoreSecret, connection: Any) -> None:
    """Copy an open store in one step under the same key and check the copy before it is named.

    Raises: StorageFault("store.copy_failed") if the copy does not hold; the store is untouched.
    """
    from earlyhelp.storage.database import connect

    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    copy = connect(partial, secret, create=True)
    try:
        make_private(partial)
        connection.backup(copy, pages=-1)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        checked = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        same = revision_of(copy) == revision_of(connection)
    finally:
        copy.close()
    if checked or not same:
        partial.unlink(missing_ok=True)
        raise StorageFault("store.copy_failed")
    partial.replace(target)
