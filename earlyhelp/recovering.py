"""Opens a store for two holders of recovery sheets, gives one account a new way in, and closes it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.bootstrap import CASE
from earlyhelp.clock import Clock
from earlyhelp.errors import Refused, StorageFault
from earlyhelp.keys.header import Header, read_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.recovery import recovery_slots
from earlyhelp.keys.slots import Unlocked, database_secret
from earlyhelp.platform import device_name, exclusive_lock
from earlyhelp.records.keys import KeyTurning
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.recovery_work import Recovered, identity_of, recover, settle
from earlyhelp.storage.rekey import recovered
from earlyhelp.storage.vault import Vault

_ROLE = "information_governance"


@contextmanager
def recovering(
    folder: Path, shares: tuple[str, str], login: str, reason: str, clock: Clock
) -> Iterator[Recovered]:
    """Yield what the recovery gave; when the caller is done with it, the new sheets count.

    Shape: without a login the account is that of information governance.
    Raises: Invalid for a share that is wrong; Refused for shares of another store, or no account;
    StorageFault for the file.
    """
    if not folder.is_dir():
        raise StorageFault("store.missing")
    identity = identity_of(*shares)
    path = folder / f"{CASE}.ehdb"
    with exclusive_lock(path.with_suffix(".lock")):
        header, opened = recovered(path, *_opened(path, identity))
        vault = Vault(path, opened, header.vault, clock)
        try:
            who = Principal(
                account_id=0, login="recovery", display_name="", role="recovery",
                device=device_name(folder),
            )  # fmt: skip
            done = _recover(vault, who, identity, login, reason)
            yield done
            with vault.unit(who, Permission.RECOVERY_USE, Scope.STAFF) as uow:
                settle(uow, path.with_suffix(".ehdh"), opened.secret)
                uow.purpose = "recovery sheets handed over"
                uow.commit()
            vault.checkpoint(None)
        finally:
            vault.close()


def _opened(path: Path, identity: Identity) -> tuple[Header, Unlocked]:
    header = read_header(path.with_suffix(".ehdh"))
    for slot in recovery_slots(header):
        if slot.pub == identity.public:
            secret = database_secret(header, slot, identity)
            pending = (
                database_secret(header, slot, identity, pending=True) if slot.pending else None
            )
            if not header.is_stamped_by(secret.key):
                raise StorageFault("store.header.altered")
            return header, Unlocked(identity, secret, slot, pending)
    raise Refused("recovery.other")


def _recover(
    vault: Vault, who: Principal, identity: Identity, login: str, reason: str
) -> Recovered:
    with vault.unit(who, Permission.RECOVERY_USE, Scope.STAFF) as uow:
        known = StaffAccount.login == login if login else StaffAccount.role == _ROLE
        active = (known, StaffAccount.status == "active")
        account = uow.first(StaffAccount, *active, order=StaffAccount.id)
        if account is None:
            raise Refused("recovery.account.not")
        done = recover(uow, vault.path.with_suffix(".ehdh"), identity, account, reason)
        uow.add(
            KeyTurning(
                key_name="store", because="recovery", account_id=account.id, asked_by=0,
                asked_at=uow.clock.now(), epoch=int(vault.facts["epoch"]), done_at=None,
            )
        )  # fmt: skip
        uow.purpose = f"recovery: {reason}"
        uow.commit()
    return done
