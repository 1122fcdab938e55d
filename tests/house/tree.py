"""Finds and parses the project's own files for the house tests."""

import ast
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("earlyhelp", "ui")
_NOT_OURS = {"build", "out", "__pycache__"}


@cache
def files(*tops: str, endings: tuple[str, ...] = (".py",)) -> tuple[Path, ...]:
    """Return the project's files below some folders, without what was made or fetched."""
    found: list[Path] = []
    for top in tops:
        for folder, below, names in os.walk(ROOT / top):
            below[:] = [name for name in below if not _made(name)]
            found += [Path(folder, name) for name in names if name.endswith(endings)]
    return tuple(sorted(found))


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def none(found: Iterable[object]) -> None:
    """Fail with every finding on its own line, for whoever has to mend them."""
    lines = [str(item) for item in found]
    assert not lines, "\n" + "\n".join(lines)


def name(path: Path) -> str:
    """Return how a file is named in a failure."""
    return path.relative_to(ROOT).as_posix()


def _made(folder: str) -> bool:
    return (
        folder in _NOT_OURS
        or folder.endswith(".egg-info")
        or (folder.startswith(".") and folder != ".ci")
    )
