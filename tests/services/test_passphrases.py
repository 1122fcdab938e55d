"""People change the passphrase somebody else chose for them; nothing shows one by accident."""

import pytest

from earlyhelp.errors import Invalid, Locked, StorageFault
from earlyhelp.keys.header import read_header
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.messages.session import ChangePassphrase, SignIn
from earlyhelp.messages.staff import ApproveAccount, CreateAccount
from earlyhelp.messages.trail import AuditTrail
from tests.services.founded import PASSPHRASE

NEW = "violet harbour tangent mosaic"


def change(door, login, old=PASSPHRASE, new=NEW, **more):
    desk = door(login)
    return desk.dispatch(ChangePassphrase(passphrase=old, new_passphrase=new, **more))


def opens(door, name, login, passphrase) -> bool:
    try:
        unlock(read_header(door.folder / f"{name}.ehdh"), Credentials(login, passphrase))
    except Locked:
        return False
    return True


@pytest.mark.parametrize(("login", "name"), [("priya", "store"), ("ana", "analysis")])
def test_the_new_one_opens_and_the_one_somebody_else_chose_does_not(door, login, name):
    change(door, login)
    assert opens(door, name, login, NEW)
    assert not opens(door, name, login, PASSPHRASE)


def test_the_change_stands_in_the_audit_without_either(door):
    change(door, "sol")
    (row,) = door("ira").dispatch(AuditTrail(act="passphrase:change", who="sol")).rows
    assert (row.outcome, row.what, row.purpose) == ("done", "", "")


@pytest.mark.parametrize(
    ("old", "new", "more", "error"),
    [
        ("not the one at all", NEW, {}, Locked),
        (PASSPHRASE, PASSPHRASE, {}, Invalid),
        (PASSPHRASE, "too short", {}, Invalid),
        (PASSPHRASE, NEW, {"key_file": "/nowhere/key"}, StorageFault),
    ],
)
def test_only_with_the_old_one_and_for_one_that_will_do(door, old, new, more, error):
    before = (door.folder / "store.ehdh").read_bytes()
    with pytest.raises(error):
        change(door, "omar", old, new, **more)
    assert (door.folder / "store.ehdh").read_bytes() == before
    assert opens(door, "store", "omar", PASSPHRASE)


@pytest.mark.parametrize(
    "message",
    [
        SignIn(folder="made-up", login="priya", passphrase=PASSPHRASE),
        ChangePassphrase(passphrase=PASSPHRASE, new_passphrase=PASSPHRASE),
        CreateAccount(login="petra", name="Petra", role="analyst", passphrase=PASSPHRASE),
        ApproveAccount(account_id=1, version=1, passphrase=PASSPHRASE),
    ],
)
def test_a_message_with_a_passphrase_does_not_show_it(message):
    assert PASSPHRASE not in f"{message!r} {message}"
    assert PASSPHRASE in str(AuditTrail(who=PASSPHRASE))  # the twin: others show their fields
