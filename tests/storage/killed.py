"""Run as a program: forks savers, kills each with -9 in the middle, and checks what is left.

Prints one JSON object: rounds, saves acknowledged, saves lost, broken stores, drafts missing.
"""

import json
import os
import random  # noqa: TID251 - seeded, for the moments of the kills
import select as polling
import signal
import sys
import time
from pathlib import Path

from earlyhelp.bootstrap import open_store
from earlyhelp.keys.header import read_header
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.messages.session import Drafts, SaveDraft
from tests.services.founded import PASSPHRASE

_LOGIN = "priya"


def _open(folder, opened):
    """Open the store as bootstrap does, but without asking Argon2 a hundred times."""
    from earlyhelp import bootstrap

    bootstrap.prove = lambda *_: (opened, 0)
    return open_store(folder, _LOGIN, PASSPHRASE)


def _save(folder, opened, say: int) -> None:
    store = _open(folder, opened)
    number = 0
    while True:
        number += 1
        content = json.dumps({"text": f"draft {number} " + "x" * (number % 4000)})
        receipt = store.dispatcher.dispatch(SaveDraft(kind="note", subject_id=7, content=content))
        os.write(say, f"{receipt.version} {number}\n".encode())


def _round(folder, opened, chance) -> list[tuple[int, int]]:
    listen, say = os.pipe()
    child = os.fork()
    if not child:
        os.close(listen)
        _save(folder, opened, say)
    os.close(say)
    polling.select([listen], [], [], 20)
    time.sleep(chance.uniform(0.0, 0.04))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    heard = b""
    while part := os.read(listen, 65536):
        heard += part
    os.close(listen)
    lines = heard.decode().split("\n")[:-1]
    return [tuple(map(int, line.split())) for line in lines]


def main(folder: Path, rounds: int) -> None:
    opened = unlock(read_header(folder / "store.ehdh"), Credentials(_LOGIN, PASSPHRASE))
    chance = random.Random(7)
    counts = {"rounds": 0, "acknowledged": 0, "lost": 0, "broken": 0, "drafts_missing": 0}
    for _ in range(rounds):
        heard = _round(folder, opened, chance)
        counts["rounds"] += 1
        counts["acknowledged"] += len(heard)
        store = _open(folder, opened)
        kept = store.dispatcher.dispatch(Drafts(kind="note"))
        counts["drafts_missing"] += not kept
        if heard and kept:
            (_, number), text = heard[-1], json.loads(kept[0].content)["text"]
            # one save may have been committed and not yet announced when the kill came
            counts["lost"] += int(text.split()[1]) not in {number, number + 1}
        counts["broken"] += bool(store.context.vault.problems())
        store.close()
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
