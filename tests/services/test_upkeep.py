"""Background work between messages: a damaged name does not keep the audit from being checked."""

import pytest

from earlyhelp.errors import Locked
from earlyhelp.services.upkeep import Upkeep
from earlyhelp.storage.search_index import PeopleIndex
from tests.services.founded import plant


def _done(desk):
    desk.sit()
    upkeep = Upkeep(desk.context)
    while upkeep.step():
        pass
    return upkeep.state()


def hurt_name(vault, person_id):
    """Alter a sealed name as somebody with the file's key could; return what it was."""
    ask = "SELECT directory FROM person WHERE id = ?"
    ((sound,),) = vault._connection.execute(ask, (person_id,)).fetchall()
    mend_name(vault, person_id, bytes(len(sound)))
    return sound


def mend_name(vault, person_id, sealed):
    change = "UPDATE person SET directory = ? WHERE id = ?"
    vault._connection.execute(change, (sealed, person_id))


def test_everybody_is_found_and_the_audit_is_verified(door):
    plant(door)
    state = _done(door("priya"))
    assert state.people == state.people_total > 0
    assert state.audit_ok
    assert state.audit == state.audit_total


def test_an_altered_name_ends_the_index_and_the_audit_is_verified_all_the_same(door):
    hurt = plant(door)
    desk = door("maureen")
    desk.sit()
    vault = desk.context.vault
    sound = hurt_name(vault, hurt.child_id)
    desk.context.index = PeopleIndex(vault.engine, vault.keyring)
    with pytest.raises(Locked) as told:
        desk.built()
    assert told.value.key == "key.wrong"
    desk.context.index = PeopleIndex(vault.engine, vault.keyring)
    state = _done(desk)
    assert state.people < state.people_total
    assert (state.audit_ok, state.audit) == (True, state.audit_total)
    mend_name(vault, hurt.child_id, sound)
