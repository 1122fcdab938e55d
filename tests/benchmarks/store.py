"""The large demo store: made once under build/bench, its audit filled to a million entries."""

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from earlyhelp import demo
from earlyhelp.audit.entry import EntryFacts, canonical
from earlyhelp.bootstrap import open_store
from earlyhelp.clock import SystemClock
from earlyhelp.keys.header import Header, read_header
from earlyhelp.keys.slots import Credentials, Unlocked, unlock
from earlyhelp.settings import resource
from earlyhelp.storage import database
from earlyhelp.storage.vault import Vault
from tests.benchmarks.multiply import multiply, unhindered

FOLDER = Path("build/bench")
SEED = 1
#: Families made one by one; the rest are copies of them under new ids and keys.
_MODELS = 900
_BATCH = 20_000
_INSERT = (
    "INSERT INTO audit_entry (id, version, at, actor_id, family_id, act, outcome, facts, hash)"
    " VALUES (?, 1, ?, ?, ?, 'family:read', 'viewed', ?, ?)"
)


def ready(families: int, entries: int) -> Path:
    """Return the folder of a store of this size; make it if it is not there."""
    frozen = b"".join(path.read_bytes() for path in sorted(resource("schema").glob("*.sql")))
    structure = hashlib.sha256(frozen).hexdigest()[:8]
    folder = FOLDER / f"families-{families}-{structure}"
    if not folder.exists():
        partial = folder.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        demo.create(partial, min(families, _MODELS), SEED, _say("families"), around=False)
        _multiply(partial, families)
        partial.rename(folder)
    _fill(folder, entries)
    return folder


def _multiply(folder: Path, families: int) -> None:
    note = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
    managers = [one for one in note["accounts"] if one["role"] == "team_manager"]
    say = _say("copies of a team")
    for one in managers:
        opened_store = open_store(folder, one["login"], one["passphrase"])
        for done in multiply(opened_store, families // len(managers)):
            say(done, families // len(managers))
        opened_store.close()


def account(folder: Path, role: str) -> tuple[str, str]:
    """Return login and passphrase of the first demo account of a role."""
    note = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
    found = next(one for one in note["accounts"] if one["role"] == role)
    return found["login"], found["passphrase"]


def opened(folder: Path, role: str) -> tuple[Header, Unlocked]:
    """Return the header and what the first account of a role unlocks."""
    header = read_header(folder / "store.ehdh")
    return header, unlock(header, Credentials(*account(folder, role)))


def people(folder: Path) -> int:
    """Return how many people the store holds."""
    _, who = opened(folder, "team_manager")
    connection = database.connect(folder / "store.ehdb", who.secret, create=False)
    try:
        return int(connection.execute("SELECT count(*) FROM person").fetchone()[0])
    finally:
        connection.close()


def _fill(folder: Path, entries: int) -> None:
    header, who = opened(folder, "team_manager")
    connection = database.connect(folder / "store.ehdb", who.secret, create=False)
    unhindered(connection)
    newest = "SELECT id, hash, actor_id FROM audit_entry ORDER BY id DESC LIMIT 1"
    size, last, actor = connection.execute(newest).fetchone()
    missing = max(0, entries - size)
    families = [row[0] for row in connection.execute("SELECT id FROM family LIMIT 5000").fetchall()]
    say = _say("audit entries")
    for rows in _batches(size, last.hex(), actor, families, size + missing):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_INSERT, rows)
        connection.execute("COMMIT")
        say(rows[-1][0], entries)
    connection.close()
    if missing:
        vault = Vault(folder / "store.ehdb", who, header.vault, SystemClock())
        vault.checkpoint(None)
        vault.close()


def _batches(
    size: int, last: str, actor: int, families: list[int], end: int
) -> Iterator[list[tuple[Any, ...]]]:
    """Views as they would have been chained one by one, a batch at a time."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")  # noqa: TID251 - nothing depends on it
    rows: list[tuple[Any, ...]] = []
    for seq in range(size + 1, end + 1):
        family = families[seq % len(families)]
        facts = EntryFacts(
            seq=seq, at_utc=at, actor=actor, actor_name="demo", role="team_manager",
            device="device-00000000", session="0" * 16, act="family:read", family_id=family,
            objects=(f"family:{family}",), rule="team_manager/family:read/team", outcome="viewed",
            prev=last,
        )  # fmt: skip
        raw = canonical(facts)
        digest = hashlib.sha256(bytes.fromhex(last) + raw).digest()
        rows.append((seq, at, actor, family, raw, digest))
        last = digest.hex()
        if len(rows) == _BATCH or seq == end:
            yield rows
            rows = []


def _say(what: str) -> Any:
    def progress(done: int, total: int) -> None:
        if done % 1000 == 0 or done >= total:
            sys.stderr.write(f"\r{what}: {done:,} of {total:,} ")

    return progress


def packed(value: Any) -> bytes:
    """Return a value as a sealed column holds it, without the seal."""
    return msgspec.msgpack.encode(value)
