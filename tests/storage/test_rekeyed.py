"""kill -9 while the store's key is turned: the store opens old or new, never between, for everybody."""

import json
import shutil
import subprocess
import sys

import pytest

from earlyhelp import bootstrap
from earlyhelp.errors import StorageFault
from earlyhelp.keys.header import read_header, write_header
from earlyhelp.keys.rotation import begin_rotation
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.storage import rekey
from earlyhelp.storage.rekey import turn_key
from earlyhelp.storage.vault import Vault
from tests.services.founded import PASSPHRASE

forks = pytest.mark.skipif(sys.platform == "win32", reason="forks; Windows has its own run")


@pytest.fixture
def folder(founded, tmp_path):
    return shutil.copytree(founded.folder, tmp_path / "made-up")


@forks
@pytest.mark.parametrize("rounds", [10, pytest.param(100, marks=pytest.mark.long)])
def test_a_kill_at_any_moment_locks_nobody_out(folder, rounds):
    words = [sys.executable, "-m", "tests.storage.rekeyed", str(folder), str(rounds)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["begun"] >= rounds
    assert counts["unfinished"] > 0  # kills did fall inside
    assert (counts["rounds"], counts["broken"], counts["old_opens"]) == (rounds, 0, 0)


def begun(folder):
    """Leave a turning behind as a power cut just after the header was written."""
    path = folder / "store.ehdh"
    header = read_header(path)
    opened = unlock(header, Credentials("priya", PASSPHRASE))
    pending, following = begin_rotation(header, opened.secret)
    write_header(path, pending)
    return opened, following


@pytest.mark.parametrize("login", ["priya", "bea"])
def test_whoever_opens_next_finishes_what_was_begun(founded, folder, login):
    begun(folder)
    store = bootstrap.open_store(folder, login, PASSPHRASE, clock=founded.clock)
    try:
        assert store.context.vault.facts["epoch"] == b"2"
    finally:
        store.close()
    now = read_header(folder / "store.ehdh")
    assert now.epoch == 2
    assert not any(slot.pending for slot in now.slots)


def test_a_disk_that_takes_nothing_just_now_shuts_nobody_out(founded, folder, monkeypatch):
    begun(folder)

    def full(*_):
        raise StorageFault("store.full")

    monkeypatch.setattr(rekey, "_rekey", full)
    store = bootstrap.open_store(folder, "priya", PASSPHRASE, clock=founded.clock)
    assert store.context.vault.facts["epoch"] == b"1"
    store.close()
    monkeypatch.undo()
    bootstrap.open_store(folder, "priya", PASSPHRASE, clock=founded.clock).close()
    assert read_header(folder / "store.ehdh").epoch == 2


def test_without_room_on_the_disk_nothing_is_begun(founded, folder, monkeypatch):
    header = read_header(folder / "store.ehdh")
    opened = unlock(header, Credentials("priya", PASSPHRASE))
    vault = Vault(folder / "store.ehdb", opened, header.vault, founded.clock)
    try:
        monkeypatch.setattr(rekey, "free_bytes", lambda _path: 1000)
        with pytest.raises(StorageFault) as fault:
            turn_key(vault)
        assert fault.value.key == "store.full"
        assert read_header(folder / "store.ehdh") == header
        monkeypatch.undo()
        assert turn_key(vault) == 2
        assert not vault.problems()
    finally:
        vault.close()
