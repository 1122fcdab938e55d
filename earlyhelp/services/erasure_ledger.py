"""The ledger of erasures outside the store: it lies beside the kept checkpoints and only grows.

Refuses to lose a note: one is written here before anything is destroyed, so that a restore of any
backup, however old, knows it.
"""

from pathlib import Path

from earlyhelp.audit.checkpoint import parse_and_verify
from earlyhelp.audit.erasures import notes_in
from earlyhelp.errors import Invalid, Refused, StorageFault
from earlyhelp.platform import append_durably
from earlyhelp.services import audit_checkpoints

_LONGEST = 64 * 1024 * 1024


def ledger_file(vault_id: str) -> Path:
    """Return where the ledger of a store lies on this computer."""
    return audit_checkpoints.witness_folder() / f"{vault_id}.erased.txt"


def kept_ledger(vault_id: str, path: Path | None = None) -> list[str]:
    """Return the notes of a ledger, oldest first; none is no fault.

    Raises: StorageFault("ledger.unreadable").
    """
    where = path or ledger_file(vault_id)
    try:
        if path is None and not where.exists():
            return []
        with where.open("rb") as file:
            return list(notes_in(file.read(_LONGEST).decode("utf-8")))
    except (OSError, UnicodeDecodeError) as cause:
        raise StorageFault("ledger.unreadable") from cause


def keep_note(vault_id: str, note: str) -> tuple[Path, int]:
    """Add a note and let it reach the disk; return the file and its length before.

    Raises: StorageFault if it cannot be written: then nothing may be destroyed.
    """
    path = ledger_file(vault_id)
    return path, append_durably(path, (note + "\n").encode())


def take_back(path: Path, length: int) -> None:
    """Cut a ledger to its former length: the erasure its last note tells of was not saved."""
    with path.open("r+b") as file:
        file.truncate(length)


def catch_up(vault_id: str, notes: list[str]) -> None:
    """Write the store's notes that the file outside lacks, as on a computer that is new."""
    kept = kept_ledger(vault_id)
    if notes[: len(kept)] == kept:
        for note in notes[len(kept) :]:
            keep_note(vault_id, note)


def erasures_known(vault_id: str, public_key: bytes) -> int:
    """Return how many erasures the checkpoints kept on this computer know of.

    Shape: a checkpoint whose signature is wrong knows nothing.
    """
    known = 0
    for text in audit_checkpoints.every_kept(vault_id):
        try:
            known = max(known, parse_and_verify(text, public_key).erased)
        except (Invalid, Refused):
            continue
    return known
