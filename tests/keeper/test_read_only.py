"""A keeper for reading only inspects, refuses every message there is, and changes no byte."""

import hashlib
import shutil

import msgspec
import pytest

from earlyhelp.errors import Bug, Refused
from earlyhelp.messages import framing
from earlyhelp.messages.base import REGISTRY
from earlyhelp.messages.session import CurrentSession, InspectStore, SignIn
from tests.keeper.running import RunningKeeper
from tests.keeper.test_restore import asked as restore_asked
from tests.keeper.test_restore import ended, founded_here  # noqa: F401 - the store with its roles
from tests.services.founded import PASSPHRASE


@pytest.fixture
def store(founded_here, tmp_path):  # noqa: F811 - the fixture above
    return shutil.copytree(founded_here, tmp_path / "store")


@pytest.fixture
def reader(tmp_path):
    with RunningKeeper(("-m", "earlyhelp.keeper", "--read-only"), HOME=str(tmp_path)) as running:
        yield running


def state(folder):
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


def inspection(folder, login="bea", passphrase=PASSPHRASE):
    return InspectStore(folder=str(folder), login=login, passphrase=passphrase)


def test_it_inspects_and_leaves_every_byte(reader, store):
    before = state(store)
    reader.ask(inspection(store))
    found = ended(reader)
    assert (found.ended, found.told["problems"]) == ("done", "")
    assert found.told["entries"] > 0
    assert state(store) == before


def test_it_tells_what_is_damaged(reader, store):
    raw = bytearray((store / "store.ehdb").read_bytes())
    raw[-3000] ^= 1
    (store / "store.ehdb").write_bytes(raw)
    reader.ask(inspection(store))
    found = ended(reader)
    assert found.ended == "failed" or found.told["problems"]


@pytest.mark.parametrize(
    ("login", "passphrase", "key"),
    [("maureen", PASSPHRASE, "refused.role"), ("bea", "not the right passphrase", "key.wrong")],
)
def test_it_is_for_those_who_verify_stores(reader, store, login, passphrase, key):
    reader.ask(inspection(store, login, passphrase))
    found = ended(reader)
    assert (found.ended, found.key) == ("failed", key)


def test_every_message_there_is_is_refused(reader, store, tmp_path):
    for name in sorted(REGISTRY):
        reader._number += 1
        body = msgspec.Raw(msgspec.msgpack.encode({}))
        request = framing.Request(reader._number, name, body)
        try:
            framing.asked(msgspec.msgpack.encode(request))
        except Bug:
            continue  # it needs fields; the kinds below stand for them
        reader.write(framing.framed(msgspec.msgpack.encode(request)))
        assert reader.reply().failure.key == "readonly.refused", name
    for message in (
        SignIn(folder=str(store), login="bea", passphrase=PASSPHRASE),
        restore_asked(store, tmp_path / "again"),
        CurrentSession(),
    ):
        with pytest.raises(Refused, match=r"readonly\.refused"):
            reader.ask(message)
    assert not (tmp_path / "again").exists()


def test_an_ordinary_keeper_signs_the_same_person_in(keeper, store):
    assert keeper.sign_in(store, "bea", PASSPHRASE).login == "bea"
