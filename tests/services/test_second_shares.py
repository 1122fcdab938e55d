"""Where no passphrase alone was decided on, every joiner gets a key file, or does not get in."""

import pytest

from earlyhelp.errors import Invalid, Locked
from earlyhelp.keys.header import read_header
from earlyhelp.keys.share import key_file_share
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.messages.session import CurrentSession
from earlyhelp.records.staff import PASSPHRASE_ALONE
from tests.services.test_staff import OTHER, approve, create, row


@pytest.fixture
def undecided(door, monkeypatch):
    """The store as if nobody had decided on a passphrase alone."""
    monkeypatch.delitem(door("bea").context.vault.facts, PASSPHRASE_ALONE)
    return door


def header_of(door, name="store"):
    return read_header(door.folder / f"{name}.ehdh")


def opens_with(door, name, login, key_file):
    header = header_of(door, name)
    with pytest.raises(Locked):
        unlock(header, Credentials(login, OTHER))
    return unlock(header, Credentials(login, OTHER, key_file_share(key_file)))


def test_a_joiner_without_a_key_file_is_not_entered(undecided, tmp_path):
    with pytest.raises(Invalid) as wrong:
        create(undecided, "gwen", role="information_governance")
    assert wrong.value.fields == {"key_file": "staff.key_file.needed"}
    path = tmp_path / "gwen.ehkey"
    create(undecided, "gwen", role="information_governance", key_file=str(path))
    opens_with(undecided, "store", "gwen", path)


def test_with_the_decision_a_passphrase_will_do(door):
    create(door, "hedra", role="information_governance")
    unlock(header_of(door), Credentials("hedra", OTHER))


def test_an_analyst_gets_the_key_file_from_the_second_person(undecided, tmp_path):
    ident = create(undecided, "isla", role="analyst", passphrase="")
    with pytest.raises(Invalid) as wrong:
        approve(undecided, "ira", ident, passphrase=OTHER)
    assert wrong.value.fields == {"key_file": "staff.key_file.needed"}
    assert row(undecided, ident).status == "waiting"
    path = tmp_path / "isla.ehkey"
    approve(undecided, "ira", ident, passphrase=OTHER, key_file=str(path))
    opens_with(undecided, "analysis", "isla", path)


def test_a_key_file_replaces_nothing_and_stays_out_of_the_store(door, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("somebody's")
    places = {
        taken: "key.file.exists",
        tmp_path / "nowhere" / "key": "audit.path.folder",
        door.folder / "key": "audit.path.store",
    }
    for path, key in places.items():
        with pytest.raises(Invalid) as wrong:
            create(door, "jory", role="information_governance", key_file=str(path))
        assert wrong.value.fields == {"key_file": key}
    assert taken.read_text() == "somebody's"
    assert not (door.folder / "key").exists()


def test_what_was_not_saved_leaves_no_key_file(door, tmp_path, monkeypatch):
    path = tmp_path / "kerra.ehkey"

    def fails(_uow):
        raise Invalid({"login": "staff.login.taken"})

    monkeypatch.setattr(door("bea").context, "before_commit", [fails])
    with pytest.raises(Invalid):
        create(door, "kerra", role="information_governance", key_file=str(path))
    assert not path.exists()
    monkeypatch.setattr(door("bea").context, "before_commit", [])
    create(door, "kerra", role="information_governance", key_file=str(path))
    assert path.exists()


def test_the_window_is_told_what_it_has_to_ask_for(door, monkeypatch):
    session = door("bea").dispatch(CurrentSession())
    assert (session.share, session.passphrase_alone) == ("pp", True)
    monkeypatch.delitem(door("bea").context.vault.facts, PASSPHRASE_ALONE)
    assert not door("bea").dispatch(CurrentSession()).passphrase_alone
