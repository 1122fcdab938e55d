"""Prepares .venv from the pinned requirements and starts the program: `python bootstrap.py run`.

Refuses to fetch anything unpinned.  Needs nothing but Python 3.11 and its standard library; kept
readable by older ones so that they can say what is wrong.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import venv
from collections import Counter
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "earlyhelp-stamp.json"
PINS = {"run": "requirements.txt", "test": "requirements-dev.txt"}
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
INTERPRETER = BIN / ("python.exe" if WINDOWS else "python")
PROBE = (
    "from PySide6 import QtGui, QtPdf, QtPrintSupport, QtSvg, QtWidgets;QtWidgets.QApplication([])"
)
STORE_NOTE = "demo.json"  # lies in the demo store itself: nobody exported it
KINDS = {
    "Pictures": (".png",),
    "PDFs": (".pdf",),
    "Exports": (".csv", ".xlsx", ".json", ".jsonl", ".txt"),
}


def main(words: list[str]) -> int:
    """Do what the first word asks: prepare, run or tour."""
    if sys.version_info < (3, 11):  # noqa: UP036 - older ones do get here
        found = ".".join(map(str, sys.version_info[:3]))
        return _sorry(f"Python 3.11 or newer is needed; {sys.executable} is {found}.")
    if words not in (["run"], ["tour"], ["prepare", "run"], ["prepare", "test"]):
        return _sorry("Say one of: run, tour, prepare run, prepare test.")
    problem = prepare(words[-1] if words[0] == "prepare" else "run")
    if problem:
        return _sorry(problem)
    if words[0] == "prepare":
        return 0
    if words == ["run"] and _has_display():
        return subprocess.call([str(INTERPRETER), "-m", "ui", "--demo"], cwd=ROOT)
    if words == ["run"]:
        print("There is no display here: taking the tour instead.", flush=True)
    return tour(ROOT / "build" / "tour")


def prepare(kind: str) -> str:
    """Bring .venv and the system libraries up to the pins; return what is wrong, or nothing."""
    wanted = _fingerprints()
    problem = system_libraries.complete(_has_display())
    if kind == "test" and not problem:
        lacking = system_libraries.complete_for_tests()
        if lacking:  # the tests that need them say so and are skipped
            print(lacking, flush=True)
    if problem or _stamped().get(kind) == wanted[kind]:
        return problem
    problem = _make_venv()
    if problem:
        return problem
    print(f"Installing what {PINS[kind]} pins ...", flush=True)
    pip = [str(INTERPRETER), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--require-hashes", "-r", str(ROOT / PINS[kind])]):
        return "The packages could not be installed: see pip's words above. Check the network."
    problem = _probe()
    if problem:
        return problem
    _make_launcher()
    done = wanted if kind == "test" else {"run": wanted["run"]}
    STAMP.write_text(json.dumps(done), encoding="utf-8")
    return ""


def tour(target: Path) -> int:
    """Walk through the demo store without a screen and say where the results lie."""
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    code = subprocess.call(
        [str(INTERPRETER), "-m", "ui", "tour", str(target)], cwd=ROOT, env=offscreen
    )
    files = [
        path for path in sorted(target.rglob("*")) if path.is_file() and path.name != STORE_NOTE
    ]
    for name, endings in KINDS.items():
        folders = Counter(path.parent for path in files if path.suffix in endings)
        for folder, count in folders.items():
            print(f"{name}: {count} in {folder.relative_to(ROOT)}")
    return code


def _fingerprints() -> dict[str, str]:
    version = f"{sys.version_info[:2]} {ROOT} ".encode()
    return {
        kind: hashlib.sha256(version + (ROOT / name).read_bytes()).hexdigest()
        for kind, name in PINS.items()
    }


def _stamped() -> dict[str, str]:
    if not INTERPRETER.exists():
        return {}
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _make_venv() -> str:
    if importlib.util.find_spec("ensurepip") is None:
        name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        problem = system_libraries.install([name], "Python's venv module")
        if problem:
            return problem
    if not _venv_works():
        print("Making .venv ...", flush=True)
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=not WINDOWS).create(VENV)
    return ""


def _venv_works() -> bool:
    if not INTERPRETER.exists():
        return False
    question = "import pip, sys; print(sys.version_info[:2])"
    answer = subprocess.run(
        [str(INTERPRETER), "-c", question], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip() == str(tuple(sys.version_info[:2]))


def _probe() -> str:
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    probe = subprocess.run(
        [str(INTERPRETER), "-c", PROBE], capture_output=True, text=True, check=False, env=offscreen
    )
    if probe.returncode == 0:
        return ""
    return f"The window system does not start:\n{probe.stderr.strip()}"


def _make_launcher() -> None:
    """Put the project on the path of .venv and an `earlyhelp` command beside its Python."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.check_output([str(INTERPRETER), "-c", ask], text=True).strip()
    (Path(site) / "earlyhelp.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if WINDOWS:
        (BIN / "earlyhelp.cmd").write_text('@"%~dp0python.exe" -m ui %*\n', encoding="utf-8")
        return
    launcher = BIN / "earlyhelp"
    launcher.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m ui "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)


def _has_display() -> bool:
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _sorry(problem: str) -> int:
    sys.stderr.write(problem + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
