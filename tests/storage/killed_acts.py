"""Run as a program: forks a child that rekeys, backs up, restores, migrates, imports or erases; kills it.

Prints one JSON object: for each act how many rounds left the store old, new, or (an import, which is
saved family by family) partly done and then taken back; and every fault that was found.
"""

import json
import os
import random  # noqa: TID251 - seeded, for the moments of the kills
import shutil
import signal
import sys
import time
from pathlib import Path

from earlyhelp import restoring
from earlyhelp.errors import HouseError, Refused
from earlyhelp.services import audit_checkpoints
from earlyhelp.services.topics import load_topics
from earlyhelp.storage.restore import open_with
from tests.storage.killed_base import PLACE, Base
from tests.storage.killed_kinds import ACTS


def _placed(base: Base, act, number: int) -> Path:
    place = base.scratch / f"{type(act).__name__}-{number}"
    shutil.copytree(base.folder, place)
    PLACE[0] = place
    if hasattr(act, "prepare"):
        act.prepare(place)
    return place


def _took(base: Base, act) -> float:
    """Do it once without a kill; return how long a child takes. Unit: seconds."""
    place = _placed(base, act, 0)
    began = time.monotonic()
    _forked(act, place, None)
    took = time.monotonic() - began
    assert act.look(place) == "new"
    shutil.rmtree(place)
    return took


def _forked(act, place: Path, delay: float | None) -> None:
    child = os.fork()
    if not child:
        code = 1
        try:
            act.act(place)
            code = 0
        finally:
            os._exit(code)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert delay is not None or status == 0, "it fails even without a kill"


def main(folder: Path, rounds: int, wanted: list[str]) -> None:
    """Run so many rounds of each act; `folder` holds a founded store as "store"."""
    load_topics()
    audit_checkpoints.checkpoint_dir = lambda: PLACE[0] / "witness"
    scratch = folder.parent / "rounds"
    scratch.mkdir()
    base = Base(folder, scratch)
    restoring._opened = lambda source, _who: open_with(source, base.identities["bea"])
    chance, told = random.Random(11), {}
    for name in wanted:
        act = ACTS[name](base)
        PLACE[0] = base.folder
        took = _took(base, act)
        counts = {"rounds": 0, "old": 0, "new": 0, "taken_back": 0, "faults": []}
        for number in range(1, rounds + 1):
            place = _placed(base, act, number)
            _forked(act, place, chance.uniform(0.0, took * 1.5))
            counts["rounds"] += 1
            try:
                counts[act.look(place)] += 1
            except (AssertionError, HouseError, Refused) as fault:
                counts["faults"].append(f"round {number}: {fault!r}")
            shutil.rmtree(place)
        told[name] = counts | {"seconds": round(took, 3)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] or list(ACTS))
