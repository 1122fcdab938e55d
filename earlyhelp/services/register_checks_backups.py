"""Checks of backups, recovery, keys to be turned and rights to be confirmed.  Reads, makes nothing."""

from datetime import datetime, timedelta
from pathlib import Path

from earlyhelp.clock import day_of
from earlyhelp.records.conduct import Certification
from earlyhelp.records.erasure import BackupRun
from earlyhelp.records.keys import KeyTurning
from earlyhelp.records.recovery import RecoveryKey
from earlyhelp.records.staff import StaffAccount
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.backups import backup_rules
from earlyhelp.services.context import Context
from earlyhelp.services.register_checks import Finding, check, not_checked, ok, red
from earlyhelp.storage.probe_rows import Rows
from earlyhelp.storage.unit_of_work import UnitOfWork

_DRILL_DAYS, _RIGHTS_DAYS = 400, 90
_TURNING_DAYS = 7
_PLAIN = b"SQLite format 3\x00"


@check("backups_fresh")
def backups_fresh(uow: UnitOfWork, context: Context) -> Finding:
    """A backup was made and one was rehearsed well as lately as the rules about backups ask."""
    rules = backup_rules()
    made, rehearsed = _dates(context)
    now = uow.clock.now()
    if made is None and age_of_store(context) < timedelta(days=1):
        return not_checked("young")
    if made is None:
        return red("none")
    if now - made > timedelta(days=rules.backup_days):
        return red(days=(now - made).days)
    if rehearsed is None or now - rehearsed > timedelta(days=rules.rehearsal_days):
        return red("rehearsal", days=rules.rehearsal_days)
    return ok(made=(now - made).days, rehearsed=(now - rehearsed).days)


@check("backups_encrypted")
def backups_encrypted(_uow: UnitOfWork, context: Context) -> Finding:
    """No backup that can be seen from here holds a database in the clear."""
    column = BackupRun.__table__.c.path
    paths = context.vault.look_inside(lambda link: Rows(link).read([column]))
    files = [file for row in paths for file in Path(row.path).rglob("*") if file.is_file()]
    plain = sum(_is_plain(file) for file in files)
    return red(count=plain) if plain else ok(backups=len(paths), files=len(files))


@check("recovery_ready")
def recovery_ready(uow: UnitOfWork, context: Context) -> Finding:
    """There is a recovery key whose sheets are printed, and it was tried within the year."""
    now, age = uow.clock.now(), age_of_store(context)
    live = [key for key in uow.all(RecoveryKey, RecoveryKey.ended_at.is_(None)) if key.printed_at]
    if not live and age < timedelta(days=1):
        return not_checked("young")
    if not live:
        return red()
    tried = max(key.tried_at or key.printed_at or key.made_at for key in live)
    if now - tried > timedelta(days=_DRILL_DAYS):
        return red("drill")
    return ok(days=(now - tried).days)


@check("keys_turned")
def keys_turned(uow: UnitOfWork, _context: Context) -> Finding:
    """Keys that a leaver may know, or that were lost with a device, were left behind in time."""
    latest = uow.clock.now() - timedelta(days=_TURNING_DAYS)
    waiting = uow.all(KeyTurning, KeyTurning.done_at.is_(None))
    late = sum(turning.asked_at < latest for turning in waiting)
    return red(count=late) if late else ok(waiting=len(waiting))


@check("rights_confirmed")
def rights_confirmed(uow: UnitOfWork, _context: Context) -> Finding:
    """Every account's rights were given or confirmed in the last 90 days."""
    latest = uow.clock.now() - timedelta(days=_RIGHTS_DAYS)
    confirmed = {one.account_id for one in uow.all(Certification, Certification.at >= latest)}
    active = uow.all(StaffAccount, StaffAccount.status == "active")
    late = sum(one.starts_on < day_of(latest) and one.id not in confirmed for one in active)
    return red(count=late, accounts=len(active)) if late else ok(accounts=len(active))


def age_of_store(context: Context) -> timedelta:
    """Return how long ago the first entry of the audit was written."""
    column = AuditEntry.__table__.c
    first = context.vault.look_inside(lambda link: Rows(link).read([column.at], column.id == 1))
    return context.vault.clock.now() - first[0].at if first else timedelta()


def _dates(context: Context) -> tuple[datetime | None, datetime | None]:
    column = BackupRun.__table__.c
    rows = context.vault.look_inside(
        lambda link: Rows(link).read([column.made_at, column.rehearsed_at, column.result])
    )
    made = max((row.made_at for row in rows), default=None)
    good = (row.rehearsed_at for row in rows if row.result == "good")
    return made, max(good, default=None)


def _is_plain(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(_PLAIN)) == _PLAIN
