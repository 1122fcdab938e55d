"""What the window takes: first paint beside a bare one, stalls of its thread, memory of both processes."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.keeper_side import Subjects
from tests.benchmarks.store import account

_PATIENCE_S = 180


def first_paint(folder: Path, runs: int) -> list[Figure]:
    """From the start of the process to the first paint, ours beside an empty Qt window."""
    bare = _painted(runs, "bare")
    ours = _painted(runs, "up", str(folder))
    return [
        Figure("a bare PySide6 window", bare, "s", 0, "process start to first paint, offscreen"),
        Figure("the sign-in window", ours, "s", 0, "process start to first paint, offscreen"),
        Figure("the window beside a bare one", ours / bare, "×", 2.5),
    ]


def tour(folder: Path, subjects: Subjects, runs: int) -> list[Figure]:
    """Sign-in, My work, families, a family, an assessment: the longest stall, and what is resident."""
    found = [_toured(folder, subjects) for _ in range(runs)]
    memory = max((one["memory"] for one in found), key=lambda parts: sum(parts.values()))
    return [
        *(_stall(doing, [one["stalls"][doing] for one in found]) for doing in found[0]["stalls"]),
        Figure("memory of window and keeper", sum(memory.values()), "MB", 500,
               f"most of {runs} tours; window {memory['window']:.0f}, keeper {memory['keeper']:.0f}"),
    ]  # fmt: skip


def _toured(folder: Path, subjects: Subjects) -> dict[str, Any]:
    login, phrase = account(folder, "practitioner")
    words = ("tour", str(folder), login, phrase, str(subjects.family_id))
    with _started(*words, str(subjects.assessment_id)) as process:
        out, _ = process.communicate(timeout=_PATIENCE_S)
    found: dict[str, Any] = json.loads(out.decode().splitlines()[-1])
    if not found["signed_in"]:
        raise AssertionError("the window never got past the sign-in page")
    return found


def _stall(doing: str, longest: list[tuple[float, float]]) -> Figure:
    """The longest of all tours: a window that stalls once in five has stalled."""
    gaps, works = zip(*longest, strict=True)
    target = 0 if doing == "start" else 50
    note = (
        f"longest of {len(gaps)} tours, their median {statistics.median(gaps):.0f} ms; 5 ms tick; "
        f"{max(works):.0f} ms of work at a stretch"
    )
    return Figure(f"longest stall of the window: {doing}", max(gaps), "ms", target, note)


def _started(*words: str) -> "subprocess.Popen[bytes]":
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.window", *words]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE)


def _painted(runs: int, *words: str) -> float:
    taken = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        with _started(*words) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            taken.append(time.perf_counter() - started)
            process.wait(_PATIENCE_S)
        if line != b"painted\n":
            raise AssertionError("the window did not paint")
    return statistics.median(taken[1:])  # the first run warms the disk's cache
