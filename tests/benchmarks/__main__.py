"""`python -m tests.benchmarks`: makes the large store once, measures, writes README.md beside this."""

import argparse
import os
import sys
from pathlib import Path

from tests.benchmarks import keeper_side, plain, store, window_side
from tests.benchmarks.figures import Figure, table

_README = Path(__file__).parent / "README.md"
_FAMILIES, _ENTRIES = 50_000, 1_000_000
_TEXT = """# Benchmarks

Measured, never asserted in tests: a busy machine must not fail the suite.

```
python -m tests.benchmarks
```

{families:,} families, {people:,} people, {entries:,} audit entries, {cores} cores; medians of several runs after a warm-up.
900 families are made one by one, the others are copies of them under new ids and keys, all papers included.
The store is made once under `build/bench` and used again. Round trips go through the real keeper
process and its pipe. Everybody in it is made up.

{table}
"""


def main() -> int:
    """Measure everything; print the table and leave it in the README of a full run."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--families", type=int, default=_FAMILIES)
    parser.add_argument("--entries", type=int, default=_ENTRIES)
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    folder = store.ready(wanted.families, wanted.entries).resolve()
    figures = _measure(folder, wanted.runs)
    done = table(figures)
    sys.stdout.write(done + "\n")
    if (wanted.families, wanted.entries) == (_FAMILIES, _ENTRIES):
        size = {
            "families": _FAMILIES, "people": store.people(folder), "entries": _ENTRIES,
            "cores": os.cpu_count(),
        }  # fmt: skip
        _README.write_text(_TEXT.format(table=done, **size), encoding="utf-8")
    return 0


def _measure(folder: Path, runs: int) -> list[Figure]:
    figures = window_side.first_paint(folder, runs)
    figures += keeper_side.sign_in(folder, runs)
    worked, subjects = keeper_side.working(folder, runs)
    figures += worked
    figures += window_side.tour(folder, subjects, runs)
    return figures + plain.reading(folder, 200)


if __name__ == "__main__":
    sys.exit(main())
