"""Counts needles in the memory of another process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NOT_READABLE = ("[vvar", "[vsyscall]")


@contextmanager
def held_still(process: int) -> Iterator[None]:
    """Stop a process for a moment: where its memory lies changes while it runs, and parts would be missed."""
    os.kill(process, signal.SIGSTOP)
    try:
        while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            time.sleep(0.001)
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def counted(process: int, needles: Mapping[str, bytes]) -> dict[str, int]:
    """Return how often each needle lies in any readable memory of a process."""
    found = dict.fromkeys(needles, 0)
    with held_still(process), Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        maps = Path(f"/proc/{process}/maps").read_text(encoding="ascii", errors="replace")
        for line in maps.splitlines():
            place, rights = line.split()[:2]
            if "r" not in rights or any(mark in line for mark in _NOT_READABLE):
                continue
            low, high = (int(end, 16) for end in place.split("-"))
            try:
                memory.seek(low)
                data = memory.read(high - low)
            except (OSError, OverflowError):
                continue
            for name, needle in needles.items():
                found[name] += data.count(needle)
    return found


class WindowSide:
    """The window in its process, and a line to tell it what to do."""

    def __init__(self, store: Path, env: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.locking.window_side", str(store)],
            cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.heard()

    @property
    def pid(self) -> int:
        """The window's process number."""
        return self.process.pid

    def ask(self, *lines: str) -> list[str]:
        """Tell it what to do; return the words of its answer."""
        self.process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self.process.stdin.flush()
        return self.heard()

    def heard(self) -> list[str]:
        """Return the words of the next answer."""
        return self.process.stdout.readline().decode().split()

    def close(self) -> None:
        """Let it end."""
        self.process.stdin.close()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
