"""kill -9 in the middle of saves: nothing acknowledged is lost, and drafts are back."""

import json
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks; Windows has its own run")


def _killed(founded, folder, rounds):
    shutil.copytree(founded.folder, folder)
    words = [sys.executable, "-m", "tests.storage.killed", str(folder), str(rounds)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("rounds", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_nothing_acknowledged_is_lost_when_the_keeper_is_killed(founded, tmp_path, rounds):
    counts = _killed(founded, tmp_path / "made-up", rounds)
    assert counts["acknowledged"] > rounds
    assert counts == {
        "rounds": rounds,
        "acknowledged": counts["acknowledged"],
        "lost": 0,
        "broken": 0,
        "drafts_missing": 0,
    }
