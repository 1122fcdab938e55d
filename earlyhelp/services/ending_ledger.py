"""The list of ended accounts and ways in, kept outside the store beside the ledger of erasures.

A restore of an older backup reads it, so that who left meanwhile is not let in again.
"""

from contextlib import suppress
from pathlib import Path
from typing import Protocol

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.audit.checkpoint import Signer
from earlyhelp.audit.endings import Ending, noted_after, verified
from earlyhelp.clock import Clock
from earlyhelp.errors import Refused, StorageFault
from earlyhelp.platform import append_durably
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import audit_checkpoints
from earlyhelp.services.context import Context
from earlyhelp.services.erasure_ledger import kept_ledger
from earlyhelp.storage.unit_of_work import UnitOfWork

_PROGRAM = Principal(account_id=0, login="earlyhelp", display_name="", role="program")


class Store(Protocol):
    """What the list needs of the opened store."""

    clock: Clock
    facts: dict[str, bytes]

    @property
    def origin(self) -> str: ...
    @property
    def signer(self) -> Signer: ...
    def unit(self, principal: Principal, permission: Permission, scope: Scope) -> UnitOfWork: ...


def endings_file(vault_id: str) -> Path:
    """Return where the list of a store lies on this computer."""
    return audit_checkpoints.witness_folder() / f"{vault_id}.ended.txt"


def kept_endings(vault: Store, path: Path | None = None) -> list[Ending]:
    """Return what a list tells, oldest first; without a path the one on this computer, if any.

    Raises: StorageFault("ledger.unreadable"); Refused("endings.broken").
    """
    return verified(_notes(vault, path), vault.origin, vault.signer.public())


def is_list_kept(vault: Store) -> bool:
    """Tell whether this computer keeps a list of the store at all."""
    return endings_file(_id_of(vault)).exists()


def keep_ending(context: Context, account_id: int, way: int = 0) -> None:
    """Add an account, or one way in, once the action that ends it is saved.

    What the disk does not take is caught up for accounts when the store is next opened.
    """
    vault = context.vault
    ending = Ending(account_id, way, vault.clock.today().isoformat())

    def keep() -> None:
        with suppress(StorageFault):
            _add(vault, ending)

    context.after_commit.append(keep)


def catch_up_endings(vault: Store) -> None:
    """Write the ended accounts that the list lacks, as on a computer that is new.

    Raises: StorageFault; Refused("endings.broken").
    """
    where = endings_file(_id_of(vault))
    if not where.exists():
        append_durably(where, b"")  # an empty list says that nobody was ended
    known = {ending.account_id for ending in kept_endings(vault) if not ending.way}
    with vault.unit(_PROGRAM, Permission.ACCOUNT_END, Scope.STAFF) as uow:
        ended = uow.all(StaffAccount, StaffAccount.status == "ended", order=StaffAccount.id)
        waiting = [(one.id, one.ends_on or vault.clock.today()) for one in ended]
    for account_id, on in waiting:
        if account_id not in known:
            _add(vault, Ending(account_id, 0, on.isoformat()))


def _add(vault: Store, ending: Ending) -> None:
    notes = _notes(vault, None)
    try:
        verified(notes, vault.origin, vault.signer.public())
    except Refused:
        return  # a broken list is not made longer: the restore that meets it says so
    text = noted_after(notes, ending, vault.signer)
    append_durably(endings_file(_id_of(vault)), (text + "\n").encode())


def _notes(vault: Store, path: Path | None) -> list[str]:
    where = path or endings_file(_id_of(vault))
    return kept_ledger(_id_of(vault), where) if path or where.exists() else []


def _id_of(vault: Store) -> str:
    return vault.facts["vault"].decode()
