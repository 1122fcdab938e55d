"""Ways in: one's own are added and taken away; the administrator takes lost ones of anybody."""

import pytest

from earlyhelp.errors import Invalid, Locked, Refused, StorageFault
from earlyhelp.keys.header import read_header
from earlyhelp.keys.share import key_file_share
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.messages.devices import AddWayIn, RemoveWayIn, WaysIn
from earlyhelp.messages.keys import KeyTurnings
from tests.services.founded import PASSPHRASE


def ways(door, who, login=""):
    return door(who).dispatch(WaysIn(whose=login))


def add(door, who, path, **more):
    wanted = {"kind": "pp+file", "passphrase": PASSPHRASE, "new_key_file": str(path)} | more
    return door(who).dispatch(AddWayIn(**wanted))


def opens(door, login, share):
    return unlock(read_header(door.folder / "store.ehdh"), Credentials(login, PASSPHRASE, share))


def test_a_key_file_is_a_second_way_in_for_the_same_person(door, tmp_path):
    path = tmp_path / "priya.ehkey"
    add(door, "priya", path)
    assert [(one.kind, one.present) for one in ways(door, "priya")] == [
        ("pp", True), ("pp+file", False),
    ]  # fmt: skip
    opened = opens(door, "priya", key_file_share(path))
    assert opened.identity.public == door("priya").context.vault.identity.public


def test_the_passphrase_is_the_present_one(door, tmp_path):
    with pytest.raises(Invalid) as wrong:
        add(door, "omar", tmp_path / "x", passphrase="not the one at all")
    assert wrong.value.fields == {"passphrase": "devices.passphrase"}
    with pytest.raises(Invalid) as wrong:
        add(door, "omar", "")
    assert wrong.value.fields == {"new_key_file": "staff.key_file.needed"}
    assert len(ways(door, "omar")) == 1


def test_a_machine_without_a_keystore_cannot_hold_a_share(door, monkeypatch):
    def none():
        raise StorageFault("key.device.unavailable")

    monkeypatch.setattr("earlyhelp.keys.share.system_keystore", none)
    with pytest.raises(StorageFault) as fault:
        add(door, "omar", "", kind="pp+device")
    assert fault.value.key == "key.device.unavailable"


def test_a_machine_with_one_does(door, monkeypatch):
    class Keystore:
        def __init__(self):
            self.kept = {}

        def get_password(self, service, name):
            return self.kept.get((service, name))

        def set_password(self, service, name, text):
            self.kept[service, name] = text

    store = Keystore()
    monkeypatch.setattr("earlyhelp.keys.share.system_keystore", lambda: store)
    add(door, "sam", "", kind="pp+device")
    assert [one.kind for one in ways(door, "sam")] == ["pp", "pp+device"]
    assert len(store.kept) == 1


def test_a_lost_one_opens_nothing_and_the_stores_key_is_changed(door, tmp_path):
    path = tmp_path / "sol.ehkey"
    add(door, "sol", path)
    lost = next(one for one in ways(door, "bea", "sol") if one.kind == "pp+file")
    before = read_header(door.folder / "store.ehdh")
    door("bea").dispatch(RemoveWayIn(whose="sol", slot_number=lost.id))
    with pytest.raises(Locked):
        opens(door, "sol", key_file_share(path))
    unlock(before, Credentials("sol", PASSPHRASE, key_file_share(path)))  # until it is changed
    turning = door("bea").dispatch(KeyTurnings())[0]
    assert (turning.key, turning.because, turning.whose, turning.done_at) == (
        "store", "device", "Sol Pengelly", None,
    )  # fmt: skip


def test_the_present_and_the_last_one_stay(door):
    (mine,) = ways(door, "maureen")
    with pytest.raises(Refused) as told:
        door("maureen").dispatch(RemoveWayIn(whose="", slot_number=mine.id))
    assert told.value.key == "devices.present"
    with pytest.raises(Refused) as told:
        door("bea").dispatch(RemoveWayIn(whose="maureen", slot_number=mine.id))
    assert told.value.key == "devices.last"


@pytest.mark.parametrize("who", ["priya", "maureen", "ira"])
def test_other_peoples_are_nobodys_business(door, who):
    with pytest.raises(Refused) as told:
        ways(door, who, "omar")
    assert told.value.key == "refused.record"
    (theirs,) = ways(door, "bea", "omar")
    with pytest.raises(Refused):
        door(who).dispatch(RemoveWayIn(whose="omar", slot_number=theirs.id))
    with pytest.raises(Refused):
        door(who).dispatch(RemoveWayIn(whose="", slot_number=theirs.id))


def test_an_action_that_is_not_saved_leaves_the_header_as_it_was(door, tmp_path, monkeypatch):
    before = (door.folder / "store.ehdh").read_bytes()

    def fails(_uow):
        raise Invalid({"login": "staff.login.taken"})

    monkeypatch.setattr(door("ira").context, "before_commit", [fails])
    with pytest.raises(Invalid):
        add(door, "ira", tmp_path / "ira.ehkey")
    assert (door.folder / "store.ehdh").read_bytes() == before
    assert not (tmp_path / "ira.ehkey").exists()
