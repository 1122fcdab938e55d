"""No network in local mode: a whole session under strace opens no Internet socket at all."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.house.tree import ROOT
from tests.services.founded import PASSPHRASE, Door, found, load_topics, plant

STRACE, UNSHARE = shutil.which("strace"), shutil.which("unshare")
_INTERNET = re.compile(r"\b(?:socket|connect|bind|listen|sendto|sendmsg)\(.*AF_INET6?\b")
#: window and keeper over a real store: sign in, lists, a family, search, a paper, lock
_SESSION = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui import theme
from ui.views.sign_in import SignInView
from ui.wiring.window import Window

folder, family_id = Path(sys.argv[1]), int(sys.argv[2])
app = QApplication([])
theme.apply(app)
window = Window(app, folder)
window.show()

def until(done):
    for _ in range(1200):
        if done():
            return
        QTest.qWait(50)
    raise SystemExit("stuck")

window.shell.findChildren(SignInView)[-1].sign_in_pressed.emit("priya", sys.argv[3], "")
until(lambda: window.desk is not None and window.at_rest)
for page in ("my_work", "front_door", "families"):
    window.go(page)
    until(lambda: window.at_rest)
    assert window.pages[page].view.isVisible(), page
window.go("family", family_id=family_id, section="documents")
until(lambda: window.at_rest)
assert window.pages["family"].view.isVisible()
window.lock()
QTest.qWait(200)
window.link.stop()
window.link.wait_until_stopped()
print("done")
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return found(tmp_path_factory.mktemp("made"))


@pytest.fixture
def words(made, tmp_path):
    """What the session is told: a store's folder, a family there, Priya's passphrase."""
    load_topics()
    folder = tmp_path / "store"
    shutil.copytree(made.folder, folder)
    door = Door(made, folder)
    family_id = plant(door).family_id
    door.close()
    return str(folder), str(family_id), PASSPHRASE


def can(*command):
    """Tell whether this system lets us run a command so."""
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


def traced(folder, code, *words):
    """Run Python under strace with all its children; return output and every network call."""
    out = folder / "calls"
    run = subprocess.run(
        [
            STRACE, "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", out,
            sys.executable, "-W", "ignore", "-c", code, *words,
        ],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=170,
    )  # fmt: skip
    return run, [line for line in out.read_text().splitlines() if _INTERNET.search(line)]


@pytest.mark.skipif(
    not STRACE or not can(STRACE, "-o", "/dev/null"),
    reason="strace is not here or may not trace: apt-get install strace",
)
def test_a_whole_session_opens_no_internet_socket(tmp_path, words):
    run, calls = traced(tmp_path, _SESSION, *words)
    assert run.stdout.strip().endswith("done"), run.stderr[-2000:]
    assert calls == []


@pytest.mark.skipif(
    not STRACE or not can(STRACE, "-o", "/dev/null"),
    reason="strace is not here or may not trace: apt-get install strace",
)
def test_one_socket_would_be_found(tmp_path):
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"
    assert len(traced(tmp_path, code)[1]) == 1


@pytest.mark.long
@pytest.mark.skipif(
    not UNSHARE or not can(UNSHARE, "--net", "--map-root-user"),
    reason="no empty network namespace can be made here",
)
def test_a_whole_session_runs_where_there_is_no_network(tmp_path, words):
    run = subprocess.run(
        [UNSHARE, "--net", "--map-root-user", sys.executable, "-W", "ignore", "-c", _SESSION, *words],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=170,
    )  # fmt: skip
    assert run.stdout.strip().endswith("done"), run.stderr[-2000:]
