"""Nothing that was typed can be read on the disk: not in the store, beside it, nor in passing."""

import re
import shutil
import subprocess

import pytest

from earlyhelp.bootstrap import open_store
from earlyhelp.clock import SystemClock
from tests.keeper.conftest import organisation  # noqa: F401 - a fixture
from tests.keeper.running import ROOT, RunningKeeper
from tests.services.founded import PASSPHRASE
from tests.storage.canaries import Canaries, hits, packings, plant

_OPENED = re.compile(r'(?:openat\([^,]*, |creat\()"([^"]+)"([^)]*)')
_SCRATCH = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
            "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR")  # fmt: skip


def _found(folder, canaries):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name: found for path in files if (found := hits(path.read_bytes(), canaries))}


@pytest.mark.parametrize("packing", sorted(packings("")))
def test_a_planted_file_is_found_however_it_is_packed(tmp_path, packing):
    """The twin of everything below: the search does find what lies open."""
    (tmp_path / "left").write_bytes(packings("so Quillonberry said nothing")[packing])
    assert _found(tmp_path, ["Quillonberry", "Nobody"]) == {"left": ["Quillonberry"]}


def test_the_dispatcher_leaves_nothing_readable(organisation, tmp_path):  # noqa: F811
    folder = shutil.copytree(organisation, tmp_path / "made-up")
    canaries = Canaries("d")
    store = open_store(folder, "maureen", PASSPHRASE)
    try:
        paper = plant(store.dispatcher.dispatch, canaries, SystemClock().today())
        assert _found(tmp_path, canaries.all) == {}  # while it is open: -wal and -shm too
        assert (folder / "store.ehdb-wal").exists()
    finally:
        store.close()
    assert len(canaries.all) >= 200
    assert hits(paper, canaries.all) or paper.startswith(b"%PDF")
    assert _found(tmp_path, canaries.all) == {}


@pytest.fixture
def traced(tmp_path):
    """Words that let the system write down every file the keeper opens, where it can."""
    tracer = shutil.which("strace")
    log = tmp_path / "opened.log"
    words = [tracer, "-f", "-qq", "-s", "4096", "-e", "trace=openat,creat", "-o", str(log)]
    if tracer is None or subprocess.run([*words, "true"], check=False).returncode:
        return [], log
    return words, log


def test_the_keeper_leaves_nothing_readable(organisation, tmp_path, traced):  # noqa: F811
    folder = shutil.copytree(organisation, tmp_path / "made-up")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    words, log = traced
    canaries = Canaries("k")
    env = dict.fromkeys(_SCRATCH, str(scratch)) | {"PYTHONDONTWRITEBYTECODE": "1"}
    with RunningKeeper(before=words, **env) as keeper:
        keeper.sign_in(folder, "maureen", PASSPHRASE)
        paper = plant(keeper.ask, canaries, SystemClock().today())
        assert _found(tmp_path, canaries.all) == {}
        code, errors = keeper.close()
    assert len(canaries.all) >= 200
    assert paper.startswith(b"%PDF")
    assert (code, hits(errors.encode(), canaries.all)) == (0, [])
    assert hits(keeper.heard, canaries.all)  # the twin: the pipe to the window does carry them
    assert _found(tmp_path, canaries.all) == {}
    if words:
        _no_other_file(log, (folder, scratch))


def _no_other_file(log, allowed) -> None:
    """Every file opened for writing lies in the store's folder or the scratch one, or is no file."""
    opened = _OPENED.findall(log.read_text(encoding="utf-8", errors="replace"))
    assert any("store.ehdb" in path for path, _ in opened)
    written = {path for path, how in opened if re.search("O_WRONLY|O_RDWR|O_CREAT", how)}
    roots = (*map(str, allowed), "/dev/", "/proc/")
    assert {path for path in written if not path.startswith(roots)} == set(), ROOT
