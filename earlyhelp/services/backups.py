"""Makes, lists and rehearses backups.  Restores none: that needs no session and an empty place."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.clock import day_of, local
from earlyhelp.errors import HouseError, Invalid, Refused, StorageFault
from earlyhelp.keys.header import read_header
from earlyhelp.messages.backups import (
    BackupRow,
    Backups,
    BackupsPage,
    MakeBackup,
    RehearseBackup,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.platform import exclusive_lock
from earlyhelp.progress import STOPPED, Progress
from earlyhelp.records.erasure import BackupRun
from earlyhelp.records.staff import StaffAccount, StoreFact
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.context import Context
from earlyhelp.services.erasure_ledger import kept_ledger
from earlyhelp.services.handlers import handles
from earlyhelp.services.long_work import LongWork, begin, require_quiet
from earlyhelp.settings import load
from earlyhelp.storage.backup import Made, Wanted, write_backup
from earlyhelp.storage.rehearsal import Rehearsed, rehearse
from earlyhelp.storage.restore import open_with
from earlyhelp.storage.snapshot import Snapshot
from earlyhelp.storage.unit_of_work import UnitOfWork

LAST_BACKUP, LAST_REHEARSAL = "last_backup", "last_rehearsal"
_SHOWN = 50


class BackupRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who opens a backup, and how old the newest ones may grow.  Unit: days."""

    openers: tuple[str, ...]
    backup_days: int
    rehearsal_days: int


def backup_rules() -> BackupRules:
    """Return the rules about backups (resources/access/backups.toml)."""
    return load("access/backups.toml", BackupRules)


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
    """Return when the last good backup was made and one was last rehearsed; what is dated ahead is left out."""
    facts = uow.all(StoreFact, StoreFact.name.in_((LAST_BACKUP, LAST_REHEARSAL)))
    told = ((fact.name, datetime.fromisoformat(fact.value.decode())) for fact in facts)
    found = {name: at for name, at in told if at <= uow.clock.now()}
    return found.get(LAST_BACKUP), found.get(LAST_REHEARSAL)


def due_since(uow: UnitOfWork) -> tuple[date | None, date | None]:
    """Return since when a backup and a rehearsal are due; None for what is not.

    Shape: a store without either has a day for its first backup and a whole span for its rehearsal.
    """
    rules, today = backup_rules(), uow.clock.today()
    made, rehearsed = (day_of(at) if at else None for at in last_dates(uow))
    first = uow.first(StaffAccount, order=StaffAccount.starts_on)
    founded = first.starts_on if first else today
    backup_on = made + timedelta(days=rules.backup_days) if made else founded + timedelta(days=1)
    rehearsal_on = (rehearsed or founded) + timedelta(days=rules.rehearsal_days)
    return _come(backup_on, today), _come(rehearsal_on, today)


def _come(on: date, today: date) -> date | None:
    return on if on <= today else None


@handles(MakeBackup)
def make_backup(uow: UnitOfWork, message: MakeBackup, context: Context) -> Receipt:
    """Begin a backup of the store as it stands once this action is saved.

    Raises: Invalid for field "path"; Refused for figures an analyst has open, or other long work.
    """
    require_quiet(context)
    at, ident = uow.clock.now(), uow.clock.new_id()
    target = _target(message, f"{local(at):%Y-%m-%d-%H%M}", context)
    path, identity = context.vault.path, context.vault.identity
    wanted = Wanted(
        store=context.folder, target=target, header=read_header(path.with_suffix(".ehdh")),
        made_at=f"{at:%Y-%m-%dT%H:%M:%SZ}", openers=frozenset(one.login for one in _openers(uow)),
    )  # fmt: skip

    def act(progress: Progress) -> Made:
        with ExitStack() as held:
            if (wanted.store / "analysis.ehdb").exists():
                held.enter_context(_analysis_at_rest(wanted.store))
            return write_backup(held.enter_context(Snapshot(path, identity)), wanted, progress)

    def settle(made: Made) -> dict[str, str | int]:
        try:
            return _keep_backup(context, ident, at, made)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise

    if (wanted.store / "analysis.ehdb").exists():
        _analysis_at_rest(wanted.store).close()  # said at once rather than later
    begin(context, LongWork("backup", ident, act, settle, _failing(context, "backup")))
    uow.purpose = "backup begun"
    return Receipt(id=ident, version=1)


def _keep_backup(context: Context, ident: int, at: datetime, made: Made) -> dict[str, str | int]:
    with _unit(context) as uow:
        run = _run(made, at, context)
        run.id = ident
        uow.add(run)
        _note_fact(uow, LAST_BACKUP, at)
        uow.purpose = f"backup of {run.entries} entries"
        told = {"families": run.families, "entries": run.entries}
        uow.commit()
    return {**told}


@handles(RehearseBackup)
def rehearse_backup(uow: UnitOfWork, message: RehearseBackup, context: Context) -> Receipt:
    """Begin to restore a backup in a scratch folder and to compare it with what is known of it.

    What is wrong with it is kept beside it before it is told.
    """
    run = uow.get(BackupRun, message.backup_id)
    folder, identity, clock = Path(run.path), context.vault.identity, context.vault.clock
    vault, scratch = context.vault.facts["vault"].decode(), context.folder / "rehearsal"

    def act(progress: Progress) -> Rehearsed:
        opened = open_with(folder, identity)
        if opened.manifest.vault != vault:
            raise StorageFault("backup.other")
        return rehearse(opened, scratch, clock, kept_ledger(vault), progress)

    def settle(found: Rehearsed) -> dict[str, str | int]:
        return _keep_rehearsal(context, message.backup_id, found)

    failed = _failing(context, "rehearsal", message.backup_id)
    work = LongWork("rehearsal", uow.clock.new_id(), act, settle, failed)
    begin(context, work)
    uow.purpose = "rehearsal begun"
    return Receipt(id=work.ident, version=1)


def _keep_rehearsal(context: Context, backup_id: int, found: Rehearsed) -> dict[str, str | int]:
    with _unit(context) as uow:
        run, at = uow.get(BackupRun, backup_id), uow.clock.now()
        if found.entries:
            ours = uow.first(AuditEntry, AuditEntry.id == found.entries)
            if ours is None or ours.hash.hex() != found.head or found.entries != run.entries:
                raise StorageFault("backup.head")
        uow.change(run, None, rehearsed_at=at, result="good")
        _note_fact(uow, LAST_REHEARSAL, at)
        uow.purpose = f"backup {backup_id} rehearsed"
        uow.commit()
    return {"families": found.families, "entries": found.entries, "erased": found.erased}


def _failing(context: Context, what: str, backup_id: int = 0) -> Callable[[HouseError], None]:
    """Return what notes the end of a work that did not succeed, and what is wrong with a backup."""

    def failed(error: HouseError) -> None:
        with suppress(HouseError), _unit(context) as uow:  # a full disk takes no note either
            if backup_id and error.key not in {STOPPED, "bug"}:
                run = uow.get(BackupRun, backup_id)
                uow.change(run, None, rehearsed_at=uow.clock.now(), result=error.key)
            uow.purpose = f"{what} ended: {error.key}"
            uow.commit()

    return failed


def _unit(context: Context) -> UnitOfWork:
    who, wanted = context.principal, Permission.BACKUP_MAKE
    return context.vault.unit(who, wanted, context.policy.require(who, wanted))


def _target(message: MakeBackup, stamp: str, context: Context) -> Path:
    name = message.name or f"earlyhelp-backup-{stamp}"
    target = outgoing(str(Path(message.folder) / name), context)
    if target.exists():
        raise Invalid({"path": "backup.exists"})
    return target


def _analysis_at_rest(store: Path) -> ExitStack:
    held = ExitStack()
    try:
        held.enter_context(exclusive_lock(store / "analysis.lock"))
    except StorageFault as cause:
        raise Refused("backup.analysis_in_use") from cause
    return held


def _openers(uow: UnitOfWork) -> list[StaffAccount]:
    roles = backup_rules().openers
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
