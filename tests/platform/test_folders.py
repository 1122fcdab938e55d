"""Own folders and the device's pseudonym."""

import getpass
import socket
import subprocess
import sys

from earlyhelp import platform


def test_folders_are_three_different_ones():
    folders = {platform.data_dir(), platform.log_dir(), platform.checkpoint_dir()}
    assert len(folders) == 3
    assert platform.data_dir() not in platform.checkpoint_dir().parents


def test_device_name_stays_and_differs_between_devices(tmp_path):
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir()
    second.mkdir()
    name = platform.device_name(first)
    assert platform.device_name(first) == name
    assert platform.device_name(second) != name


def test_device_name_says_nothing_about_person_or_machine(tmp_path):
    name = platform.device_name(tmp_path)
    assert name.startswith("device-")
    assert getpass.getuser() not in name
    assert socket.gethostname() not in name


def test_damaged_device_name_is_drawn_again(tmp_path):
    (tmp_path / "device").write_bytes(b"\xff../../etc")
    name = platform.device_name(tmp_path)
    assert name == platform.device_name(tmp_path)
    assert "/" not in name


def test_room_is_light():
    heavy = "{'platformdirs', 'msgspec', 'cryptography', 'keyring', 'PySide6'}"
    code = f"import sys, earlyhelp.platform; print({heavy} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
