"""The structure in the file is the one the classes say, and changing it is all or nothing."""

import shutil

import pytest
import sqlcipher3.dbapi2 as driver
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, UniqueConstraint

from earlyhelp.errors import StorageFault
from earlyhelp.keys.slots import StoreSecret
from earlyhelp.records.base import Record
from earlyhelp.settings import resource
from earlyhelp.storage import database
from earlyhelp.storage.migrate import HEAD, bring_up_to_date, copy_verified, migrate, revision_of
from earlyhelp.storage.vault import Vault
from installer.freeze_schema import RELEASED, statements


@pytest.fixture
def store(founded, tmp_path):
    """A copy of a founded store's file, and what opens it."""
    folder = shutil.copytree(founded.folder, tmp_path / "made-up")
    _, opened = founded.opened["ira"]
    return folder / "store.ehdb", opened


@pytest.fixture
def empty(tmp_path):
    path, secret = tmp_path / "store.ehdb", StoreSecret.new()
    connection = database.connect(path, secret, create=True)
    yield path, secret, connection
    connection.close()


def _structure(connection):
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return sorted((row for row in rows if row[1] != "alembic_version"), key=str)


def _set_revision(store, revision):
    path, opened = store
    connection = database.connect(path, opened.secret, create=False)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()


def _rows(path, secret):
    connection = database.connect(path, secret, create=False)
    names = [row[1] for row in _structure(connection) if row[0] == "table"]
    found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    connection.close()
    return found


def test_the_file_has_the_structure_of_the_classes(store):
    path, opened = store
    connection = database.connect(path, opened.secret, create=False)
    with database.engine_of(connection).connect() as reading:
        context = MigrationContext.configure(reading, opts={"compare_type": True})
        assert compare_metadata(context, Record.metadata) == []
    connection.close()


def test_a_missing_column_would_show(store):
    """The twin: the comparison sees a difference where there is one."""
    path, opened = store
    connection = database.connect(path, opened.secret, create=False)
    connection.execute("ALTER TABLE closure DROP COLUMN reason")
    with database.engine_of(connection).connect() as reading:
        context = MigrationContext.configure(reading)
        assert compare_metadata(context, Record.metadata) != []
    connection.close()


def test_the_frozen_structure_is_that_of_the_classes():
    """Beyond the released revisions the newest one holds all there is, or there is no newer one."""
    assert RELEASED[-1] <= HEAD
    newer = HEAD not in RELEASED
    frozen = resource(f"schema/{HEAD}.sql").read_text(encoding="utf-8") if newer else ""
    assert [one.strip() for one in frozen.split("\n\n") if one.strip()] == statements()


def test_a_new_file_is_brought_to_the_head(empty):
    _, _, connection = empty
    assert revision_of(connection) == ""
    migrate(connection)
    assert revision_of(connection) == HEAD
    names = {row[1] for row in _structure(connection) if row[0] == "table"}
    assert names >= set(Record.metadata.tables)


@pytest.mark.parametrize("after", [1, 7, 40])
def test_an_interrupted_migration_leaves_nothing(empty, after):
    path, secret, connection = empty
    made = []

    def stops(action, *_):
        made.append(action in {driver.SQLITE_CREATE_TABLE, driver.SQLITE_CREATE_INDEX})
        return driver.SQLITE_DENY if sum(made) > after else driver.SQLITE_OK

    connection.set_authorizer(stops)
    with pytest.raises(Exception, match="not authorized"):
        migrate(connection)  # which also lets go of the connection
    again = database.connect(path, secret, create=False)
    assert _structure(again) == []
    assert revision_of(again) == ""
    migrate(again)  # the twin: uninterrupted it goes through
    again = database.connect(path, secret, create=False)
    assert revision_of(again) == HEAD
    again.close()


def test_a_current_store_is_left_alone(store, founded):
    path, opened = store
    before = path.read_bytes()
    connection = database.connect(path, opened.secret, create=False)
    bring_up_to_date(path, opened.secret, connection)
    connection.close()
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.before-*"))


def test_a_newer_store_is_refused(store, founded):
    _set_revision(store, "9999")
    path, opened = store
    before = path.read_bytes()
    with pytest.raises(StorageFault) as told:
        Vault(path, opened, "whatever", founded.clock)
    assert told.value.key == "store.newer"
    assert path.read_bytes() == before


def test_an_older_store_is_copied_and_checked_first(store):
    """Revision 0000 is known to nobody: the copy is made and sound, the migration then stops."""
    _set_revision(store, "0000")
    path, opened = store
    before = _rows(path, opened.secret)
    connection = database.connect(path, opened.secret, create=False)
    with pytest.raises(Exception, match="0000"):
        bring_up_to_date(path, opened.secret, connection)
    connection.close()
    copy = path.with_name(f"{path.name}.before-{HEAD}")
    assert _rows(copy, opened.secret) == before
    assert _rows(path, opened.secret) == before
    assert copy.stat().st_mode & 0o077 == 0
    assert not list(path.parent.glob("*.partial"))


def test_a_copy_that_does_not_hold_is_thrown_away(store, monkeypatch):
    path, opened = store
    target = path.with_name("copy.ehdb")
    connection = database.connect(path, opened.secret, create=False)
    seen = iter(["0001", "0000"])
    with monkeypatch.context() as patch:
        patch.setattr("earlyhelp.storage.migrate.revision_of", lambda _: next(seen))
        with pytest.raises(StorageFault) as told:
            copy_verified(target, opened.secret, connection)
    assert told.value.key == "store.copy_failed"
    assert not target.exists()
    copy_verified(target, opened.secret, connection)
    assert target.exists()
    connection.close()


def _without_index(metadata):
    for table in metadata.tables.values():
        unique = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
        first = {next(iter(each.columns)).name for each in (*table.indexes, *unique)}
        for key in table.foreign_keys:
            parent, column = key.column.table.name, key.parent.name
            if parent not in {"team", "staff_account"} and column not in first:
                yield f"{table.name}.{column}"


def test_every_pointer_to_a_family_record_has_an_index():
    """SQLite reads the whole table at each insert or removal of a parent where there is none."""
    assert list(_without_index(Record.metadata)) == []


def test_a_pointer_without_an_index_would_show():
    """The twin."""
    bare = MetaData()
    Table("parent", bare, Column("id", Integer, primary_key=True))
    Table("child", bare, Column("parent_id", ForeignKey("parent.id")))
    assert list(_without_index(bare)) == ["child.parent_id"]
