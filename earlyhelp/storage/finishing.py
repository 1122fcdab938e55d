"""Finishes erasures that a power cut stopped between the ledger outside and the store."""

from typing import TYPE_CHECKING

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.audit.erasures import verified
from earlyhelp.errors import Refused
from earlyhelp.storage.erasing import Said
from earlyhelp.storage.expiring import PROGRAM

if TYPE_CHECKING:
    from earlyhelp.storage.vault import Vault


def finish(vault: "Vault", notes: list[str]) -> int:
    """Do what a ledger knows and the store does not; return how many erasures that were.

    Raises: Refused("ledger.broken") or Refused("ledger.other") for a ledger that is not this store's.
    """
    ledger = vault.ledger
    known = ledger.notes()
    if notes[: len(known)] != known[: len(notes)]:
        raise Refused("ledger.broken")
    late = notes[len(known) :]
    if not late:
        return 0
    for erasure in verified(notes, vault.origin, vault.signer.public())[len(known) :]:
        with vault.unit(PROGRAM, Permission.ERASURE_CONFIRM, Scope.STAFF) as uow:
            ledger.erase(uow, erasure, Said(entry=vault.trail.size + 1))
            uow.purpose = f"erasure {erasure.number} finished at opening"
            uow.commit()
    ledger.settle()
    return len(late)
