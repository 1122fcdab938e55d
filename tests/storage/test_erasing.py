"""Nothing of an erased family is left on any page; an older backup does not bring it back."""

import shutil

import pytest

from earlyhelp.clock import FixedClock
from earlyhelp.errors import Invalid, Refused, StorageFault
from earlyhelp.keys.header import read_header, write_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.recovery import split, with_recovery
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.messages.backups import MakeBackup
from earlyhelp.messages.retention import ConfirmErasure, ProposeErasure
from earlyhelp.messages.session import Checkpoint, Drafts, SaveDraft
from earlyhelp.records.base import OfFamily
from earlyhelp.records.casework import CaseNote
from earlyhelp.records.people import Family, Person
from earlyhelp.restoring import Lists, Restorer, restore
from earlyhelp.storage import erasing
from tests.access.world import plant_world
from tests.services.founded import MORNING, PASSPHRASE, Door, plant
from tests.services.retiring import erase
from tests.storage.pages import holds


@pytest.fixture
def door(founded, tmp_path):
    folder = shutil.copytree(founded.folder, tmp_path / "made-up")
    opened = Door(founded, folder)
    yield opened
    opened.close()


def secret_of(door):
    return door._opened["maureen"][1].secret


def envelopes(door, planted):
    """The sealed bytes of every row of a family, and its wrapped key, as they lie on the pages."""
    door("maureen").sit()
    connection = door("maureen").context.vault._connection
    connection.set_authorizer(None)
    found = [
        row[0]
        for row in connection.execute(
            "SELECT wrapped FROM family_key WHERE family_id = ?", (planted.family_id,)
        )
    ]
    for table, column in (
        ("person", "directory"),
        ("person", "particulars"),
        ("home", "directory"),
    ):
        sealed = f"SELECT {column} FROM {table} WHERE family_id = ?"
        found += [row[0] for row in connection.execute(sealed, (planted.family_id,)) if row[0]]
    door.seated = None
    return [bytes(one)[3:35] for one in found]


def test_no_page_keeps_anything_of_an_erased_family(door):
    gone, stays = plant(door), plant(door)
    marks, others = envelopes(door, gone), envelopes(door, stays)
    assert len(marks) >= 6
    assert all(holds(door.folder, secret_of(door), mark) for mark in (*marks, *others))
    (door.folder / "store.ehdb.before-0002").write_bytes((door.folder / "store.ehdb").read_bytes())
    erase(door, gone)
    assert [mark for mark in marks if holds(door.folder, secret_of(door), mark)] == []
    assert all(holds(door.folder, secret_of(door), mark) for mark in others)


def test_every_record_class_goes_and_the_other_family_stays(door):
    ids, other = plant_world(door("maureen")), plant_world(door("maureen"))
    desk = door("maureen")
    for family in (ids, other):
        desk.dispatch(SaveDraft(kind="case_note", subject_id=family[Family], content="half a note"))
    with desk.unit() as uow:
        reference = uow.get(Family, ids[Family]).reference
    found = erase(door, type("Of", (), {"reference": reference}))
    kinds = [kind for kind in ids if issubclass(kind, OfFamily | Family)]
    assert set(found.rows) >= {kind.__tablename__ for kind in kinds} - erasing._DECISION
    with desk.unit() as uow:
        assert [kind for kind in kinds if uow.count(kind, kind.id == ids[kind])] == []
        assert [kind for kind in kinds if not uow.count(kind, kind.id == other[kind])] == []
    drafts = desk.dispatch(Drafts(kind="case_note"))
    assert [draft.subject_id for draft in drafts] == [other[Family]]
    assert desk.context.vault.problems() == []


def test_a_person_takes_what_points_at_them_along(door):
    ids, desk = plant_world(door("maureen")), door("maureen")
    with desk.unit() as uow:
        reference = uow.get(Family, ids[Family]).reference
    found = erase(door, type("Of", (), {"reference": reference}), person_id=ids[Person])
    assert {"person", "relationship", "level_of_need"} <= set(found.rows)
    with desk.unit() as uow:
        assert uow.count(Family, Family.id == ids[Family]) == 1
        assert uow.count(CaseNote, CaseNote.id == ids[CaseNote]) == 1
        for kind in (kind for kind in ids if "person_id" in kind.__table__.c):
            assert uow.count(kind, kind.id == ids[kind]) == 0, kind
    assert desk.context.vault.problems() == []


def back_up(door, name):
    target = door.folder.parent / name
    door("bea").worked(MakeBackup(folder=str(target.parent), name=name))
    return target


def restored(source, place, ledger=None):
    who = Restorer("bea", PASSPHRASE)
    return restore(source, place, who, Lists(ledger), FixedClock(MORNING))


def opened(founded, place):
    """Open a restored store as those who knew the family would."""
    header = read_header(place / "store.ehdh")
    ways = {
        login: ("store", unlock(header, Credentials(login, PASSPHRASE)))
        for login in ("maureen", "priya", "ira", "bea")
    }
    founded_again = type(founded)(place, FixedClock(MORNING), ways)
    return Door(founded_again, place)


def test_the_oldest_backup_does_not_bring_the_erased_back(door, founded, tmp_path):
    gone, stays = plant(door, surname="Quillonberry"), plant(door, surname="Ferrabeck")
    marks, others = envelopes(door, gone), envelopes(door, stays)
    oldest = back_up(door, "oldest")
    erase(door, gone)
    back_up(door, "newest")
    found = restored(oldest, tmp_path / "again")
    assert (found.erased_again, found.erasures) == (1, 1)
    again = opened(founded, tmp_path / "again")
    try:
        secret = again._opened["maureen"][1].secret
        assert [mark for mark in marks if holds(tmp_path / "again", secret, mark)] == []
        assert all(holds(tmp_path / "again", secret, mark) for mark in others)
        with again("maureen").unit() as uow:
            with pytest.raises(Refused):
                uow.get(Family, gone.family_id)
            family = uow.get(Family, stays.family_id)
            assert uow.open(family, "directory") == "Ferrabeck"
        assert again("maureen").context.vault.problems() == []
    finally:
        again.close()
    later = restored(tmp_path / "newest", tmp_path / "newer")
    assert later.erased_again == 0


def test_without_the_whole_ledger_nothing_is_restored(door, tmp_path):
    first, second = plant(door), plant(door)
    oldest = back_up(door, "oldest")
    erase(door, first)
    erase(door, second)
    witness = tmp_path / "witness"
    (ledger,) = witness.glob("*.erased.txt")
    whole = ledger.read_text(encoding="utf-8")
    middle = whole.rindex("earlyhelp/", 0, whole.index("\nerasure 2"))
    short = tmp_path / "short.txt"
    for text in ("", whole[:middle]):
        short.write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=r"restore\.ledger\.short"):
            restored(oldest, tmp_path / "again", short)
    ledger.unlink()
    with pytest.raises(Refused, match=r"restore\.ledger\.short"):
        restored(oldest, tmp_path / "again")
    for text in (whole[middle:], whole.replace("family ", "family 9", 1), whole + whole):
        short.write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=r"ledger\.broken"):
            restored(oldest, tmp_path / "again", short)
    assert not list(tmp_path.glob("again*"))
    short.write_text(whole, encoding="utf-8")
    assert restored(oldest, tmp_path / "again", short).erased_again == 2
    assert ledger.read_text(encoding="utf-8") == whole  # kept here again


def test_an_erasure_whose_saving_fails_leaves_store_and_ledger_as_they_were(
    door, tmp_path, monkeypatch
):
    planted = plant(door)
    wish = ProposeErasure(reference=planted.reference, reason="right")
    waiting = door("maureen").dispatch(wish).id
    vault = door("ira").context.vault

    def full(*_):
        raise StorageFault("store.full")

    with monkeypatch.context() as broken:
        broken.setattr(type(vault), "commit", full)
        with pytest.raises(StorageFault):
            door("ira").dispatch(ConfirmErasure(proposal_id=waiting))
    with door("maureen").unit() as uow:
        assert uow.get(Family, planted.family_id)
    assert all(not path.read_bytes() for path in (tmp_path / "witness").glob("*.erased.txt"))
    assert door("ira").dispatch(ConfirmErasure(proposal_id=waiting)).number == 1


def test_an_erasure_stopped_before_it_was_saved_is_finished_at_the_next_opening(door, tmp_path):
    from earlyhelp import bootstrap
    from earlyhelp.services.erasure_ledger import keep_note

    planted, stays = plant(door), plant(door)
    vault = door("ira").context.vault
    vault_id = vault.facts["vault"].decode()
    keep_note(vault_id, vault.ledger.note_of(vault.ledger.following(planted.family_id)))
    bootstrap.finish_erasures(door("ira").context.vault)
    with door("maureen").unit() as uow:
        assert uow.count(Family, Family.id == planted.family_id) == 0
        assert uow.count(Family, Family.id == stays.family_id) == 1
    assert len(vault.ledger.notes()) == 1


def test_a_ledger_that_is_not_the_stores_locks_nobody_out_and_erases_nobody(door, tmp_path):
    from earlyhelp import bootstrap

    planted = plant(door)
    vault = door("ira").context.vault
    vault_id = vault.facts["vault"].decode()
    folder = tmp_path / "witness"
    folder.mkdir(exist_ok=True)
    forged = (
        f"earlyhelp/{vault_id}\nerasure 1\nfamily {planted.family_id}\nperson 0\n{'0' * 64}\nx\n"
    )
    (folder / f"{vault_id}.erased.txt").write_text(forged + "\n— earlyhelp/x AAAA\n\n")
    bootstrap.finish_erasures(vault)
    with door("maureen").unit() as uow:
        assert uow.get(Family, planted.family_id)
    door("ira").dispatch(Checkpoint(why="lock"))


def test_two_recovery_shares_restore_a_backup_and_one_does_not(door, founded, tmp_path):
    header, identity = door.folder / "store.ehdh", Identity.new()
    write_header(header, with_recovery(read_header(header), secret_of(door), identity))
    plant(door)
    target = back_up(door, "kept")
    one, _, three = split(identity)
    other = split(Identity.new())
    for shares in ((one, one), (other[0], other[1]), (one, other[1])):
        with pytest.raises((Refused, Invalid)):
            restore(target, tmp_path / "again", Restorer("ira", shares=shares))
    assert not list(tmp_path.glob("again*"))
    found = restore(target, tmp_path / "again", Restorer("ira", shares=(one, three)))
    assert found.families == 1
    again = opened(founded, tmp_path / "again")
    assert again("maureen").context.vault.problems() == []
    again.close()
