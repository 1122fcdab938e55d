"""Locks, durable writing and private files: refusals and their permitted twins."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from earlyhelp import platform
from earlyhelp.errors import StorageFault
from earlyhelp.platform.retry import until_released

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")

_HOLD = """
import sys
from pathlib import Path
from earlyhelp.platform import exclusive_lock
lock = exclusive_lock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_second_program_is_refused_and_death_frees_the_lock(tmp_path):
    path = tmp_path / "store.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(StorageFault) as refused:
            platform.exclusive_lock(path)
        assert refused.value.key == "store.in_use"
        holder.kill()
    with platform.exclusive_lock(path):
        pass


def test_lock_is_exclusive_within_one_process_until_released(tmp_path):
    lock = platform.exclusive_lock(tmp_path / "store.lock")
    with pytest.raises(StorageFault):
        platform.exclusive_lock(tmp_path / "store.lock")
    lock.release()
    lock.release()
    platform.exclusive_lock(tmp_path / "store.lock").release()


def test_lock_in_missing_folder_is_a_storage_fault(tmp_path):
    with pytest.raises(StorageFault) as refused:
        platform.exclusive_lock(tmp_path / "none" / "store.lock")
    assert refused.value.key == "store.unwritable"


def test_write_replaces_and_leaves_no_partial(tmp_path):
    path = tmp_path / "file"
    platform.write_durably(path, b"old")
    (tmp_path / "file.partial").write_bytes(b"left by a crash")
    platform.write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_failed_write_keeps_the_old_content(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    (tmp_path / "file.partial").mkdir()
    with pytest.raises(StorageFault) as refused:
        platform.write_durably(path, b"new")
    assert refused.value.key == "store.unwritable"
    assert path.read_bytes() == b"old"


@posix_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_has_its_own_sentence(tmp_path, monkeypatch):
    real = os.open

    def full(path, flags, *mode):
        return (
            real("/dev/full", os.O_WRONLY)
            if str(path).endswith(".partial")
            else real(path, flags, *mode)
        )

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(StorageFault) as refused:
        platform.write_durably(tmp_path / "file", b"new")
    assert refused.value.key == "store.full"


@posix_only
def test_private_means_owner_only(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"")
    path.chmod(0o644)
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o755)
    platform.make_private(path)
    platform.make_private(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    platform.write_durably(path, b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform != "linux", reason="reads the Linux dumpable flag")
def test_no_core_dumps_takes_hold():
    code = (
        "import ctypes, resource\n"
        "from earlyhelp.platform import no_core_dumps\n"
        "no_core_dumps()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0 (0, 0)"


def test_free_bytes_of_a_path_yet_to_be_made(tmp_path):
    assert platform.free_bytes(tmp_path / "a" / "b") > 0


def test_writable_folder(tmp_path):
    assert platform.is_writable_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not platform.is_writable_folder(tmp_path / "none")
    (tmp_path / "file").write_bytes(b"")
    assert not platform.is_writable_folder(tmp_path / "file")


def test_retry_outlasts_a_scanner_but_not_for_ever():
    pauses = []
    left = [PermissionError(), PermissionError()]

    def held_twice():
        if left:
            raise left.pop()

    until_released(held_twice, pauses.append)
    assert pauses == [0.1, 0.1]

    def held_for_ever():
        raise PermissionError

    with pytest.raises(PermissionError):
        until_released(held_for_ever, pauses.append)
    assert len(pauses) == 2 + 19
