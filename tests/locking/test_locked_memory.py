"""After locking: key process gone, no key in the window's memory, widgets empty, clipboard cleared.

The real window with its real keeper in a process of its own; this process looks into its memory.
"""

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.locking.memory import WindowSide, counted
from tests.services.founded import PASSPHRASE, Door, plant

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/<pid>/mem")
SURNAME = "Quillfeather"


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def filled(founded, tmp_path_factory):
    """A store with one family, that family's id, and every key priya's session holds."""
    folder = Path(shutil.copytree(founded.folder, tmp_path_factory.mktemp("filled") / "store"))
    door = Door(founded, folder)
    planted = plant(door, surname=SURNAME)
    ring, opened = door("priya").context.vault.keyring, founded.opened["priya"][1]
    team = ring.secret(f"team:{door('priya').team_id}", ring.team_epoch(door("priya").team_id))
    keys = {
        "database key": opened.secret.key,
        "database key in hex": opened.secret.key.hex().encode(),
        "database key in hex, large": opened.secret.key.hex().upper().encode(),
        "directory key": ring.secret("directory", 0),
        "team key": team,
        "passphrase": PASSPHRASE.encode(),
        "passphrase as Qt holds text": PASSPHRASE.encode("utf-16-le"),
        "passphrase as Python holds wide text": PASSPHRASE.encode("utf-32-le"),
    }
    door.close()
    return folder, planted.family_id, keys


@pytest.fixture
def window(filled, tmp_path):
    places = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR")
    side = WindowSide(filled[0], os.environ | dict.fromkeys(places, str(tmp_path)))
    yield side
    side.close()


def test_a_locked_window_holds_no_key_no_name_and_no_copy(window, filled):
    _, family_id, keys = filled
    nothing = dict.fromkeys(keys, 0)
    _, keeper = window.ask("sign_in priya", PASSPHRASE)
    assert alive(int(keeper))
    in_keeper = counted(int(keeper), keys)
    assert in_keeper["directory key"] > 0  # the scanner finds keys where they are
    assert in_keeper["team key"] > 0
    assert counted(window.pid, keys) == nothing  # nor while it is open: the window never had them
    assert window.ask(f"show {family_id} {SURNAME}") == ["copied", "True"]
    held, on_clipboard = window.ask(f"look {SURNAME}")
    assert int(held) > 0
    assert int(on_clipboard) > 0
    assert window.ask("lock") == ["locked", "True"]
    assert not alive(int(keeper))
    assert counted(window.pid, keys) == nothing
    assert window.ask(f"look {SURNAME}") == ["0", "0"]


def test_quitting_takes_back_what_was_copied(window, filled):
    window.ask("sign_in priya", PASSPHRASE)
    assert window.ask(f"show {filled[1]} {SURNAME}") == ["copied", "True"]
    assert int(window.ask(f"look {SURNAME}")[1]) > 0
    assert window.ask("end") == ["ended"]
    assert window.ask(f"look {SURNAME}")[1] == "0"


def test_the_scanner_finds_a_needle_that_is_there(window):
    """The twin: what lies in that memory is found."""
    needle = os.urandom(32)
    assert counted(window.pid, {"needle": needle}) == {"needle": 0}
    assert window.ask(f"keep {needle.hex()}") == ["kept"]
    assert counted(window.pid, {"needle": needle})["needle"] > 0


#: Takes and gives back memory all the time, next to where the needle lies.
_RESTLESS = """
import mmap, random, sys
def taken():
    return mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
kept = taken()
word = sys.stdin.readline()
for place in range(32):  # byte by byte, so that it lies nowhere else
    kept[place] = int(word[2 * place:2 * place + 2], 16)
print("kept", flush=True)
held = [taken() for _ in range(40)]
while True:
    held.pop(random.randrange(len(held))).close()
    held.append(taken())
"""


def test_the_scanner_misses_nothing_of_a_process_at_work():
    needle = os.urandom(32)
    process = subprocess.Popen(
        [sys.executable, "-c", _RESTLESS], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        process.stdin.write(f"{needle.hex()}\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == b"kept\n"
        assert all(counted(process.pid, {"needle": needle})["needle"] for _ in range(100))
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("words", [("-m", "ui", "--store"), ("-m", "earlyhelp.keeper")])
def test_neither_process_leaves_a_core_file(words, tmp_path):
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    if hard == 0:
        pytest.skip("nobody may write core files here anyway")
    process = subprocess.Popen(
        [sys.executable, *words, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)),  # noqa: PLW1509
    )  # fmt: skip
    try:
        wait_until(lambda: core_limit(process.pid) == ["0", "0"])
    finally:
        process.kill()
        process.wait()
        process.stdin.close()


def core_limit(process: int) -> list[str]:
    limits = Path(f"/proc/{process}/limits").read_text(encoding="ascii").splitlines()
    (core,) = [line.split() for line in limits if line.startswith("Max core file size")]
    return core[4:6]


def wait_until(true) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)
