"""The installer: says what is missing, asks for it once, and is quick the second time."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.tree import ROOT

INSTALLER = ROOT / "installer"


@pytest.fixture
def libraries() -> ModuleType:
    return module("system_libraries")


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(INSTALLER))
    found = module("bootstrap")
    monkeypatch.setattr(found, "STAMP", tmp_path / "stamp.json")
    return found


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, INSTALLER / f"{name}.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def fake_apt(monkeypatch: pytest.MonkeyPatch, folder: Path, code: int = 0) -> Path:
    """Put an apt-get on the path that only notes what it was asked for."""
    asked = folder / "asked"
    apt = folder / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {asked}\nexit {code}\n', encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return asked


@pytest.mark.parametrize("name", ["bootstrap.py", "system_libraries.py"])
def test_older_pythons_can_read_it_and_say_what_is_wrong(name: str) -> None:
    text = (INSTALLER / name).read_text(encoding="utf-8")
    assert ast.parse(text, feature_version=(3, 7))


def test_unknown_words_are_answered() -> None:
    command = [sys.executable, str(INSTALLER / "bootstrap.py"), "fly"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "prepare test" in answer.stderr


def test_a_matching_stamp_means_nothing_to_do(bootstrap: ModuleType) -> None:
    wanted = bootstrap._fingerprints()
    bootstrap.STAMP.write_text(bootstrap.json.dumps(wanted), encoding="utf-8")
    assert bootstrap.prepare("run") == ""
    assert bootstrap.prepare("test") == ""


def test_a_changed_pin_changes_the_stamp(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = bootstrap._fingerprints()
    changed = tmp_path / "requirements.txt"
    changed.write_bytes((ROOT / "requirements.txt").read_bytes() + b"#")
    monkeypatch.setitem(bootstrap.PINS, "run", str(changed))
    after = bootstrap._fingerprints()
    assert before["run"] != after["run"]
    assert before["test"] == after["test"]


def test_a_damaged_stamp_is_no_stamp(bootstrap: ModuleType) -> None:
    bootstrap.STAMP.write_text("{", encoding="utf-8")
    assert bootstrap._stamped() == {}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are named on Linux")
@pytest.mark.parametrize(
    ("display", "wayland", "platform", "expected"),
    [
        ("", "", "", False),
        (":0", "", "", True),
        ("", "w", "", True),
        (":0", "", "offscreen", False),
    ],
)
def test_displays(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    *,
    display: str,
    wayland: str,
    platform: str,
    expected: bool,
) -> None:
    for name, value in (
        ("DISPLAY", display),
        ("WAYLAND_DISPLAY", wayland),
        ("QT_QPA_PLATFORM", platform),
    ):
        monkeypatch.setenv(name, value)
    assert bootstrap._has_display() is expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks them")
def test_missing_libraries_are_found_by_loading(libraries: ModuleType) -> None:
    needed = {"libnothere.so.9": "libnothere9", "libc.so.6": "libc6"}
    assert libraries._missing(needed) == ["libnothere.so.9"]
    assert libraries.complete(with_a_window=False) == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt-get lives there")
class TestInstalling:
    def test_root_updates_first_and_then_installs(
        self, libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        asked = fake_apt(monkeypatch, tmp_path)
        monkeypatch.setattr(libraries.os, "geteuid", lambda: 0)
        assert libraries.install(["libegl1", "libgl1"], "libEGL.so.1") == ""
        first, second = asked.read_text(encoding="utf-8").splitlines()
        assert first.endswith("update")
        assert second.endswith("libegl1 libgl1")

    def test_root_hears_of_a_failure(
        self, libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        fake_apt(monkeypatch, tmp_path, code=100)
        monkeypatch.setattr(libraries.os, "geteuid", lambda: 0)
        assert "failed" in libraries.install(["libegl1"], "libEGL.so.1")

    def test_others_are_told_the_command_and_nothing_is_run(
        self, libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        asked = fake_apt(monkeypatch, tmp_path)
        monkeypatch.setattr(libraries.os, "geteuid", lambda: 1000)
        told = libraries.install(["libegl1"], "libEGL.so.1")
        assert "libEGL.so.1" in told
        assert "sudo apt-get install libegl1" in told
        assert not asked.exists()

    def test_other_systems_are_told_the_library(
        self, libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert "libEGL.so.1" in libraries.install(["libegl1"], "libEGL.so.1")
