"""What is looked at before sign-in: each check can find something, and says so in a sentence."""

import json
import os
import subprocess
import sys
import tomllib
from datetime import UTC, datetime, timedelta

import pytest

from earlyhelp import platform
from earlyhelp.platform import posix
from earlyhelp.settings import resource
from earlyhelp.startup import checks
from tests.house.tree import ROOT

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
MB = 1024 * 1024


def store(folder, *slots, mode=0o600, at=NOW):
    folder.mkdir(exist_ok=True)
    header = {"vault": "x", "slots": [{"account": name, "kind": kind} for name, kind in slots]}
    for name, content in (("store.ehdb", b"x"), ("store.ehdh", json.dumps(header).encode())):
        path = folder / name
        path.write_bytes(content)
        path.chmod(mode)
        os.utime(path, (at.timestamp(), at.timestamp()))
    return folder


def said(finding):
    return finding.level, finding.word


def test_a_store_as_it_should_be_has_nothing_to_say(tmp_path, monkeypatch):
    monkeypatch.setattr(platform, "login_name", lambda: "pnair")
    monkeypatch.setattr(platform, "engine", lambda: "Made-up 1")
    found = {one.check: one.level for one in checks.look(store(tmp_path / "s"), NOW)}
    assert found.pop("installed") == "unknown"  # a source checkout
    assert set(found.values()) <= {"fine", "unknown"}
    assert len(found) == 6


def test_synced_folders_stop(tmp_path):
    assert said(checks.place(tmp_path / "OneDrive - Council" / "s")) == ("stop", "synced")
    assert said(checks.place(tmp_path / "s")) == ("fine", "fine")


def test_network_shares_stop(tmp_path, monkeypatch):
    monkeypatch.setattr(posix, "is_on_network", lambda path: True)
    assert said(checks.place(tmp_path)) == ("stop", "network")


@pytest.mark.parametrize(
    ("flag", "way", "level"), [("1", "ata1", "warn"), ("0", "ata1", "fine"), ("0", "usb2", "warn")]
)
def test_removable_disks_are_told(tmp_path, monkeypatch, flag, way, level):
    number = tmp_path.stat().st_dev
    disk = tmp_path / "devices" / way / "sdb"
    (disk / "sdb1").mkdir(parents=True)
    (disk / "removable").write_text(f"{flag}\n")
    blocks = tmp_path / "blocks"
    blocks.mkdir()
    (blocks / f"{os.major(number)}:{os.minor(number)}").symlink_to(disk / "sdb1")
    monkeypatch.setattr(platform, "is_removable", lambda path: posix.is_removable(path, blocks))
    assert checks.place(tmp_path / "not there yet").level == level


def test_files_open_to_others_are_counted(tmp_path):
    assert said(checks.rights(store(tmp_path / "a"))) == ("fine", "fine")
    found = checks.rights(store(tmp_path / "b", mode=0o644))
    assert (found.level, found.params) == ("warn", {"count": 2})


@pytest.mark.parametrize(
    ("minutes", "level"), [(0, "fine"), (5, "fine"), (11, "warn"), (60 * 24 * 365, "warn")]
)
def test_a_clock_behind_what_was_written_is_told(tmp_path, minutes, level):
    folder = store(tmp_path / "s", at=NOW + timedelta(minutes=minutes))
    assert checks.clock(NOW, checks.last_written(folder)).level == level
    assert checks.clock(NOW, None).level == "fine"


def test_little_room_is_told():
    assert said(checks.disk(2000 * MB)) == ("fine", "fine")
    assert said(checks.disk(400 * MB)) == ("warn", "little")
    assert said(checks.disk(1 * MB)) == ("warn", "full")


def test_shared_accounts_of_the_computer_are_told(tmp_path):
    one = store(tmp_path / "a", ("priya", "pp+device"), ("omar", "pp+file"))
    two = store(tmp_path / "b", ("priya", "pp+device"), ("omar", "pp+device"))
    assert checks.account("pnair", checks.device_accounts(one)).level == "fine"
    assert said(checks.account("pnair", checks.device_accounts(two))) == ("warn", "several")
    assert said(checks.account("Reception2", 0)) == ("warn", "name")
    assert checks.account("hubert", 0).level == "fine"
    assert checks.device_accounts(tmp_path) == 0


def test_a_missing_scanner_is_told():
    assert said(checks.scanner("")) == ("warn", "none")
    assert checks.scanner("ClamAV 1").params == {"engine": "ClamAV 1"}


def test_the_windows_process_tells_the_same(tmp_path):
    folder = store(tmp_path / "s", mode=0o644)
    run = subprocess.run(
        [sys.executable, "-m", "earlyhelp.startup", str(folder)],
        capture_output=True, check=True, cwd=ROOT,
    )  # fmt: skip
    found = {one["check"]: one for one in json.loads(run.stdout)}
    assert found["rights"]["level"] == "warn"
    assert found["installed"]["word"] == "source"


def test_every_word_has_a_sentence():
    wording = tomllib.loads(resource("wording/startup.toml").read_text("utf-8"))
    words = {
        "place": "fine network synced removable", "rights": "fine open unknown no_store",
        "clock": "fine back", "disk": "fine little full", "account": "fine several name",
        "installed": "fine source unsigned changed", "scanner": "fine none",
    }  # fmt: skip
    wanted = {
        f"startup.{check}.{word}" for check, all_of in words.items() for word in all_of.split()
    }
    assert wanted - set(wording) == set()
