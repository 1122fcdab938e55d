"""A named key opens for the accounts it was given to, and for nobody else."""

from types import SimpleNamespace

import pytest

from earlyhelp.errors import Locked, Refused
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.services import named_keys
from earlyhelp.storage.family_keys import need_for_sealing, open_column


def paper(name):
    return SimpleNamespace(
        __tablename__="paper", id=7, version=1, family_id=3, key_name=name, content=None,
        seals={"content": ("named", str)},
    )  # fmt: skip


def accounts(uow, door, *logins):
    return [uow.get(StaffAccount, door(login).id) for login in logins]


def made(door, name, *logins):
    """Return a paper that Maureen sealed for these people."""
    with door("maureen").unit() as uow:
        named_keys.make(uow, door("maureen").context, name, accounts(uow, door, *logins))
        sheet = paper(name)
        need_for_sealing(uow, sheet)
        sheet.content = uow.keyring.seal(sheet, "content", "made up")
        uow.commit()
    return sheet


def read(door, login, sheet):
    with door(login).unit() as uow:
        return open_column(uow, sheet, "content")


def test_the_named_read_and_nobody_else(door):
    sheet = made(door, "made_up:1", "priya", "maureen")
    assert read(door, "priya", sheet) == read(door, "maureen", sheet) == "made up"
    for login in ("omar", "sam"):
        with pytest.raises(Locked) as told:
            read(door, login, sheet)
        assert told.value.key == "key.missing"
    assert not door("priya").context.vault.keyring.knows_named("made_up:1")


def test_who_makes_a_key_for_others_reads_it_no_more_afterwards(door):
    sheet = made(door, "made_up:2", "priya")
    assert read(door, "priya", sheet) == "made up"
    with pytest.raises(Locked):
        read(door, "maureen", sheet)


def test_a_holder_adds_and_takes_readers_but_never_the_last(door):
    sheet = made(door, "made_up:3", "priya")
    with door("maureen").unit() as uow, pytest.raises(Locked):
        named_keys.add(uow, door("maureen").context, "made_up:3", accounts(uow, door, "maureen")[0])
    with door("priya").unit() as uow:
        (omar,) = accounts(uow, door, "omar")
        named_keys.add(uow, door("priya").context, "made_up:3", omar)
        uow.flush()
        named_keys.add(uow, door("priya").context, "made_up:3", omar)
        uow.commit()
    assert read(door, "omar", sheet) == "made up"
    with door("omar").unit() as uow:
        priya, omar = accounts(uow, door, "priya", "omar")
        named_keys.take(uow, "made_up:3", priya)
        uow.flush()
        with pytest.raises(Refused):
            named_keys.take(uow, "made_up:3", omar)
        uow.commit()
    with pytest.raises(Locked):
        read(door, "priya", sheet)


def test_a_name_is_taken_once_and_never_by_nobody(door):
    made(door, "made_up:4", "priya")
    with door("maureen").unit() as uow:
        for name, logins in (("made_up:4", ("omar",)), ("made_up:5", ())):
            with pytest.raises(Refused):
                named_keys.make(uow, door("maureen").context, name, accounts(uow, door, *logins))
        assert uow.count(KeyWrap, KeyWrap.key_name == "made_up:4") == 1
