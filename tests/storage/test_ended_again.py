"""Who left after a backup was made is not let in by restoring it, as far as this computer knows."""

import shutil

import pytest

from earlyhelp import bootstrap
from earlyhelp.audit.endings import Ending
from earlyhelp.clock import FixedClock
from earlyhelp.errors import HouseError, Locked, Refused
from earlyhelp.keys.header import read_header
from earlyhelp.messages.backups import MakeBackup
from earlyhelp.messages.devices import AddWayIn, RemoveWayIn, WaysIn
from earlyhelp.messages.keys import KeyTurnings
from earlyhelp.messages.staff import EndAccount
from earlyhelp.restoring import Lists, Restorer, restore
from earlyhelp.services import ending_ledger
from tests.services.founded import MORNING, PASSPHRASE, Door, load_topics, plant
from tests.services.test_staff import row


@pytest.fixture
def door(founded, tmp_path):
    load_topics()
    folder = shutil.copytree(founded.folder, tmp_path / "made-up")
    opened = Door(founded, folder)
    yield opened
    opened.close()


@pytest.fixture
def witness(tmp_path):
    return tmp_path / "witness"


def back_up(door):
    target = door.folder.parent / "before"
    door("bea").worked(MakeBackup(folder=str(target.parent), name=target.name))
    return target


def end(door, login):
    ident = row(door, door(login).id).id
    door("bea").dispatch(EndAccount(account_id=ident, version=row(door, ident).version))


def restored(source, place, listed=None, login="bea"):
    who = Restorer(login, PASSPHRASE)
    return restore(source, place, who, Lists(ended=listed), FixedClock(MORNING))


def lets_in(place, login):
    """Sign in as the keeper would; say whether the door opened, or with what it stayed shut."""
    try:
        bootstrap.open_store(place, login, PASSPHRASE, clock=FixedClock(MORNING)).close()
    except HouseError as error:
        return error.key
    return ""


def test_a_leaver_stays_outside_and_their_team_key_is_left_behind_again(door, tmp_path):
    plant(door)
    oldest = back_up(door)
    end(door, "omar")
    found = restored(oldest, tmp_path / "again")
    assert (found.ended_again, found.ended_known) == (1, True)
    accounts = {slot.account for slot in read_header(tmp_path / "again" / "store.ehdh").slots}
    assert "omar" not in accounts
    assert lets_in(tmp_path / "again", "omar") == "key.wrong"
    assert lets_in(tmp_path / "again", "priya") == ""
    store = bootstrap.open_store(
        tmp_path / "again", "maureen", PASSPHRASE, clock=FixedClock(MORNING)
    )
    try:
        waiting = store.dispatcher.dispatch(KeyTurnings())
    finally:
        store.close()
    assert [(one.key, one.because) for one in waiting if one.done_at is None] == [("team", "ended")]


def test_without_the_list_nobody_could_know_and_it_is_told(door, tmp_path, witness):
    oldest = back_up(door)
    end(door, "omar")
    (listed,) = witness.glob("*.ended.txt")
    elsewhere = listed.replace(tmp_path / "elsewhere.txt")
    found = restored(oldest, tmp_path / "again")
    assert (found.ended_again, found.ended_known) == (0, False)
    assert lets_in(tmp_path / "again", "omar") == ""
    found = restored(oldest, tmp_path / "named", elsewhere)
    assert (found.ended_again, found.ended_known) == (1, True)
    assert lets_in(tmp_path / "named", "omar") == "key.wrong"


def test_a_list_that_was_cut_or_changed_restores_nothing(door, tmp_path, witness):
    oldest = back_up(door)
    for login in ("omar", "sol"):
        end(door, login)
    (listed,) = witness.glob("*.ended.txt")
    whole = listed.read_text(encoding="utf-8")
    second = whole.rindex("earlyhelp/", 0, whole.index("\nended 2"))
    number = str(door("omar").id)
    for text in (whole[second:], whole.replace(number, str(door("priya").id)), whole + whole):
        listed.write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=r"endings\.broken"):
            restored(oldest, tmp_path / "again")
        assert not list(tmp_path.glob("again*"))
    listed.write_text(whole, encoding="utf-8")
    assert restored(oldest, tmp_path / "again").ended_again == 2


def test_who_was_ended_restores_nothing(door, tmp_path):
    oldest = back_up(door)
    ira = door("ira")  # as another administrator's session would have noted it
    ending_ledger._add(ira.context.vault, Ending(ira.id, 0, "2026-11-22"))
    with pytest.raises(Refused, match=r"signin\.ended"):
        restored(oldest, tmp_path / "again", login="ira")
    assert not list(tmp_path.glob("again*"))
    assert restored(oldest, tmp_path / "again").ended_again == 1


def test_a_way_in_that_was_lost_stays_shut(door, tmp_path):
    asked = AddWayIn(
        kind="pp+file", passphrase=PASSPHRASE, new_key_file=str(tmp_path / "stick.key")
    )
    door("priya").dispatch(asked)
    oldest = back_up(door)
    lost = next(one for one in door("bea").dispatch(WaysIn(whose="priya")) if one.kind != "pp")
    door("bea").dispatch(RemoveWayIn(whose="priya", slot_number=lost.id))
    restored(oldest, tmp_path / "again")
    again = tmp_path / "again"
    assert lets_in(again, "priya") == ""
    with pytest.raises(Locked):
        bootstrap.open_store(
            again, "priya", PASSPHRASE, str(tmp_path / "stick.key"), FixedClock(MORNING)
        )


def test_a_list_that_is_gone_is_written_again_at_the_next_opening(door, witness):
    end(door, "omar")
    (listed,) = witness.glob("*.ended.txt")
    whole = listed.read_bytes()
    listed.unlink()
    bootstrap.finish_erasures(door("bea").context.vault)
    assert listed.read_bytes() == whole
    bootstrap.finish_erasures(door("bea").context.vault)
    assert listed.read_bytes() == whole
