"""A founded store on the disk, as the command line meets it, and a way to run commands in here."""

import json
import shutil
from dataclasses import dataclass

import pytest

from earlyhelp.cli import run
from earlyhelp.clock import SystemClock
from earlyhelp.founding import Joiner, found_organisation
from earlyhelp.keys.cost import FLOOR
from tests.services.founded import PASSPHRASE

STAFF = (
    ("maureen", "Maureen Tregear", "team_manager", ("West",)),
    ("bea", "Bea Laity", "business_administrator", ()),
    ("ira", "Ira Menhenick", "information_governance", ()),
    ("ana", "Ana Rowse", "analyst", ()),
)


@pytest.fixture(scope="session")
def pristine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "store"
    joiners = [Joiner(*one, PASSPHRASE) for one in STAFF]
    found_organisation(folder, {"West": "west"}, joiners, SystemClock(), FLOOR, "made up")
    return folder


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Keep checkpoints of tests out of the documents of whoever runs them."""
    kept = tmp_path / "kept"
    monkeypatch.setattr("earlyhelp.services.audit_checkpoints.checkpoint_dir", lambda: kept)
    return kept


@pytest.fixture
def folder(pristine, tmp_path):
    return shutil.copytree(pristine, tmp_path / "store")


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(PASSPHRASE + "\n")
    return path


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def facts(self):
        return json.loads(self.out)


@pytest.fixture
def command(capfd):
    """command("store", "verify", ...) runs it and checks what holds for every command."""

    def ran(*words):
        code = run([str(word) for word in words])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        assert err.count("\n") == (0 if code == 0 else 1), err
        return Answer(code, out, err)

    return ran


@pytest.fixture
def signed(command, folder, secret):
    """signed("bea", "store", "verify", folder) adds account and passphrase."""

    def ran(login, *words):
        return command(*words, "--account", login, "--passphrase-file", secret, "--json")

    return ran
