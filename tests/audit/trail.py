"""Builds made-up trails, their checkpoints and their exports for the audit tests."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from earlyhelp.audit.checkpoint import Checkpoint, Signer, sign
from earlyhelp.audit.entry import GENESIS, EntryFacts, chained
from earlyhelp.audit.export import ExportHeader, write_export
from earlyhelp.audit.merkle import Tree

VAULT = Signer("earlyhelp-audit/7f3a", Ed25519PrivateKey.from_private_bytes(b"v" * 32))
PERSON = Signer("earlyhelp-audit/7f3a/staff-17", Ed25519PrivateKey.from_private_bytes(b"p" * 32))


def facts(seq: int) -> EntryFacts:
    return EntryFacts(
        seq=seq,
        at_utc=f"2026-07-01T09:{seq // 60 % 60:02}:{seq % 60:02}.000Z",
        actor=17,
        actor_name="a.penrose",
        role="practitioner",
        device="d1",
        session="s1",
        act="case:read",
        family_id=4000 + seq % 7,
        objects=(f"case_note:{seq}:v1",),
        purpose="direct_care",
        rule="own_allocation",
        outcome="viewed",
    )


def trail(size: int) -> list[EntryFacts]:
    return rechained([facts(seq) for seq in range(1, size + 1)])


def rechained(entries: Iterable[EntryFacts], *, renumber: bool = False) -> list[EntryFacts]:
    """Hash all entries anew, as somebody with the store's key can."""
    made: list[EntryFacts] = []
    prev = GENESIS
    for seq, entry in enumerate(entries, 1):
        numbered = msgspec.structs.replace(entry, seq=seq) if renumber else entry
        made.append(chained(numbered, prev))
        prev = made[-1].hash
    return made


def checkpoint(entries: Sequence[EntryFacts], vault: Signer = VAULT) -> str:
    tree = Tree()
    for entry in entries:
        tree.append(bytes.fromhex(entry.hash))
    last = entries[-1].hash if entries else GENESIS
    found = Checkpoint(vault.name, tree.size, tree.root(), last, "2026-07-01T10:00:00.000Z")
    return sign(found, vault, PERSON)


def export(
    folder: Path, entries: list[EntryFacts], checkpoints: Iterable[str], vault: Signer = VAULT
) -> Path:
    path = folder / "trail.jsonl"
    header = ExportHeader(
        vault=vault.name,
        keys={vault.name: vault.public(), PERSON.name: PERSON.public()},
        exported_at="2026-07-01T10:00:01.000Z",
        size=len(entries),
    )
    write_export(path, header, entries, checkpoints, vault)
    return path
