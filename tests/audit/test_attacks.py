"""The attacks of the threat model, by somebody who holds the store's key and the vault's too.

The attacker rewrites the trail, hashes and signs everything anew and exports it; what was carried
off the machine at 100, 500 and 900 of 1000 entries is beyond their reach.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from earlyhelp.audit.entry import EntryFacts
from earlyhelp.audit.verify import verify_export
from tests.audit.trail import checkpoint, export, facts, rechained, trail

Entries = list[EntryFacts]
HONEST = trail(1000)
KEPT = [checkpoint(HONEST[:size]) for size in (100, 500, 900)]


def edited(place: int) -> Entries:
    changed = msgspec.structs.replace(HONEST[place], actor_name="someone.else")
    return [*HONEST[:place], changed, *HONEST[place + 1 :]]


def reordered(place: int) -> Entries:
    return [*HONEST[:place], HONEST[place + 1], HONEST[place], *HONEST[place + 2 :]]


BELOW: dict[str, Callable[[], Entries]] = {
    "edit without hashing anew": lambda: edited(300),
    "edit and hash anew": lambda: rechained(edited(300)),
    "delete one and hash anew": lambda: rechained(HONEST[:300] + HONEST[301:], renumber=True),
    "truncate below the last checkpoint": lambda: HONEST[:899],
    "restore an older copy": lambda: HONEST[:800],
    "fork": lambda: rechained(
        [*HONEST[:600], *(facts(seq + 7) for seq in range(400))], renumber=True
    ),
    "insert one and hash anew": lambda: rechained(
        [*HONEST[:300], facts(9), *HONEST[300:]], renumber=True
    ),
    "reorder and hash anew": lambda: rechained(reordered(300), renumber=True),
}
AFTER: dict[str, Callable[[], Entries]] = {
    "truncate after the last checkpoint": lambda: HONEST[:950],
    "edit after the last checkpoint": lambda: rechained(edited(950)),
}


def test_the_honest_trail_passes(tmp_path: Path) -> None:
    path = export(tmp_path, HONEST, [*KEPT, checkpoint(HONEST)])
    assert verify_export(path, KEPT).problems == []


@pytest.mark.parametrize("attack", BELOW)
def test_checkpoints_kept_elsewhere_find_it(tmp_path: Path, attack: str) -> None:
    entries = BELOW[attack]()
    path = export(tmp_path, entries, [checkpoint(entries)])
    assert not verify_export(path, KEPT).ok


@pytest.mark.parametrize("attack", BELOW)
def test_checkpoints_left_in_the_export_find_it(tmp_path: Path, attack: str) -> None:
    entries = BELOW[attack]()
    path = export(tmp_path, entries, [*KEPT, checkpoint(entries)])
    assert not verify_export(path, []).ok


@pytest.mark.parametrize("attack", AFTER)
def test_after_the_last_checkpoint_it_passes_until_there_is_a_later_one(
    tmp_path: Path, attack: str
) -> None:
    """The known limit: the window is the time between checkpoints."""
    entries = AFTER[attack]()
    path = export(tmp_path, entries, [checkpoint(entries)])
    assert verify_export(path, KEPT).ok
    assert not verify_export(path, [*KEPT, checkpoint(HONEST)]).ok


def test_a_chain_alone_misses_what_was_hashed_anew(tmp_path: Path) -> None:
    """Why the checkpoints exist: without them the rewritten trail agrees with itself."""
    entries = rechained(edited(300))
    assert verify_export(export(tmp_path, entries, []), []).ok


def test_any_prefix_may_have_been_checkpointed(tmp_path: Path) -> None:
    path = export(tmp_path, HONEST, [])
    assert verify_export(path, [checkpoint(HONEST[:size]) for size in range(1, 1001, 37)]).ok
