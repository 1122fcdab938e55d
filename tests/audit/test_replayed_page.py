"""One old page of the file put back: a withdrawn consent is there again, and every check of the file is clean.

What SQLCipher does not see (security.md 3.4, T9), the comparison with the audit's last word does.
"""

import shutil
from datetime import date

import pytest

from earlyhelp.errors import StorageFault
from earlyhelp.messages.records import Narrative
from earlyhelp.messages.trail import VerifyStore
from earlyhelp.records.cases import Agreement
from earlyhelp.services.audit_chain import ChainCheck
from earlyhelp.services.topics import load_topics
from earlyhelp.storage import database
from tests.services.founded import Door, found, plant
from tests.services.register_world import line_found

PAGE = 4096


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    load_topics()
    return found(tmp_path_factory.mktemp("founded") / "made-up")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr("earlyhelp.services.audit_checkpoints.checkpoint_dir", lambda: tmp_path)


def settled(door):
    """Return the bytes of the store's file with nothing left in its log."""
    vault = door("ira").context.vault
    assert vault.problems() == []
    return vault.path.read_bytes()


@pytest.fixture
def story(founded, tmp_path):
    """A family agreed; later they withdrew.  The file as it was then, as it is now, and the row's id."""
    folder = shutil.copytree(founded.folder, tmp_path / "store")
    door = Door(founded, folder)
    planted = plant(door)
    with door("maureen").unit() as uow:
        given = Agreement(
            family_id=planted.family_id, status="given", given_on=date(2026, 11, 1),
            recorded_by=door("maureen").id,
        )  # fmt: skip
        row_id = uow.add(given, content=Narrative(form_id="agreement", form_version=1)).id
        uow.commit()
    before = settled(door)
    with door("maureen").unit() as uow:
        uow.change(uow.get(Agreement, row_id), None, status="withdrawn")
        uow.commit()
    after = settled(door)
    door.close()
    return folder, before, after, row_id


def test_a_replayed_page_of_a_consent_is_found(founded, story):
    folder, before, after, row_id = story
    put_back(folder, founded, before, after, row_id)
    door = Door(founded, folder)
    try:
        assert door("ira").context.vault.problems() == []  # the file's own checks see nothing
        check = checked(door)
        assert check.problems == []  # nor does the chain
        assert check.rows.differences == [f"agreement:{row_id}"]
        told = door("ira").dispatch(VerifyStore())
        assert told.problems == (f"agreement:{row_id} is not as the audit last saw it",)
        assert line_found(door, 13).status == "red"
    finally:
        door.close()


def test_the_untouched_file_is_as_the_audit_last_saw_it(founded, story):
    """The twin."""
    folder, _, after, _ = story
    (folder / "store.ehdb").write_bytes(after)
    door = Door(founded, folder)
    try:
        check = checked(door)
        assert (check.problems, check.rows.differences) == ([], [])
        assert check.rows.compared > 0
        assert door("ira").dispatch(VerifyStore()).ok
        assert line_found(door, 13).status == "ok"
    finally:
        door.close()


def checked(door):
    door("ira").sit()
    check = ChainCheck(door("ira").context)
    while not check.step():
        pass
    return check


def put_back(folder, founded, before, after, row_id):
    """Put the one old page back that makes the consent given again."""
    path, secret = folder / "store.ehdb", founded.opened["ira"][1].secret
    shared = range(PAGE, min(len(before), len(after)), PAGE)
    changed = [at for at in shared if before[at : at + PAGE] != after[at : at + PAGE]]
    for at in changed:
        path.write_bytes(after[:at] + before[at : at + PAGE] + after[at + PAGE :])
        if status_in(path, secret, row_id) == "given":
            return
    raise AssertionError("no single page holds the consent")


def status_in(path, secret, row_id):
    try:
        connection = database.connect(path, secret, create=False)
    except StorageFault:
        return ""
    try:
        ask = "SELECT status FROM agreement WHERE id = ?"
        sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        row = connection.execute(ask, (row_id,)).fetchone()
        return row[0] if row and sound else ""
    except database.DriverError:
        return ""
    finally:
        connection.close()
