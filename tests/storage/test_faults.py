"""Bad stores and bad luck: each is told apart in a sentence, and leaves the store as it was."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest

from earlyhelp.bootstrap import open_store
from earlyhelp.clock import FixedClock
from earlyhelp.errors import Locked, Refused, StorageFault
from earlyhelp.messages.session import CurrentSession, Drafts, SaveDraft
from earlyhelp.storage import audit_trail, database
from earlyhelp.storage.vault import Vault
from tests.services.founded import PASSPHRASE
from ui.wording import knows

_STATE = (".tries", ".lock", "-shm", "-wal", ".partial")


@pytest.fixture
def folder(founded, tmp_path):
    target = tmp_path / "made-up"
    shutil.copytree(founded.folder, target)
    return target


def _prints(folder):
    files = (path for path in sorted(folder.iterdir()) if not path.name.endswith(_STATE))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _refused(folder, key, login="priya", passphrase=PASSPHRASE):
    before = _prints(folder)
    with pytest.raises((StorageFault, Locked)) as caught:
        open_store(folder, login, passphrase)
    assert caught.value.key == key
    assert knows(key)
    assert _prints(folder) == before


def _opens(folder):
    store = open_store(folder, "priya", PASSPHRASE)
    assert store.dispatcher.dispatch(CurrentSession()).login == "priya"
    store.close()


def test_a_good_store_opens(folder):
    _opens(folder)


def test_wrong_passphrases_wait_longer_and_longer(folder):
    for _ in range(5):
        _refused(folder, "key.wrong", passphrase="not the right passphrase")
    waits = []
    for _ in range(2):
        with pytest.raises(Locked) as caught:
            open_store(folder, "priya", PASSPHRASE)
        assert caught.value.key == "signin.wait"
        waits.append(caught.value.params["seconds"])
    assert min(waits) >= 1
    assert _other_account_opens(folder)


def test_failed_tries_are_in_the_audit_of_the_next_sign_in(folder):
    for _ in range(2):
        _refused(folder, "key.wrong", passphrase="not the right passphrase")
    store = open_store(folder, "priya", PASSPHRASE)
    with store.context.vault.engine.connect() as connection:
        purposes = [entry.purpose for entry, _ in audit_trail.entries(connection)]
    store.close()
    assert purposes[-1] == "sign-in after 2 failed tries"


def _other_account_opens(folder):
    store = open_store(folder, "omar", PASSPHRASE)
    store.close()
    return True


def test_an_unknown_account_looks_like_a_wrong_passphrase(folder):
    _refused(folder, "key.wrong", login="nobody")


@pytest.mark.parametrize(
    ("content", "key"), [(b"", "store.header.empty"), (b"{", "store.header.damaged")]
)
def test_a_bad_header_is_named(folder, content, key):
    (folder / "store.ehdh").write_bytes(content)
    _refused(folder, key)


def test_a_missing_store_is_named(folder, tmp_path):
    (folder / "store.ehdb").unlink()
    _refused(folder, "store.missing")
    with pytest.raises(StorageFault, match=r"store\.missing"):
        open_store(tmp_path / "nowhere", "priya", PASSPHRASE)


def test_an_empty_store_is_named(folder):
    (folder / "store.ehdb").write_bytes(b"")
    _refused(folder, "store.empty")


def test_the_file_of_another_store_is_named(folder):
    shutil.copy(folder / "analysis.ehdb", folder / "store.ehdb")
    _refused(folder, "store.damaged")


@pytest.mark.parametrize("place", [0, 20, 5000, -10])
def test_a_damaged_page_is_noticed(folder, place):
    path = folder / "store.ehdb"
    raw = bytearray(path.read_bytes())
    raw[place] ^= 0x40
    path.write_bytes(raw)
    try:
        store = open_store(folder, "priya", PASSPHRASE)
    except StorageFault as fault:
        assert fault.key == "store.damaged"
        return
    # the first bytes are the salt, which the header keeps; a page nobody reads is found by checking
    found = store.context.vault.problems()
    store.close()
    assert found or place == 0


def test_a_second_program_is_told_so(folder):
    store = open_store(folder, "priya", PASSPHRASE)
    _refused(folder, "store.in_use", login="omar")
    store.close()
    _opens(folder)


def test_a_full_disk_saves_nothing_and_loses_nothing(folder):
    store = open_store(folder, "priya", PASSPHRASE)
    vault = store.context.vault
    store.dispatcher.dispatch(SaveDraft(kind="note", content="kept"))
    connection = vault._connection
    connection.set_authorizer(None)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}").fetchone()
    database.guard_connection(connection)
    with pytest.raises(StorageFault, match=r"store\.full"):
        for number in range(50):
            store.dispatcher.dispatch(SaveDraft(kind=f"big{number}", content="x" * 60_000))
    kept = store.dispatcher.dispatch(Drafts(kind="note")) if _space(vault) else ()
    assert [draft.content for draft in kept] == ["kept"]
    assert vault.problems() == []
    store.close()


def _space(vault):
    vault._connection.set_authorizer(None)
    vault._connection.execute("PRAGMA max_page_count=1000000").fetchone()
    database.guard_connection(vault._connection)
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="rights are set with POSIX modes here")
def test_a_read_only_folder_is_named(folder):
    """As another account of the system: root may write anywhere."""
    before = _prints(folder)
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    for parent in folder.parents:
        if "pytest-of" in str(parent):
            parent.chmod(0o755)
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from earlyhelp.bootstrap import open_store\n"
        "from earlyhelp.errors import StorageFault\n"
        "from earlyhelp.services.topics import load_topics\n"
        "load_topics()\n"
        "os.getuid() or os.setuid(65534)\n"
        "try: open_store(Path(sys.argv[1]), 'priya', sys.argv[2])\n"
        "except StorageFault as fault: print(fault.key)\n"
    )
    words = [sys.executable, "-c", script, str(folder), PASSPHRASE]
    done = subprocess.run(words, capture_output=True, text=True, env=os.environ, check=False)
    folder.chmod(0o755)
    assert done.stdout.strip() == "store.unwritable", done.stderr[-500:]
    assert _prints(folder) == before


def test_who_is_not_let_in_leaves_no_file_open(folder, founded, monkeypatch):
    closed, close = [], Vault.close
    monkeypatch.setattr(Vault, "close", lambda vault: (closed.append(vault.path), close(vault)))
    before_their_time = FixedClock(founded.clock.instant - timedelta(days=5))
    with pytest.raises(Refused, match=r"signin\.ended"):
        open_store(folder, "priya", PASSPHRASE, clock=before_their_time)
    assert closed == [folder / "store.ehdb"]
    _opens(folder)
