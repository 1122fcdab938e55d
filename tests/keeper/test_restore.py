"""A keeper restores where nobody is signed in, and nowhere else."""

import shutil
from pathlib import Path

import pytest

from earlyhelp.clock import SystemClock
from earlyhelp.errors import Bug, Refused
from earlyhelp.founding import Joiner, found_organisation
from earlyhelp.keys.cost import FLOOR
from earlyhelp.messages import framing
from earlyhelp.messages.backups import MakeBackup
from earlyhelp.messages.session import CurrentSession, RestoreBackup
from tests.services.founded import PASSPHRASE

STAFF = (
    ("maureen", "Maureen Tregear", "team_manager", ("West",)),
    ("bea", "Bea Laity", "business_administrator", ()),
    ("ira", "Ira Menhenick", "information_governance", ()),
    ("ana", "Ana Rowse", "analyst", ()),
)


@pytest.fixture(scope="module")
def founded_here(tmp_path_factory):
    folder = tmp_path_factory.mktemp("restored") / "made-up"
    joiners = [Joiner(*one, PASSPHRASE) for one in STAFF]
    found_organisation(folder, {"West": "west"}, joiners, SystemClock(), FLOOR, "made up")
    return folder


@pytest.fixture
def store(founded_here, tmp_path):
    return shutil.copytree(founded_here, tmp_path / "store")


def ended(keeper):
    """Read news until long work is over; return the last of them."""
    while True:
        data = keeper.process.stdout.read1(65_536)
        for payload in keeper._splitter.feed(data):
            reply = framing.replied(payload)
            if not reply.number and (work := framing.news_of(reply).work) and work.ended:
                return work


def backed_up(keeper, store, target: Path):
    keeper.sign_in(store, "bea", PASSPHRASE)
    keeper.ask(MakeBackup(folder=str(target.parent), name=target.name))
    assert ended(keeper).ended == "done"


def asked(source, folder, login="bea", passphrase=PASSPHRASE):
    return RestoreBackup(source=str(source), folder=str(folder), login=login, passphrase=passphrase)


def test_nobody_signed_in_may_restore(keeper, store, tmp_path):
    backed_up(keeper, store, tmp_path / "made")
    with pytest.raises(Bug, match=r"keeper\.restore_signed_in"):
        keeper.ask(asked(tmp_path / "made", tmp_path / "again"))
    assert keeper.ask(CurrentSession()).login == "bea"
    assert not (tmp_path / "again").exists()


def test_it_is_restored_for_whom_the_rules_name(keeper, store, tmp_path):
    from tests.keeper.running import RunningKeeper

    backed_up(keeper, store, tmp_path / "made")
    keeper.close()
    with RunningKeeper(HOME=str(tmp_path / "home")) as other:
        for login, words, key in (
            ("maureen", PASSPHRASE, "key.wrong"),  # no slot in it
            ("bea", "not the right passphrase", "key.wrong"),
        ):
            other.ask(asked(tmp_path / "made", tmp_path / "again", login, words))
            work = ended(other)
            assert (work.ended, work.key) == ("failed", key)
        assert not list(tmp_path.glob("again*"))
        other.ask(asked(tmp_path / "made", tmp_path / "again"))
        with pytest.raises(Refused, match=r"work\.busy"):
            other.ask(asked(tmp_path / "made", tmp_path / "twice"))
        assert ended(other).ended == "done"
        assert other.sign_in(tmp_path / "again", "maureen", PASSPHRASE).login == "maureen"
