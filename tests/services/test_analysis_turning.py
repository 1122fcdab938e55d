"""The key of the analysis file turns when somebody who knew it leaves; a kill at any step locks nobody out."""

import shutil

import pytest

from earlyhelp.errors import HouseError, StorageFault
from earlyhelp.keys.header import read_header, write_header
from earlyhelp.keys.slots import Credentials, StoreSecret, unlock
from earlyhelp.keys.wraps import new_key
from earlyhelp.messages.keys import ContinueTurning, KeyTurnings
from earlyhelp.messages.recovery import RecoveryState
from earlyhelp.messages.staff import EndAccount
from earlyhelp.records.staff import KeyWrap
from earlyhelp.services.figures_file import analysis_file, held_secrets
from earlyhelp.storage import database, rekey
from tests.services.founded import PASSPHRASE
from tests.services.test_staff import OTHER, approve, create, row

READ = RecoveryState.permission


def header_of(door):
    return read_header(door.folder / "analysis.ehdh")


def opens(path, secret) -> bool:
    try:
        database.connect(path, secret, create=False).close()
    except StorageFault:
        return False
    return True


def file_opens(door, secret) -> bool:
    return opens(door.folder / "analysis.ehdb", secret)


def leave(door, login):
    """An analyst who copied header and key, and has just been ended."""
    ident = create(door, login, role="analyst", passphrase="")
    approve(door, "ira", ident, passphrase=OTHER)
    header = header_of(door)
    secret = unlock(header, Credentials(login, OTHER)).secret
    door("bea").dispatch(EndAccount(account_id=ident, version=row(door, ident).version))
    return header, secret


def waiting(door):
    rows = door("ira").dispatch(KeyTurnings())
    return [one for one in rows if one.key == "analysis" and one.done_at is None]


def turn(door) -> int:
    steps = 0
    while rows := waiting(door):
        assert all(one.mine for one in rows)
        door("ira").dispatch(ContinueTurning(turning_id=rows[-1].id))
        steps += 1
    return steps


def governance_opens(door) -> bool:
    """Tell whether information governance opens the file with the one key it holds."""
    desk = door("ira")
    with desk.unit(READ) as uow:
        assert len(held_secrets(uow, desk.context)) == 1
        with analysis_file(uow, desk.context) as file:
            return not file.context.vault.problems()


def test_what_a_leaver_copied_opens_nothing_any_more(door):
    header, secret = leave(door, "anton")
    assert file_opens(door, secret)  # until the key is turned
    assert not [
        one for one in door("bea").dispatch(KeyTurnings()) if one.mine and one.key == "analysis"
    ]
    assert turn(door) == 2
    assert not file_opens(door, secret)
    now = header_of(door)
    assert (now.epoch, any(slot.pending for slot in now.slots)) == (header.epoch + 1, False)
    assert "anton" not in {slot.account for slot in now.slots}
    assert file_opens(
        door, unlock(now, Credentials("ana", PASSPHRASE)).secret
    )  # who stays comes in
    assert governance_opens(door)
    write_header(door.folder / "analysis.ehdh", header)
    try:
        old = unlock(header, Credentials("anton", OTHER)).secret
        assert not file_opens(door, old)
    finally:
        write_header(door.folder / "analysis.ehdh", now)


def test_somebody_of_governance_leaves_the_key_behind_too(door):
    ident = create(door, "ivy", role="information_governance", passphrase=OTHER)
    approve(door, "ira", ident)
    desk = door("ira")
    with desk.unit(READ) as uow:
        (secret,) = held_secrets(uow, desk.context).values()
        assert uow.count(KeyWrap, KeyWrap.account_id == ident, KeyWrap.key_name == "analysis") == 1
    door("bea").dispatch(EndAccount(account_id=ident, version=row(door, ident).version))
    assert file_opens(door, secret)
    assert turn(door)
    assert not file_opens(door, secret)
    assert governance_opens(door)


@pytest.mark.parametrize("where", ["_rekey", "_finish"])
def test_a_kill_at_any_step_is_gone_on_from(door, monkeypatch, where):
    _, secret = leave(door, f"ada{where.strip('_')}")
    kept, killed = getattr(rekey, where), []

    def kill(*given):
        if not killed:
            killed.append(True)
            raise StorageFault("store.disk")
        return kept(*given)

    monkeypatch.setattr(rekey, where, kill)
    (first,) = waiting(door)
    door("ira").dispatch(ContinueTurning(turning_id=first.id))
    with pytest.raises(HouseError):
        door("ira").dispatch(ContinueTurning(turning_id=first.id))
    assert turn(door) == 1
    assert killed
    assert not file_opens(door, secret)
    assert file_opens(door, unlock(header_of(door), Credentials("ana", PASSPHRASE)).secret)
    assert governance_opens(door)


def test_the_last_slot_of_somebody_who_left_opens_nothing(door, tmp_path):
    for name in ("analysis.ehdb", "analysis.ehdh"):
        shutil.copy(door.folder / name, tmp_path / name)
    path, header = tmp_path / "analysis.ehdb", read_header(tmp_path / "analysis.ehdh")
    present = unlock(header, Credentials("ana", PASSPHRASE)).secret
    for shut, comes_in in ((frozenset(), True), (frozenset({"ana"}), False)):
        following = StoreSecret(new_key(), present.salt)
        rekey.turn_to(path, present, following, shut)
        assert opens(path, following)
        assert not opens(path, present)
        present, now = following, read_header(tmp_path / "analysis.ehdh")
        if comes_in:
            assert unlock(now, Credentials("ana", PASSPHRASE)).secret == following
        else:
            with pytest.raises(StorageFault):
                unlock(now, Credentials("ana", PASSPHRASE))
