"""Run as a program: forks sessions that turn the store's key, kills each with -9, checks what is left.

Prints one JSON object: rounds, turnings begun and heard of, how often one was found unfinished, how
often the file was found new already, broken stores, old headers that still open the store.
"""

import json
import os
import random  # noqa: TID251 - seeded, for the moments of the kills
import select as polling
import signal
import sys
import time
from pathlib import Path

from earlyhelp import bootstrap
from earlyhelp.errors import StorageFault
from earlyhelp.keys.header import read_header
from earlyhelp.keys.slots import Credentials, Unlocked, database_secret, unlock
from earlyhelp.storage import database
from earlyhelp.storage.rekey import slot_of, turn_key
from tests.services.founded import PASSPHRASE

_LOGIN = "priya"


def _unlocked(header, identity) -> Unlocked:
    """Open a slot without asking Argon2 a hundred times."""
    slot = slot_of(header, identity)
    pending = database_secret(header, slot, identity, pending=True) if slot.pending else None
    return Unlocked(identity, database_secret(header, slot, identity), slot, pending)


def _open(folder, identity):
    bootstrap.prove = lambda _store, header, *_: (_unlocked(header, identity), 0)
    return bootstrap.open_store(folder, _LOGIN, PASSPHRASE)


def _turn(folder, identity, say: int) -> None:
    store = _open(folder, identity)
    while True:
        os.write(say, b".")
        turn_key(store.context.vault)
        os.write(say, b"+")


def _round(folder, identity, chance) -> bytes:
    listen, say = os.pipe()
    child = os.fork()
    if not child:
        os.close(listen)
        _turn(folder, identity, say)
    os.close(say)
    polling.select([listen], [], [], 20)
    time.sleep(chance.uniform(0.0, 0.12))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    heard = b""
    while part := os.read(listen, 65536):
        heard += part
    os.close(listen)
    return heard


def _opens(folder, secret) -> bool:
    try:
        database.connect(folder / "store.ehdb", secret, create=False).close()
    except StorageFault:
        return False
    return True


def main(folder: Path, rounds: int) -> None:
    counts = {"rounds": 0, "begun": 0, "heard": 0, "unfinished": 0, "new_already": 0, "broken": 0}
    counts["old_opens"] = 0
    header = read_header(folder / "store.ehdh")
    identity = unlock(header, Credentials(_LOGIN, PASSPHRASE)).identity
    chance = random.Random(7)
    for _ in range(rounds):
        before = _unlocked(read_header(folder / "store.ehdh"), identity)
        heard = _round(folder, identity, chance)
        counts["rounds"] += 1
        counts["begun"] += heard.count(b".")
        counts["heard"] += heard.count(b"+")
        left = _unlocked(read_header(folder / "store.ehdh"), identity)
        if left.pending is not None:
            counts["unfinished"] += 1
            counts["new_already"] += not _opens(folder, left.secret)
        store = _open(folder, identity)
        counts["broken"] += bool(store.context.vault.problems())
        now = read_header(folder / "store.ehdh")
        counts["broken"] += any(slot.pending for slot in now.slots)
        counts["broken"] += store.context.vault.facts["epoch"] != str(now.epoch).encode()
        store.close()
        turned = b"+" in heard or left.pending is not None
        counts["old_opens"] += turned and _opens(folder, before.secret)
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
