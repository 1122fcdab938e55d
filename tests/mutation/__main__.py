"""`python -m tests.mutation [--only PART] [--jobs N]`: tries every mutant, lists those that live."""

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutation import mutants, trial

_KNOWN = Path(__file__).with_name("equivalent.txt")


def known_equivalents() -> set[str]:
    """Return the mutants that change nothing anybody can see, each named with its reason above it."""
    lines = _KNOWN.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def tried(paths: tuple[str, ...], jobs: int) -> dict[str, list[mutants.Mutant]]:
    """Try the mutants of some modules; return them as `killed`, `equivalent` and `alive`.

    Raises: AssertionError if the tests fail with nothing changed, for then nothing is proved.
    """
    trial.load_libraries()
    sound, _ = trial.survives(None)
    assert sound, "the tests of access fail with nothing changed"
    known = known_equivalents()
    found: dict[str, list[mutants.Mutant]] = {"killed": [], "equivalent": [], "alive": []}
    every = [one for path in paths for one in mutants.mutants(path)]
    to_try = [one for one in every if one.name not in known]
    found["equivalent"] = [one for one in every if one.name in known]
    with ThreadPoolExecutor(jobs) as pool:
        for one, (lives, seconds) in zip(to_try, pool.map(trial.survives, to_try), strict=True):
            found["alive" if lives else "killed"].append(one)
            mark = "ALIVE " if lives else "killed"
            sys.stderr.write(f"{mark} {seconds:6.1f} s  {one.number:4}  {one.name}\n")
    return found


def main() -> int:
    """Print the counts as JSON; 1 if a mutant lives."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--only", default="", help="a part of the path")
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    paths = tuple(path for path in mutants.MODULES if wanted.only in path)
    found = tried(paths, wanted.jobs)
    counts = {name: len(ones) for name, ones in found.items()}
    sys.stdout.write(json.dumps(counts) + "\n")
    return 1 if found["alive"] else 0


if __name__ == "__main__":
    sys.exit(main())
