"""Checks of backups, recovery, keys to be turned and rights to be confirmed.  Reads, makes nothing."""

from collections.abc import Iterable
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
from earlyhelp.services.register_checks import Finding, ahead, check, not_checked, ok, red
from earlyhelp.storage.probe_rows import Rows
from earlyhelp.storage.unit_of_work import UnitOfWork

_DRILL_DAYS, _RIGHTS_DAYS = 400, 90
_TURNING_DAYS = 7
_PLAIN = b"SQLite format 3\x00"


@check("backups_fresh")
def backups_fresh(uow: UnitOfWork, context: Context) -> Finding:
    """A backup was made and one was rehearsed well as lately as the rules about backups ask."""
    rules, now = backup_rules(), uow.clock.now()
    every_made, every_good = _dates(context)
    made, rehearsed = newest(every_made, now), newest(every_good, now)
    later = later_than(every_made + every_good, now)
    if made is None and not later and is_young(context, timedelta(days=1)):
        return not_checked("young")
    if made is None:
        return ahead(later) if later else red("none")
    if now - made > timedelta(days=rules.backup_days):
        return ahead(later) if later else red(days=(now - made).days)
    if rehearsed is None or now - rehearsed > timedelta(days=rules.rehearsal_days):
        return ahead(later) if later else red("rehearsal", days=rules.rehearsal_days)
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
    now, young = uow.clock.now(), is_young(context, timedelta(days=1))  # before the unit reads
    live = [key for key in uow.all(RecoveryKey, RecoveryKey.ended_at.is_(None)) if key.printed_at]
    if not live and young:
        return not_checked("young")
    if not live:
        return red()
    told = [at for key in live for at in (key.tried_at, key.printed_at) if at]
    tried = newest(told, now)
    if tried is None or now - tried > timedelta(days=_DRILL_DAYS):
        later = later_than(told, now)
        return ahead(later) if later else red("drill")
    return ok(days=(now - tried).days)


@check("keys_turned")
def keys_turned(uow: UnitOfWork, _context: Context) -> Finding:
    """Keys that a leaver may know, or that were lost with a device, were left behind in time."""
    now = uow.clock.now()
    waiting = uow.all(KeyTurning, KeyTurning.done_at.is_(None))
    late = sum(turning.asked_at < now - timedelta(days=_TURNING_DAYS) for turning in waiting)
    if late:
        return red(count=late)
    later = later_than([turning.asked_at for turning in waiting], now)
    return ahead(later) if later else ok(waiting=len(waiting))


@check("rights_confirmed")
def rights_confirmed(uow: UnitOfWork, _context: Context) -> Finding:
    """Every account's rights were given or confirmed in the last 90 days."""
    now = uow.clock.now()
    latest = now - timedelta(days=_RIGHTS_DAYS)
    newer = uow.all(Certification, Certification.at >= latest)
    confirmed = {one.account_id for one in newer if one.at <= now}
    active = uow.all(StaffAccount, StaffAccount.status == "active")
    late = {one.id for one in active if one.starts_on < day_of(latest)} - confirmed
    if late & {one.account_id for one in newer}:
        return ahead(len(late & {one.account_id for one in newer}))
    return red(count=len(late), accounts=len(active)) if late else ok(accounts=len(active))


def is_young(context: Context, days: timedelta) -> bool:
    """Tell whether the first entry of the audit was written that lately; never where it is dated ahead."""
    column = AuditEntry.__table__.c
    first = context.vault.look_inside(lambda link: Rows(link).read([column.at], column.id == 1))
    age = context.vault.clock.now() - first[0].at if first else timedelta()
    return timedelta() <= age < days


def newest(moments: Iterable[datetime], now: datetime) -> datetime | None:
    """Return the last of these moments; what a clock set ahead has dated after now does not count."""
    return max((at for at in moments if at <= now), default=None)


def later_than(moments: Iterable[datetime], now: datetime) -> int:
    """Return how many of these moments lie after now."""
    return sum(at > now for at in moments)


def _dates(context: Context) -> tuple[list[datetime], list[datetime]]:
    """Return when every backup was made, and when each was last rehearsed well."""
    column = BackupRun.__table__.c
    rows = context.vault.look_inside(
        lambda link: Rows(link).read([column.made_at, column.rehearsed_at, column.result])
    )
    good = [row.rehearsed_at for row in rows if row.result == "good" and row.rehearsed_at]
    return [row.made_at for row in rows], good


def _is_plain(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(_PLAIN)) == _PLAIN
