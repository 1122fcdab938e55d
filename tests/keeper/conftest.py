"""A small store under the real clock, for real keepers."""

import shutil

import pytest

from earlyhelp.clock import SystemClock
from earlyhelp.founding import Joiner, found_organisation
from earlyhelp.keys.cost import FLOOR
from tests.keeper.running import RunningKeeper
from tests.services.founded import PASSPHRASE

STAFF = (
    ("priya", "Priya Nandra", "practitioner", ("West",)),
    ("maureen", "Maureen Tregear", "team_manager", ("West",)),
    ("ana", "Ana Rowse", "analyst", ()),
)


@pytest.fixture(scope="session")
def organisation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "made-up"
    joiners = [Joiner(*one, PASSPHRASE) for one in STAFF]
    found_organisation(folder, {"West": "west"}, joiners, SystemClock(), FLOOR, "made up")
    return folder


@pytest.fixture
def folder(organisation, tmp_path):
    return shutil.copytree(organisation, tmp_path / "made-up")


@pytest.fixture
def keeper(tmp_path):
    """A keeper whose home and temporary files lie where the test can see them."""
    home = tmp_path / "home"
    home.mkdir()
    with RunningKeeper(HOME=str(home), TMPDIR=str(home)) as running:
        yield running
