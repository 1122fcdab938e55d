"""Restores a backup into an empty place: without the people erased and the accounts ended since.

Refuses a ledger of erasures that is shorter than what this computer's checkpoints know.
"""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.policy import Policy
from earlyhelp.access.principal import Principal
from earlyhelp.clock import Clock, SystemClock
from earlyhelp.errors import Refused, StorageFault
from earlyhelp.keys.header import write_header
from earlyhelp.keys.share import share_for
from earlyhelp.keys.slots import Credentials, Unlocked, remove_slot, share_kinds
from earlyhelp.keys.throttle import Throttle
from earlyhelp.platform import disk_fault, make_private, name_folder_durably, place_fault
from earlyhelp.progress import Progress
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.account_ending import end_again
from earlyhelp.services.audit_checkpoints import keep_elsewhere, set_aside
from earlyhelp.services.ending_ledger import is_list_kept, kept_endings
from earlyhelp.services.erasure_ledger import catch_up, erasures_known, kept_ledger
from earlyhelp.services.proving import tries_file
from earlyhelp.services.recovery_work import identity_of
from earlyhelp.services.topics import load_topics
from earlyhelp.storage.backup import CASE, PARTIAL
from earlyhelp.storage.restore import (
    OpenedBackup,
    PutBack,
    backup_header,
    open_for,
    open_with,
    put_back,
)
from earlyhelp.storage.vault import Vault

#: Says that a folder is an unfinished restore of ours, which may be begun anew.
_MARK = "restoring"
_PROGRAM = Principal(account_id=0, login="earlyhelp", display_name="", role="program")


@dataclass(frozen=True)
class Restorer:
    """Who restores, with what they know: a passphrase, or two shares of the recovery key."""

    login: str
    passphrase: str = field(default="", repr=False)
    key_file: str = ""
    shares: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Lists:
    """What was kept outside the store: its erasures and its endings; None for this computer's own."""

    erased: Path | None = None
    ended: Path | None = None


@dataclass(frozen=True)
class Restored:
    """What was restored: when the backup was made, what it held, what was done again or set aside.

    Shape: `ended_again` counts accounts; `ended_known` is False where there was no list to know them
    by; `set_aside` is the file of checkpoints that knew more than the backup, "" if none did.
    """

    made_at: str
    entries: int
    families: int
    erased_again: int
    erasures: int
    ended_again: int
    ended_known: bool
    set_aside: str = ""


def restore(
    source: Path,
    folder: Path,
    who: Restorer,
    lists: Lists | None = None,
    clock: Clock | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Restore a backup as one of those who may open it; the place is untouched where it fails.

    Raises: StorageFault naming what is wrong with backup or place; Locked("key.wrong"); Refused for a
    role that may not, or a ledger that is too short, broken or another store's.
    """
    load_topics()
    _fit(folder)
    opened = _opened(source, who)
    vault_id = opened.manifest.vault
    lists = lists or Lists()
    notes = kept_ledger(vault_id, lists.erased)
    partial = _begun(folder)
    try:
        back = put_back(opened, partial, notes, progress or Progress())
        made = _Settling(opened, back, partial, clock or SystemClock())
        made.sign(who, lists.ended)
        name_folder_durably(partial, folder)
        (folder / _MARK).unlink()  # until now it says that what lies here may be begun anew
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    aside = set_aside(vault_id, back.state.entries, made.stamp)
    keep_elsewhere(vault_id, made.checkpoint)
    catch_up(vault_id, made.notes)
    state = back.state
    return Restored(
        opened.manifest.made_at, state.entries, state.rows["family"], back.erased, len(made.notes),
        made.ended, made.ended_known, aside,
    )  # fmt: skip


def _fit(folder: Path) -> None:
    fault = place_fault(folder)
    if fault:
        raise StorageFault(fault)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StorageFault("restore.not_empty")
        if not folder.absolute().parent.is_dir():
            raise StorageFault("restore.nowhere")
    except OSError:
        raise StorageFault("store.unwritable") from None


def _opened(source: Path, who: Restorer) -> OpenedBackup:
    if who.shares is not None:
        return open_with(source, identity_of(*who.shares))
    header = backup_header(source)
    share = share_for(share_kinds(header, who.login), header.vault, who.login, who.key_file)
    return open_for(source, header, Credentials(who.login, who.passphrase, share))


def _begun(folder: Path) -> Path:
    """Make the folder to work in; one that a killed restore left behind is begun anew."""
    partial = folder.with_name(folder.name + PARTIAL)
    if partial.exists():
        if any(partial.iterdir()) and not (partial / _MARK).is_file():
            raise StorageFault("restore.not_empty")
        shutil.rmtree(partial)
    try:
        partial.mkdir(mode=0o700)
        make_private(partial)
        (partial / _MARK).touch()
    except OSError as cause:
        raise disk_fault(cause) from cause
    return partial


class _Settling:
    """The restored store while nobody but this restore can open it."""

    def __init__(self, opened: OpenedBackup, back: PutBack, folder: Path, clock: Clock) -> None:
        self._opened, self._back, self._folder, self._clock = opened, back, folder, clock
        self.stamp = f"{clock.now():%Y%m%d-%H%M%S}"
        self.checkpoint = ""
        self.notes: list[str] = []
        self.ended, self.ended_known = 0, False

    def sign(self, restorer: Restorer, ended: Path | None) -> None:
        """Check the ledger's length, end again who left, write the entry, sign the audit."""
        back, unlocked = self._back, self._opened.unlocked
        who = Unlocked(unlocked.identity, back.secret, unlocked.slot)
        path = self._folder / CASE
        vault = Vault(path, who, back.header.vault, self._clock)
        try:
            self.notes = vault.ledger.notes()
            known = erasures_known(back.header.vault, vault.signer.public())
            if len(self.notes) < known:
                raise Refused("restore.ledger.short", known=known, have=len(self.notes))
            self._end_again(vault, ended)
            self._note(vault, restorer)
            # Shares are nobody's own signature: then the store signs alone.
            self.checkpoint = vault.checkpoint(None if restorer.shares else restorer.login)
        finally:
            vault.close()
        Throttle(tries_file(path), back.header.vault, self._clock).begin()

    def _end_again(self, vault: Vault, listed: Path | None) -> None:
        """Close every account and way in that the list says were ended, in rows and header."""
        endings = kept_endings(vault, listed)
        self.ended_known = listed is not None or is_list_kept(vault)
        days = {one.account_id: date.fromisoformat(one.on) for one in endings if not one.way}
        with vault.unit(_PROGRAM, Permission.ACCOUNT_END, Scope.STAFF) as uow:
            gone = uow.all(StaffAccount, StaffAccount.id.in_(days))
            logins = {account.login for account in gone}
            waiting = [account for account in gone if account.status != "ended"]
            for account in waiting:
                end_again(uow, account, days[account.id])
            if waiting:
                uow.purpose = f"{len(waiting)} accounts ended again after a restore"
                uow.commit()
        ways = {one.way for one in endings if one.way}
        path, header = (self._folder / CASE).with_suffix(".ehdh"), self._back.header
        for slot in header.slots:
            if slot.account in logins or slot.id in ways:
                header = remove_slot(header, self._back.secret, slot.id)
        if header != self._back.header:
            write_header(path, header)
        self.ended = len(waiting)

    def _note(self, vault: Vault, restorer: Restorer) -> None:
        login = restorer.login
        with vault.unit(_nobody(login), Permission.SESSION_READ, Scope.OWN) as uow:
            account = uow.first(StaffAccount, StaffAccount.login == login)
        if account is None or account.status != "active":
            raise Refused("signin.ended")
        principal = Principal(
            account_id=account.id, login=login, display_name=account.name, role=account.role
        )
        scope = Policy.shipped().require(principal, Permission.BACKUP_MAKE)
        with vault.unit(principal, Permission.BACKUP_MAKE, scope) as uow:
            back = self._back
            how = " with two recovery shares" if restorer.shares else ""
            uow.purpose = (
                f"restored{how} from the backup of {self._opened.manifest.made_at};"
                f" {back.state.entries} entries; {back.erased} erasures done again;"
                f" {self.ended} accounts ended again"
            )
            uow.commit()


def _nobody(login: str) -> Principal:
    return Principal(account_id=0, login=login, display_name="", role="")
