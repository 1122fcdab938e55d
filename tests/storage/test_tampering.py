"""Whatever somebody who holds the file's key does to the audit, it shows: chain, tail, fork, old copy."""

import hashlib
import json
import shutil
from datetime import timedelta

import pytest

from earlyhelp.audit.verify import verify_export
from earlyhelp.errors import StorageFault
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import Contactable, SavePerson
from earlyhelp.messages.session import SaveDraft
from earlyhelp.messages.trail import ExportAudit, VerifyStore
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.topics import load_topics
from earlyhelp.storage import database
from tests.services.founded import Door, plant

_COLUMNS = (
    "id", "version", "at", "actor_id", "family_id", "act", "outcome", "facts", "detail", "hash",
)  # fmt: skip
_FEW = (1, 2, 31, 58, "last")


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Keep checkpoints of tests out of the documents of whoever runs them."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("earlyhelp.services.audit_checkpoints.checkpoint_dir", lambda: folder)
        yield folder


class Watched:
    """A store with a filled audit, a copy from before its end, and the checkpoint taken away."""

    def __init__(self, organisation, folder) -> None:
        self.organisation, self.folder = organisation, folder
        self.older = folder.with_name("older")
        shutil.copytree(organisation.folder, folder)
        door = Door(organisation, folder)
        family = plant(door)
        self._work(door, family, range(12))
        door.close()
        shutil.copytree(folder, self.older)
        door = Door(organisation, folder)
        door.clock.instant += timedelta(minutes=5)
        self._work(door, family, range(12, 24))
        self.checkpoint = door("ira").context.vault.checkpoint("ira")
        self.size = door("ira").context.vault.trail.size
        door.close()

    def _work(self, door, family, numbers) -> None:
        for number in numbers:
            desk = door("priya")
            desk.dispatch(FamilyPageView(family_id=family.family_id))
            desk.dispatch(SaveDraft(kind="note", subject_id=number, content=f"made up {number}"))
            details = Contactable(forename="Anna", surname=f"Kowalska-{number}")
            change = SavePerson(
                family_id=family.family_id, person_id=family.mother_id, version=number + 1,
                role="adult", details=details,
            )  # fmt: skip
            desk.dispatch(change)

    def copy(self, target):
        return shutil.copytree(self.folder, target)

    def door(self, folder) -> Door:  # an hour later: a clock that stood would give ids twice
        door = Door(self.organisation, folder)
        door.clock.instant += timedelta(hours=1)
        return door

    def forget_checkpoints(self, folder) -> None:
        raw = self.raw(folder)
        raw.execute("DELETE FROM audit_checkpoint")
        raw.close()

    def raw(self, folder):
        """The file as somebody with its key opens it: no triggers, no authorizer, no guard."""
        _, opened = self.organisation.opened["ira"]
        connection = database.connect(folder / "store.ehdb", opened.secret, create=False)
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA foreign_keys=OFF")
        return connection


@pytest.fixture(scope="module")
def watched(founded, elsewhere, tmp_path_factory):
    load_topics()
    return Watched(founded, tmp_path_factory.mktemp("watched") / "made-up")


@pytest.fixture(scope="module")
def opened(watched, tmp_path_factory):
    """One copy, open twice: properly, and by somebody who changes and puts back."""
    folder = watched.copy(tmp_path_factory.mktemp("opened") / "made-up")
    door = watched.door(folder)
    vault = door("ira").context.vault
    raw = watched.raw(folder)
    yield vault, raw
    raw.close()
    door.close()


def _altered(value):
    """The same value with one byte changed; a number one higher."""
    if value is None:
        return b"\x00"
    if isinstance(value, int):
        return value + 1_000_000
    middle = len(value) // 2
    if isinstance(value, str):
        return value[:middle] + chr(ord(value[middle]) ^ 1) + value[middle + 1 :]
    return value[:middle] + bytes([value[middle] ^ 1]) + value[middle + 1 :]


def _change_and_look(opened, row, column):
    vault, raw = opened
    if row == "last":
        (row,) = raw.execute("SELECT max(id) FROM audit_entry").fetchone()
    named = raw.execute("SELECT * FROM audit_entry WHERE id = ?", (row,))
    names = [description[0] for description in named.description]
    changed = _altered((whole := named.fetchone())[names.index(column)])
    raw.execute(f"UPDATE audit_entry SET {column} = ? WHERE id = ?", (changed, row))
    found = vault.problems()
    where = changed if column == "id" else row
    raw.execute("DELETE FROM audit_entry WHERE id = ?", (where,))
    raw.execute(f"INSERT INTO audit_entry VALUES ({','.join('?' * len(names))})", whole)
    return found


def test_every_column_is_tried(opened):
    _, raw = opened
    assert {column.name for column in AuditEntry.__table__.columns} == set(_COLUMNS)
    assert raw.execute("SELECT count(*) FROM audit_entry").fetchone()[0] >= 60
    assert raw.execute("SELECT count(detail) FROM audit_entry").fetchone()[0] >= 20


@pytest.mark.parametrize("column", _COLUMNS)
@pytest.mark.parametrize("row", _FEW)
def test_one_changed_byte_is_found(opened, row, column):
    vault, _ = opened
    assert vault.problems() == []
    assert _change_and_look(opened, row, column) != []
    assert vault.problems() == []  # put back as it was, it is sound again


@pytest.mark.long
@pytest.mark.parametrize("column", _COLUMNS)
def test_one_changed_byte_is_found_in_every_row(opened, column):
    vault, raw = opened
    (size,) = raw.execute("SELECT max(id) FROM audit_entry").fetchone()
    missed = [row for row in range(1, size + 1) if not _change_and_look(opened, row, column)]
    assert missed == []
    assert vault.problems() == []


def _taken_out(watched, folder, out):
    """What an honest export of this store says against the checkpoint kept elsewhere."""
    door = watched.door(folder)
    try:
        door("ira").dispatch(ExportAudit(path=str(out)))
        return verify_export(out, [watched.checkpoint])
    finally:
        door.close()


def test_an_untouched_store_is_sound(watched, tmp_path):
    folder = watched.copy(tmp_path / "made-up")
    report = _taken_out(watched, folder, tmp_path / "trail.jsonl")
    assert report.ok, report.problems
    door = watched.door(folder)
    assert door("ira").context.vault.problems() == []
    assert door("ira").dispatch(VerifyStore()).ok
    door.close()


@pytest.mark.parametrize("lost", [1, 40])
def test_a_deleted_tail_is_found(watched, tmp_path, lost):
    folder = watched.copy(tmp_path / "made-up")
    raw = watched.raw(folder)
    raw.execute("DELETE FROM audit_entry WHERE id > ?", (watched.size - lost,))
    raw.close()
    with pytest.raises(StorageFault) as told:  # the checkpoint in the file knows better
        watched.door(folder)("ira")
    assert told.value.key == "store.audit_broken"
    watched.forget_checkpoints(folder)
    assert not _taken_out(watched, folder, tmp_path / "trail.jsonl").ok


def _forge(raw, target):
    """Say something else in one entry, and tie every later one to it anew."""
    before, rows = "0" * 64, raw.execute("SELECT id, facts FROM audit_entry ORDER BY id").fetchall()
    raw.execute("UPDATE audit_entry SET hash = randomblob(32)")
    for seq, facts in rows:
        said = json.loads(facts)
        if seq == target:
            said["actor_name"] = "somebody.else"
        said["prev"] = before
        body = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
        digest = hashlib.sha256(bytes.fromhex(before) + body).digest()
        raw.execute("UPDATE audit_entry SET facts = ?, hash = ? WHERE id = ?", (body, digest, seq))
        before = digest.hex()


@pytest.mark.parametrize("target", [1, 30, "last"])
def test_a_chain_forged_from_one_entry_on_is_found(watched, tmp_path, target):
    folder = watched.copy(tmp_path / "made-up")
    raw = watched.raw(folder)
    _forge(raw, watched.size if target == "last" else target)
    raw.close()
    door = watched.door(folder)
    assert door("ira").context.vault.problems() == []  # the chain alone does not show it
    assert not door("ira").dispatch(VerifyStore()).ok  # the store's own checkpoint does
    door.close()
    watched.forget_checkpoints(folder)  # and without that, the one kept elsewhere
    assert not _taken_out(watched, folder, tmp_path / "trail.jsonl").ok


def test_a_forgery_that_changes_nothing_is_none(watched, tmp_path):
    """The twin: the same recomputing without a lie leaves the same chain."""
    folder = watched.copy(tmp_path / "made-up")
    raw = watched.raw(folder)
    _forge(raw, 0)
    raw.close()
    watched.forget_checkpoints(folder)
    assert _taken_out(watched, folder, tmp_path / "trail.jsonl").ok


def test_an_older_copy_is_found(watched, tmp_path):
    folder = watched.copy(tmp_path / "made-up")
    for old in watched.older.glob("store.*"):
        shutil.copy(old, folder / old.name)
    report = _taken_out(watched, folder, tmp_path / "trail.jsonl")
    assert (report.ok, report.size < watched.size) == (False, True)


def test_an_altered_detail_is_found(watched, tmp_path):
    folder = watched.copy(tmp_path / "made-up")
    raw = watched.raw(folder)
    raw.execute("UPDATE audit_entry SET detail = randomblob(99) WHERE detail IS NOT NULL")
    raw.close()
    door = watched.door(folder)
    assert any("detail" in one for one in door("ira").context.vault.problems())
    assert not door("ira").dispatch(VerifyStore()).ok
    door.close()
