"""Backups are listed and rehearsed; what is wrong with one is kept beside it."""

import shutil
import sys
from datetime import timedelta

import pytest

from earlyhelp.errors import Invalid, Refused, StorageFault
from earlyhelp.messages.backups import Backups, MakeBackup, RehearseBackup
from earlyhelp.messages.session import CurrentSession
from earlyhelp.platform import exclusive_lock
from earlyhelp.services.long_work import work_of
from earlyhelp.storage.restore import open_with
from tests.services.founded import Door, plant


def back_up(door, name, login="bea"):
    target = door.folder.parent / name
    ident = door(login).worked(MakeBackup(folder=str(target.parent), name=name)).id
    return target, ident


def row(door, ident):
    return next(row for row in door("ira").dispatch(Backups()).rows if row.id == ident)


def test_a_backup_is_listed_with_what_it_holds(door):
    plant(door)
    target, ident = back_up(door, "listed")
    page = door("ira").dispatch(Backups())
    told = row(door, ident)
    assert (told.path, told.made_by, told.result) == (str(target), "Bea Laity", "")
    assert told.families >= 1
    assert told.size == sum(path.stat().st_size for path in target.iterdir())
    assert page.openers == ("Bea Laity", "Ira Menhenick")
    assert page.last_backup == door.clock.now()


def test_a_rehearsal_shows_that_it_works_and_what_is_wrong_with_it(door):
    plant(door)
    target, ident = back_up(door, "rehearsed")
    door("ira").worked(RehearseBackup(backup_id=ident))
    told, known = work_of(door("ira").context).news().told, row(door, ident)
    assert (told["entries"], told["families"]) == (known.entries, known.families)
    assert row(door, ident).result == "good"
    assert door("ira").dispatch(Backups()).last_rehearsal == door.clock.now()
    raw = bytearray((target / "store.ehdb").read_bytes())
    raw[9000] ^= 1
    (target / "store.ehdb").write_bytes(raw)
    with pytest.raises(StorageFault, match=r"backup\.damaged"):
        door("bea").worked(RehearseBackup(backup_id=ident))
    assert row(door, ident).result == "backup.damaged"
    assert not (door.folder / "rehearsal").exists()


def test_it_opens_for_those_the_rules_name_and_nobody_else(door):
    target, _ = back_up(door, "opened")
    assert open_with(target, door("ira").context.vault.identity).manifest.vault
    for login in ("maureen", "priya"):
        with pytest.raises(Refused, match=r"backup\.not_yours"):
            open_with(target, door(login).context.vault.identity)


@pytest.mark.parametrize("login", ["maureen", "priya"])
def test_nobody_else_makes_one(door, login):
    with pytest.raises(Refused, match=r"refused\.role"):
        back_up(door, "stolen", login)
    assert not (door.folder.parent / "stolen").exists()


def test_figures_in_use_are_waited_for(door):
    with (
        exclusive_lock(door.folder / "analysis.lock"),
        pytest.raises(Refused, match=r"backup\.analysis_in_use"),
    ):
        back_up(door, "later")
    assert not list(door.folder.parent.glob("later*"))
    assert back_up(door, "later")[0].exists()


@pytest.mark.parametrize("name", ["a/b", "../made-up/inside", "x" * 240])
def test_a_name_that_leads_elsewhere_is_said_at_the_field(door, name):
    with pytest.raises(Invalid) as told:
        back_up(door, name)
    assert "path" in told.value.fields


def test_an_audit_that_cannot_be_written_takes_the_backup_back(door, monkeypatch):
    vault = door("bea").context.vault

    def full(*_):
        raise StorageFault("store.full")

    with monkeypatch.context() as broken:
        broken.setattr(type(vault), "commit", full)
        with pytest.raises(StorageFault):
            back_up(door, "unsaid")
    assert not list(door.folder.parent.glob("unsaid*"))
    assert back_up(door, "unsaid")[0].exists()


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
@pytest.mark.parametrize("room", [200_000, 1_200_000])
def test_a_disk_that_takes_no_more_leaves_no_backup(door, room):
    import resource

    plant(door)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (door.folder / "store.ehdb").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(room, size - 4096), hard))
    try:
        with pytest.raises(StorageFault):
            back_up(door, f"full-{room}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(door.folder.parent.glob(f"full-{room}*"))
    assert back_up(door, f"full-{room}")[0].exists()


def test_everybody_is_told_when_it_was(door):
    back_up(door, "told")
    session = door("priya").dispatch(CurrentSession())
    assert session.backed_up_at == door.clock.now()


def due(door, login="priya"):
    told = door(login).dispatch(CurrentSession())
    return told.backup_due, told.rehearsal_due


def test_what_is_due_is_told_from_its_day_on_and_no_longer_once_it_is_done(door):
    desk, begun = door("bea"), door.clock.instant
    ident = desk.worked(MakeBackup(folder=str(door.folder.parent), name="due")).id
    desk.worked(RehearseBackup(backup_id=ident))
    assert due(door) == (None, None)
    for days, backup, rehearsal in ((6, None, None), (7, 7, None), (31, 7, 31), (40, 7, 31)):
        door.clock.instant = begun + timedelta(days=days)
        since = tuple(on and (on - begun.date()).days for on in due(door))
        assert since == (backup, rehearsal), days
    ident = desk.worked(MakeBackup(folder=str(door.folder.parent), name="due-later")).id
    assert due(door)[0] is None
    assert due(door)[1] is not None
    desk.worked(RehearseBackup(backup_id=ident))
    assert due(door) == (None, None)
    door.clock.instant = begun


def test_a_store_that_was_never_backed_up_has_a_day(founded, tmp_path):
    opened = Door(founded, shutil.copytree(founded.folder, tmp_path / "young"))
    assert due(opened) == (None, None)
    opened.clock.instant += timedelta(days=1)
    assert due(opened)[0] == opened.clock.today()
    opened.close()
