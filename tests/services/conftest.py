"""The store the services are tried in: founded once, a fresh copy for each module."""

import shutil

import pytest

from earlyhelp import platform
from earlyhelp.platform import Verdict
from earlyhelp.services.topics import load_topics
from tests.services.founded import Door, found, plant


@pytest.fixture(scope="session")
def founded(tmp_path_factory):
    return found(tmp_path_factory.mktemp("founded"))


@pytest.fixture(scope="module")
def door(founded, tmp_path_factory):
    """door("priya").dispatch(message); door.clock stands at TODAY and moves when told."""
    load_topics()
    folder = tmp_path_factory.mktemp("store") / "made-up"
    shutil.copytree(founded.folder, folder)
    opened = Door(founded, folder)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _clock_put_back(request):
    """Let each test find the clock where its module set it, in whatever order they run."""
    if "door" not in request.fixturenames:
        yield
        return
    clock = request.getfixturevalue("door").clock
    before = clock.instant
    yield
    clock.instant = before


@pytest.fixture(autouse=True)
def own_witness(tmp_path_factory, monkeypatch):
    """Give each test a place of its own for kept checkpoints: copies of a store bear no witness for others."""
    folder = tmp_path_factory.mktemp("witness")
    monkeypatch.setattr("earlyhelp.services.audit_checkpoints.checkpoint_dir", lambda: folder)
    return folder


@pytest.fixture
def planted(door):
    """A fresh family of West: mother, child, home, open case led by Priya."""
    return plant(door)


@pytest.fixture
def scanner(monkeypatch):
    """scanner("clean") or another state: what every scan says until told otherwise."""

    def says(state, engine="Made-up 1/2"):
        monkeypatch.setattr(platform, "scan", lambda data: Verdict(state, engine, "Test.X"))
        monkeypatch.setattr(platform, "engine", lambda: engine)

    says("clean")
    return says
