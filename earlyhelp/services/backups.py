"""Makes, lists and rehearses backups.  Restores none: that needs no session and an empty place."""

import shutil
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.clock import LONDON
from earlyhelp.errors import HouseError, Invalid, Refused, StorageFault
from earlyhelp.keys.header import read_header
from earlyhelp.messages.backups import (
    BackupRow,
    Backups,
    BackupsPage,
    MakeBackup,
    Rehearsal,
    RehearseBackup,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.platform import exclusive_lock
from earlyhelp.records.erasure import BackupRun
from earlyhelp.records.staff import StaffAccount, StoreFact
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.context import Context
from earlyhelp.services.erasure_ledger import kept_ledger
from earlyhelp.services.handlers import handles
from earlyhelp.settings import load
from earlyhelp.storage.backup import Made, write_backup
from earlyhelp.storage.rehearsal import Rehearsed, rehearse
from earlyhelp.storage.restore import open_with
from earlyhelp.storage.unit_of_work import UnitOfWork

LAST_BACKUP, LAST_REHEARSAL = "last_backup", "last_rehearsal"
_SHOWN = 50


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    openers: tuple[str, ...]


@handles(Backups)
def backups(uow: UnitOfWork, _message: Backups, _context: Context) -> BackupsPage:
    """Return the backups made, newest first."""
    names = {account.id: account.name for account in uow.all(StaffAccount)}
    rows = uow.all(BackupRun, order=(BackupRun.made_at.desc(), BackupRun.id.desc()), limit=_SHOWN)
    dates = last_dates(uow)
    return BackupsPage(
        rows=tuple(
            BackupRow(
                id=row.id, made_at=row.made_at, made_by=names.get(row.made_by, ""), path=row.path,
                size=row.size, entries=row.entries, families=row.families,
                rehearsed_at=row.rehearsed_at, result=row.result,
            )
            for row in rows
        ),
        last_backup=dates[0],
        last_rehearsal=dates[1],
        openers=tuple(sorted(account.name for account in _openers(uow))),
    )  # fmt: skip


def last_dates(uow: UnitOfWork) -> tuple[datetime | None, datetime | None]:
    """Return when the last good backup was made and when one was last rehearsed, for the status line."""
    found = {
        fact.name: datetime.fromisoformat(fact.value.decode())
        for fact in uow.all(StoreFact, StoreFact.name.in_((LAST_BACKUP, LAST_REHEARSAL)))
    }
    return found.get(LAST_BACKUP), found.get(LAST_REHEARSAL)


@handles(MakeBackup)
def make_backup(uow: UnitOfWork, message: MakeBackup, context: Context) -> Receipt:
    """Write a backup; the copy is made before this unit's first statement, in one step.

    Raises: Invalid for field "path"; StorageFault for a full disk, or figures an analyst has open.
    """
    at = uow.clock.now()
    stamp = f"{at.astimezone(LONDON):%Y-%m-%d-%H%M}"
    target = _target(message, stamp, context)
    logins = _logins_that_open(context)
    with ExitStack() as held:
        if (context.folder / "analysis.ehdb").exists():
            held.enter_context(_analysis_at_rest(context))
        header = read_header(context.vault.path.with_suffix(".ehdh"))
        facts = f"{at:%Y-%m-%dT%H:%M:%SZ}", len(context.vault.ledger.notes())
        made = write_backup(context.vault, context.folder, target, header, facts, logins)
    context.on_failure.append(lambda: shutil.rmtree(target, ignore_errors=True))
    run = uow.add(_run(made, at, context))
    _note_fact(uow, LAST_BACKUP, at)
    uow.purpose = f"backup of {run.entries} entries"
    return Receipt(id=run.id, version=1)


@handles(RehearseBackup)
def rehearse_backup(uow: UnitOfWork, message: RehearseBackup, context: Context) -> Rehearsal:
    """Restore a backup in a scratch folder and compare it with what is known of it.

    What is wrong with it is kept beside it before it is told.
    """
    run = uow.get(BackupRun, message.backup_id)
    try:
        found = _rehearsed(uow, run, context)
    except HouseError as error:
        _keep_result(context, message.backup_id, error.key)
        raise
    at = uow.clock.now()
    uow.change(run, None, rehearsed_at=at, result="good")
    _note_fact(uow, LAST_REHEARSAL, at)
    return Rehearsal(
        backup_id=run.id, entries=found.entries, families=found.families, erased=found.erased
    )


def _rehearsed(uow: UnitOfWork, run: BackupRun, context: Context) -> Rehearsed:
    opened = open_with(Path(run.path), context.vault.identity)
    vault = context.vault.facts["vault"].decode()
    if opened.manifest.vault != vault:
        raise StorageFault("backup.other")
    scratch = context.folder / "rehearsal"
    found = rehearse(opened, scratch, context.vault.clock, kept_ledger(vault))
    if found.entries:
        ours = uow.first(AuditEntry, AuditEntry.id == found.entries)
        if ours is None or ours.hash.hex() != found.head or found.entries != run.entries:
            raise StorageFault("backup.head")
    return found


def _keep_result(context: Context, backup_id: int, key: str) -> None:
    """Note a failed rehearsal after the failed unit has ended, in one of its own."""
    who, wanted = context.principal, Permission.BACKUP_MAKE
    scope = context.policy.require(who, wanted)

    def note() -> None:
        with context.vault.unit(who, wanted, scope) as later:
            run = later.get(BackupRun, backup_id)
            later.change(run, None, rehearsed_at=later.clock.now(), result=key)
            later.purpose = "rehearsal failed"
            later.commit()

    context.on_failure.append(note)


def _target(message: MakeBackup, stamp: str, context: Context) -> Path:
    name = message.name or f"earlyhelp-backup-{stamp}"
    target = outgoing(str(Path(message.folder) / name), context)
    if target.exists():
        raise Invalid({"path": "backup.exists"})
    return target


def _analysis_at_rest(context: Context) -> ExitStack:
    held = ExitStack()
    try:
        held.enter_context(exclusive_lock(context.folder / "analysis.lock"))
    except StorageFault as cause:
        raise Refused("backup.analysis_in_use") from cause
    return held


def _logins_that_open(context: Context) -> frozenset[str]:
    """Read in a unit of its own that ends here: the copy needs the connection to itself."""
    who, wanted = context.principal, Permission.BACKUP_MAKE
    with context.vault.unit(who, wanted, context.policy.require(who, wanted)) as reading:
        return frozenset(account.login for account in _openers(reading))


def _openers(uow: UnitOfWork) -> list[StaffAccount]:
    roles = load("access/backups.toml", _Rules).openers
    return uow.all(StaffAccount, StaffAccount.role.in_(roles), StaffAccount.status == "active")


def _run(made: Made, at: datetime, context: Context) -> BackupRun:
    state = made.manifest.state
    return BackupRun(
        made_at=at, made_by=context.principal.account_id, path=str(made.path), size=made.size,
        entries=state.entries, families=state.rows["family"], rehearsed_at=None, result="",
    )  # fmt: skip


def _note_fact(uow: UnitOfWork, name: str, at: datetime) -> None:
    value = at.isoformat().encode()
    known = uow.first(StoreFact, StoreFact.name == name)
    if known is None:
        uow.add(StoreFact(name=name, value=value))
    else:
        uow.change(known, None, value=value)
