"""Borders the import linter cannot see: no Qt under earlyhelp, a light window, a lone verifier."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOMS, ROOT, files, name, none, parsed

HEAVY = ("sqlalchemy", "cryptography", "reportlab", "numpy", "openpyxl", "scipy", "alembic")
LIGHT = (
    *("earlyhelp.messages", "earlyhelp.forms", "earlyhelp.domain", "earlyhelp.errors"),
    *("earlyhelp.clock", "earlyhelp.logbook", "earlyhelp.settings", "earlyhelp.platform"),
)


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def heavy_after(modules: list[str]) -> list[str]:
    code = f"import sys\nfor name in {modules}: __import__(name)\nprint(*sorted(sys.modules))"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return sorted({module.split(".")[0] for module in run.stdout.split()} & set(HEAVY))


def modules_of(package: str) -> list[str]:
    at = ROOT.joinpath(*package.split("."))
    paths = files(package.replace(".", "/")) if at.is_dir() else (at.with_suffix(".py"),)
    return [
        name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in paths
        if path.exists()
    ]


def test_no_qt_under_earlyhelp() -> None:
    roots = {
        name(path): {module.split(".")[0] for module in imported(path)}
        for path in files("earlyhelp")
    }
    assert roots
    toolkits = {"PySide6", "shiboken6", "PyQt6", "ui"}
    none(f"{at}: {found & toolkits}" for at, found in roots.items() if found & toolkits)


def test_imports_are_absolute() -> None:
    relative = [
        f"{name(path)}:{node.lineno}"
        for path in files(*ROOMS)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    none(relative)


def test_the_check_for_heavy_libraries_can_fail() -> None:
    assert heavy_after(["openpyxl"]) != []


@pytest.mark.parametrize("package", LIGHT)
def test_what_the_window_shares_is_light(package: str) -> None:
    other = "windows" if sys.platform != "win32" else "posix"
    wanted = [module for module in modules_of(package) if not module.endswith(f".{other}")]
    assert wanted
    assert heavy_after(wanted) == []


def test_the_window_is_light() -> None:
    assert heavy_after(["ui.main"]) == []


def test_the_verifier_imports_nothing_of_the_program() -> None:
    modules = imported(ROOT / "earlyhelp" / "audit" / "verify.py")
    roots = {module.split(".")[0] for module in modules}
    assert roots - set(sys.stdlib_module_names) == {"cryptography"}


def test_the_reader_of_packages_needs_nothing_of_ours() -> None:
    modules = imported(ROOT / "earlyhelp" / "packages" / "reader.py")
    assert modules
    roots = {module.split(".")[0] for module in modules}
    none(roots - sys.stdlib_module_names - {"cryptography"})
