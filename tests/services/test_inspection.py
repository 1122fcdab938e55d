"""Reading only: a store is checked without a byte changed, by those who verify stores and nobody else."""

import hashlib
import shutil
from datetime import UTC, date, datetime

import pytest
import sqlcipher3.dbapi2 as driver

from earlyhelp.access.permissions import Permission
from earlyhelp.clock import FixedClock
from earlyhelp.errors import Locked, Refused, StorageFault
from earlyhelp.inspection import inspect_store
from earlyhelp.records.staff import StaffAccount
from tests.services.founded import PASSPHRASE, Door, load_topics, plant


@pytest.fixture(scope="module")
def closed(founded, tmp_path_factory):
    """A store with a family, closed as it should be."""
    load_topics()
    folder = tmp_path_factory.mktemp("inspected") / "store"
    shutil.copytree(founded.folder, folder)
    door = Door(founded, folder)
    plant(door)
    with door("bea").unit(Permission.ACCOUNT_END) as uow:
        account = uow.first(StaffAccount, StaffAccount.login == "bea")
        uow.change(account, None, ends_on=date(2027, 6, 1))
        uow.commit()
    door.close()
    return folder


@pytest.fixture
def store(closed, tmp_path):
    """A copy of it in a folder nobody may write to."""
    folder = tmp_path / "store"
    shutil.copytree(closed, folder)
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)
    yield folder
    folder.chmod(0o700)


def state(folder):
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


@pytest.mark.parametrize("login", ["ira", "bea"])
def test_a_sound_store_is_said_to_be_sound_and_nothing_is_written(store, login):
    before = state(store)
    found = inspect_store(store, login, PASSPHRASE)
    assert found.problems == ()
    assert found.entries > 3
    assert state(store) == before


@pytest.mark.parametrize("login", ["priya", "maureen"])
def test_those_who_work_with_families_look_where_it_is_written_down(store, login):
    with pytest.raises(Refused) as told:
        inspect_store(store, login, PASSPHRASE)
    assert told.value.key == "refused.role"


def test_whose_employment_has_ended_does_not_look(store):
    later = FixedClock(datetime(2027, 6, 2, 12, tzinfo=UTC))
    assert inspect_store(store, "ira", PASSPHRASE, clock=later).entries
    with pytest.raises(Refused) as told:
        inspect_store(store, "bea", PASSPHRASE, clock=later)
    assert told.value.key == "signin.ended"


def test_a_wrong_passphrase_opens_nothing(store):
    with pytest.raises(Locked):
        inspect_store(store, "ira", "not the passphrase at all")


def test_a_changed_page_is_found(store):
    path = store / "store.ehdb"
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    try:
        found = inspect_store(store, "ira", PASSPHRASE)
    except StorageFault as fault:
        assert fault.key == "store.damaged"
    else:
        assert found.problems


def test_a_store_that_was_not_closed_is_not_half_read(store):
    store.chmod(0o700)
    (store / "store.ehdb-wal").write_bytes(b"x" * 100)
    with pytest.raises(StorageFault) as told:
        inspect_store(store, "ira", PASSPHRASE)
    assert told.value.key == "inspection.unfinished"


def test_the_connection_itself_refuses_to_write(store):
    connection = driver.connect(f"{(store / 'store.ehdb').as_uri()}?mode=ro&immutable=1", uri=True)
    with pytest.raises(driver.DatabaseError):
        connection.execute("CREATE TABLE a (b)")
    connection.close()
