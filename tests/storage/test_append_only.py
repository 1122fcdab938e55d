"""The store's own connection adds to the audit and does nothing else to it.

Refused twice over: by the authorizer, and where that is away (migrations) by the triggers.
"""

import pytest
import sqlcipher3.dbapi2 as driver

from earlyhelp.records.people import Person
from earlyhelp.storage import database

_WRITES = (
    "UPDATE {table} SET version = 2 WHERE id = (SELECT max(id) FROM {table})",
    "DELETE FROM {table}",
    "REPLACE INTO {table} SELECT * FROM {table} WHERE id = (SELECT max(id) FROM {table})",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = (SELECT max(id) FROM {table})",
)
_STRUCTURE = (
    "DROP TABLE {table}",
    "DROP TRIGGER {table}_no_update",
    "DROP TRIGGER {table}_no_delete",
    "ALTER TABLE {table} ADD COLUMN more",
    "CREATE TRIGGER mine AFTER INSERT ON {table} BEGIN SELECT 1; END",
    "DELETE FROM sqlite_master WHERE tbl_name = '{table}'",
    "PRAGMA writable_schema=ON",
    "PRAGMA recursive_triggers=OFF",
    "PRAGMA ignore_check_constraints=ON",
    "ATTACH DATABASE ':memory:' AS elsewhere",
    "SELECT load_extension('anything')",
    "SELECT sqlcipher_export('main')",
)
_TABLES = ("audit_entry", "audit_checkpoint")


@pytest.fixture
def connection(door):
    """The one connection of an open store, with two entries and a checkpoint at the least."""
    vault = door("ira").context.vault
    vault.checkpoint("ira")
    return vault._connection


def _kept(connection):
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES]


@pytest.mark.parametrize("table", _TABLES)
@pytest.mark.parametrize("statement", _WRITES + _STRUCTURE)
def test_the_authorizer_stops_it(connection, table, statement):
    before = _kept(connection)
    with pytest.raises(driver.DatabaseError):
        connection.execute(statement.format(table=table))
    assert _kept(connection) == before


@pytest.mark.parametrize("table", _TABLES)
@pytest.mark.parametrize("statement", _WRITES)
def test_the_triggers_stop_it_where_no_authorizer_does(connection, table, statement):
    before = _kept(connection)
    connection.set_authorizer(None)
    try:
        with pytest.raises(driver.DatabaseError):
            connection.execute(statement.format(table=table))
    finally:
        database.guard_connection(connection)
    assert _kept(connection) == before


def test_the_triggers_stop_gaps(connection):
    copied = (
        "INSERT INTO audit_entry (id, version, at, actor_id, family_id, act, outcome, facts, hash)"
        " SELECT id + {step}, version, at, actor_id, family_id, act, outcome, facts,"
        " randomblob(32) FROM audit_entry ORDER BY id DESC LIMIT 1"
    )
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(driver.DatabaseError):
        connection.execute(copied.format(step=2))
    connection.execute(copied.format(step=1))  # the twin: the next number is let in
    connection.execute("ROLLBACK")


def test_it_still_grows_and_other_rows_still_change(door, planted):
    trail = door("ira").context.vault.trail
    size = trail.size
    with door("maureen").unit() as uow:
        person = uow.get(Person, planted.child_id)
        uow.change(person, person.version, role="young_adult")
        uow.commit()
    assert trail.size == size + 1
