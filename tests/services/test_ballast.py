"""The reserve: given up when the disk is full so that the same press saves, and made again later."""

import os
import shutil
import subprocess
import sys

import pytest

from earlyhelp import platform
from earlyhelp.errors import StorageFault
from earlyhelp.messages.casework import AddCaseNote
from earlyhelp.messages.people import WhoLooked
from earlyhelp.services.ballast import ROOM_BESIDE, SIZE, Ballast
from tests.services.founded import Door, load_topics, plant


def test_the_reserve_is_private_and_really_takes_its_room(tmp_path):
    ballast = Ballast(tmp_path)
    ballast.keep()
    state = ballast.path.stat()
    assert ballast.is_there
    assert state.st_size == SIZE
    assert state.st_blocks * 512 >= SIZE
    assert state.st_mode & 0o077 == 0
    assert ballast.release()
    assert not ballast.release()
    assert list(tmp_path.iterdir()) == []


def test_no_reserve_is_made_where_it_would_fill_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(platform, "free_bytes", lambda path: SIZE + ROOM_BESIDE - 1)
    Ballast(tmp_path).keep()
    assert not Ballast(tmp_path).is_there
    monkeypatch.setattr(platform, "free_bytes", lambda path: SIZE + ROOM_BESIDE)
    Ballast(tmp_path).keep()
    assert Ballast(tmp_path).is_there


def test_nothing_is_left_of_a_reserve_that_did_not_fit(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "full")

    monkeypatch.setattr(os, "posix_fallocate", full)
    Ballast(tmp_path).keep()
    assert list(tmp_path.iterdir()) == []


def test_made_beside_other_work(tmp_path):
    ballast = Ballast(tmp_path)
    ballast.keep_beside()
    ballast._making.join(30)
    assert ballast.is_there


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 48 MB of our own."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can make a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=48m", "none", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk in memory can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_on_a_disk_that_is_really_full_the_second_press_saves(founded, small_disk):
    load_topics()
    folder = small_disk / "store"
    shutil.copytree(founded.folder, folder)
    platform.reserve(folder / "ballast", SIZE)
    door = Door(founded, folder)
    try:
        planted = plant(door)
        note = AddCaseNote(family_id=planted.family_id, text="Words " * 1600)
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as file:
            while True:
                try:
                    file.write(bytes(65536))
                except OSError:
                    break
        priya = door("priya")
        with pytest.raises(StorageFault) as told:
            for _ in range(200):
                priya.dispatch(note)
        assert told.value.key == "store.full_reserve"
        assert priya.dispatch(note).id  # the same press again
        assert not Ballast(folder).is_there
        assert priya.dispatch(WhoLooked(family_id=planted.family_id))
        assert priya.context.vault.problems() == []
    finally:
        door.close()
