"""Long work leaves everybody else served, stops when asked, and changes nothing it should not."""

import threading

import pytest

from earlyhelp.errors import Refused, StorageFault
from earlyhelp.messages.backups import Backups, MakeBackup, RehearseBackup
from earlyhelp.messages.retention import ConfirmErasure, ProposeErasure
from earlyhelp.messages.session import Drafts, SaveDraft, StopWork
from earlyhelp.progress import Progress
from earlyhelp.services.long_work import LONG, LongWork, is_quiet, to_end, work_of
from earlyhelp.services.upkeep import Upkeep
from earlyhelp.storage.restore import check_whole, open_with
from earlyhelp.storage.snapshot import Snapshot
from tests.services.founded import plant

_PATIENCE_S = 30


@pytest.fixture
def held(monkeypatch):
    """A backup that waits, its snapshot taken, until the test lets it go on."""
    begun, go_on = threading.Event(), threading.Event()
    copy = Snapshot.copy_to

    def waits(self, path, secret, progress):
        begun.set()
        assert go_on.wait(_PATIENCE_S)
        return copy(self, path, secret, progress)

    monkeypatch.setattr(Snapshot, "copy_to", waits)
    go_on.begun = begun
    yield go_on
    go_on.set()


def begin(door, held, name):
    ident = door("bea").dispatch(MakeBackup(folder=str(door.folder.parent), name=name)).id
    assert held.begun.wait(_PATIENCE_S)
    return door.folder.parent / name, ident


def test_others_are_answered_meanwhile_and_the_backup_holds_what_stood_at_its_beginning(door, held):
    desk = door("priya")
    target, ident = begin(door, held, "meanwhile")
    before = desk.context.vault.trail.size
    plant(door)
    desk.dispatch(SaveDraft(kind="note", content="typed meanwhile"))
    assert desk.dispatch(Drafts(kind="note"))[0].content == "typed meanwhile"
    assert not target.exists()
    held.set()
    to_end(door("bea").context)
    opened = open_with(target, door("bea").context.vault.identity)
    check_whole(opened, Progress())
    assert opened.manifest.state.entries == before
    assert door("ira").dispatch(Backups()).rows[0].id == ident
    assert door("priya").context.vault.problems() == []


def test_the_keepers_own_thread_never_waits_long_for_it(door, held):
    upkeep = Upkeep(door("bea").context)
    begin(door, held, "steps")
    assert upkeep.step()
    state = upkeep.state().work
    assert (state.kind, state.ended) == ("backup", "")
    held.set()
    while upkeep.step():
        pass
    assert upkeep.state().work.ended == "done"


def test_stopping_leaves_nothing_behind(door, held):
    target, ident = begin(door, held, "stopped")
    desk = door("bea")
    with pytest.raises(Refused, match=r"refused\.record"):
        desk.dispatch(StopWork(work_id=ident + 1))
    with pytest.raises(Refused, match=r"refused\.record"):
        door("ira").dispatch(StopWork(work_id=ident))  # not theirs
    desk.dispatch(StopWork(work_id=ident))
    held.set()
    with pytest.raises(Refused, match=r"work\.stopped"):
        to_end(desk.context)
    assert work_of(desk.context).news().ended == "stopped"
    assert not list(target.parent.glob("stopped*"))
    assert ident not in {row.id for row in door("ira").dispatch(Backups()).rows}


def test_a_rehearsal_that_is_stopped_says_nothing_bad_of_the_backup(door, monkeypatch):
    desk = door("bea")
    ident = desk.worked(MakeBackup(folder=str(door.folder.parent), name="tried")).id
    with monkeypatch.context() as patched:
        patched.setattr(Progress, "begin", _stop_at_once)
        with pytest.raises(Refused, match=r"work\.stopped"):
            desk.worked(RehearseBackup(backup_id=ident))
    assert door("ira").dispatch(Backups()).rows[0].result == ""
    assert not (door.folder / "rehearsal").exists()


def _stop_at_once(self, _stage, _total=0):
    self.stop()
    self.at(0)


def test_nothing_is_erased_and_no_second_work_begun_beside_a_backup(door, held, monkeypatch):
    family = plant(door)
    wish = ProposeErasure(reference=family.reference, reason="right")
    proposal = door("maureen").dispatch(wish).id
    begin(door, held, "beside")
    ira = door("ira")
    monkeypatch.setattr(ira.context, "works", door("bea").context.works)  # as one keeper has it
    with pytest.raises(Refused, match=r"work\.busy"):
        ira.dispatch(ConfirmErasure(proposal_id=proposal))
    with pytest.raises(Refused, match=r"work\.busy"):
        begin(door, held, "second")
    held.set()
    to_end(door("bea").context)
    ira.dispatch(ConfirmErasure(proposal_id=proposal))


def test_what_is_made_and_cannot_be_noted_is_taken_back(door, held, monkeypatch):
    target, _ = begin(door, held, "unnoted")

    def full(*_):
        raise StorageFault("store.full")

    held.set()
    with monkeypatch.context() as broken:
        broken.setattr(type(door("bea").context.vault), "commit", full)
        with pytest.raises(StorageFault):
            to_end(door("bea").context)
    assert not list(target.parent.glob("unnoted*"))


def test_a_work_that_breaks_when_it_is_settled_is_told_and_other_upkeep_goes_on(door):
    def breaks(_found):
        raise OSError

    desk, told = door("bea"), []
    desk.sit()
    work = LongWork("backup", 7, lambda progress: None, breaks, told.append)
    desk.context.works[LONG] = work
    upkeep = Upkeep(desk.context)
    work.start()
    while upkeep.step():
        pass
    assert (work.news().ended, work.news().key) == ("failed", "bug")
    assert [error.key for error in told] == ["bug"]
    assert is_quiet(desk.context)
