"""kill -9 inside rekey, backup, restore, migration, import, erasure: old or new, never between."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.storage.killed_kinds import ACTS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks; Windows has its own run")


def _killed(founded, folder, rounds, *acts):
    shutil.copytree(founded.folder, folder / "store")
    words = [sys.executable, "-m", "tests.storage.killed_acts", str(folder), str(rounds), *acts]
    done = subprocess.run(words, capture_output=True, text=True, timeout=1800, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _whole(told, rounds):
    assert told["faults"] == []
    assert told["old"] + told["new"] + told["taken_back"] == told["rounds"] == rounds


def test_a_kill_leaves_the_old_store_or_the_new_one(founded, tmp_path):
    told = _killed(founded, tmp_path / "base", 2)
    assert set(told) == set(ACTS)
    for counts in told.values():
        _whole(counts, 2)


@pytest.mark.long
@pytest.mark.parametrize("act", sorted(ACTS))
def test_a_hundred_kills_leave_the_old_store_or_the_new_one(founded, tmp_path, act):
    told = _killed(founded, tmp_path / "base", 100, act)[act]
    _whole(told, 100)
    assert told["old"] + told["taken_back"] > 5  # some kills came in the middle
