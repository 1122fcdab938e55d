"""Whoever loses their way in leaves keys behind that open nothing any more."""

import pytest
from sqlalchemy import select

from earlyhelp import bootstrap
from earlyhelp.errors import Locked, Refused, StorageFault
from earlyhelp.keys.header import read_header, write_header
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.keys.wraps import open_bytes
from earlyhelp.messages.keys import ContinueTurning, KeyTurnings
from earlyhelp.messages.people import FamilyList
from earlyhelp.messages.staff import EndAccount
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.records.people import FamilyKey
from earlyhelp.services import key_turnings
from earlyhelp.services.upkeep import Upkeep
from earlyhelp.storage import database
from earlyhelp.storage.sealing import _family_place
from tests.services.founded import PASSPHRASE, plant
from tests.services.test_staff import OTHER, approve, create, row


def leaver(door, login, manager="maureen"):
    """A practitioner who worked here, copied header and keys, and has just been ended."""
    team = door(manager).team_id
    ident = create(door, login, team_ids=(team,))
    approve(door, manager, ident)
    header = read_header(door.folder / "store.ehdh")
    opened = unlock(header, Credentials(login, OTHER))
    keys = {
        epoch: door(manager).context.vault.keyring.secret(f"team:{team}", epoch)
        for epoch in range(1, door(manager).context.vault.keyring.team_epoch(team) + 1)
    }
    door("bea").dispatch(EndAccount(account_id=ident, version=row(door, ident).version))
    return header, opened, keys


def due(door, login):
    return [one for one in door(login).dispatch(KeyTurnings()) if one.done_at is None]


def turn_all(door, login):
    """Go on until nothing waits that this person can turn; return the steps."""
    desk, steps = door(login), 0
    while mine := [one for one in due(door, login) if one.mine]:
        desk.dispatch(ContinueTurning(turning_id=mine[-1].id))
        steps += 1
    return steps


def wrapped_keys(door, manager="maureen"):
    with door(manager).unit() as uow:
        columns = select(FamilyKey.family_id, FamilyKey.team_id, FamilyKey.epoch, FamilyKey.wrapped)
        return uow.rows(columns)


def opens(door, secret) -> bool:
    try:
        database.connect(door.folder / "store.ehdb", secret, create=False).close()
    except StorageFault:
        return False
    return True


def test_the_old_header_put_back_opens_nothing(door):
    header, opened, _ = leaver(door, "bruno")
    assert opens(door, opened.secret)  # until the key is turned
    assert turn_all(door, "bea") == 1
    assert not opens(door, opened.secret)
    now = read_header(door.folder / "store.ehdh")
    assert now.epoch == header.epoch + 1
    assert not any(slot.pending for slot in now.slots)
    still = unlock(now, Credentials("priya", PASSPHRASE))
    assert opens(door, still.secret)
    assert not door("bea").context.vault.problems()
    write_header(door.folder / "store.ehdh", header)
    with pytest.raises((StorageFault, Locked)):
        bootstrap.open_store(door.folder, "priya", PASSPHRASE, clock=door.clock)
    write_header(door.folder / "store.ehdh", now)


def test_a_team_leaves_its_old_key_behind_in_short_steps(door, monkeypatch):
    monkeypatch.setattr(key_turnings, "_AT_A_TIME", 2)
    turn_all(door, "maureen")
    planted = [plant(door) for _ in range(5)]
    _, _, keys = leaver(door, "carla")
    turn_all(door, "bea")
    (waits,) = due(door, "bea")
    assert (waits.key, waits.because, waits.mine) == ("team", "ended", False)
    with pytest.raises(Refused) as refused:
        door("bea").dispatch(ContinueTurning(turning_id=waits.id))
    assert refused.value.key == "keys.turn.not_yours"
    families = len(wrapped_keys(door))
    assert turn_all(door, "maureen") == 1 + -(-families // 2)
    done = next(one for one in door("bea").dispatch(KeyTurnings()) if one.id == waits.id)
    assert (done.done, done.total) == (families, families)
    for one in wrapped_keys(door):
        assert one.epoch not in keys
        for key in keys.values():
            with pytest.raises(Locked):
                open_bytes(key, one.wrapped, _family_place(one.family_id, one.team_id))
    assert {one.family_id for one in planted} <= {one.family_id for one in wrapped_keys(door)}


def test_colleagues_open_their_families_as_before(door):
    planted = plant(door)
    leaver(door, "dora")
    turn_all(door, "maureen")
    door._desks.pop("priya")  # the next session takes its keys from the file
    listed = door("priya").dispatch(FamilyList()).rows
    assert planted.family_id in {one.id for one in listed}
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
    assert door("priya").context.vault.keyring.knows_family(planted.family_id)
    later = plant(door)  # new families take the new key
    epochs = {one.family_id: one.epoch for one in wrapped_keys(door)}
    assert epochs[later.family_id] == epochs[planted.family_id]


def test_another_teams_manager_turns_nothing_of_this_team(door):
    turn_all(door, "maureen")
    leaver(door, "edith")
    turn_all(door, "sam")
    (waits,) = due(door, "sam")
    assert not waits.mine
    with pytest.raises(Refused):
        door("sam").dispatch(ContinueTurning(turning_id=waits.id))
    turn_all(door, "maureen")
    assert not due(door, "maureen")


def test_the_next_managers_session_does_it_by_itself(door):
    leaver(door, "felix")
    for login in ("bea", "maureen"):
        door(login).context.keys_wait = True
        upkeep = Upkeep(door(login).context)
        while due(door, login) and any(one.mine for one in due(door, login)):
            door(login).sit()
            assert upkeep.step()
    assert not due(door, "ira")


def test_the_audit_says_that_keys_were_turned_and_names_no_family(door):
    plant(door)
    leaver(door, "gwen")
    turn_all(door, "maureen")
    rows = door("ira").dispatch(AuditTrail(act="key:turn")).rows
    assert any("store key turned" in one.purpose for one in rows)
    assert any("families" in one.purpose for one in rows)
    assert not any("family:" in one.what for one in rows)
