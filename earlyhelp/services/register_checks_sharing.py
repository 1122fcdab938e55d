"""Checks of what goes to others and how it is watched.  Counts only; opens no family."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection

from earlyhelp.clock import day_of
from earlyhelp.domain.sharing import agency_key, overridden
from earlyhelp.messages.sharing import PackageState
from earlyhelp.records.access import BreakGlass, Restriction
from earlyhelp.records.looks import AccessHit, AccessScan
from earlyhelp.records.sharing import IsaAgreement, PartnerPackage, SharingLog
from earlyhelp.services.access_rules import decide_by, limits
from earlyhelp.services.context import Context
from earlyhelp.services.register_checks import Finding, ahead, check, not_checked, ok, red
from earlyhelp.services.register_checks_backups import is_young, later_than, newest
from earlyhelp.services.sharing_register import overdue
from earlyhelp.storage.probe_rows import Rows
from earlyhelp.storage.unit_of_work import UnitOfWork

_SHA256 = re.compile("[0-9a-f]{64}")
_SCAN_DAYS, _ANSWER_DAYS = 14, 14
_SAMPLE = "sample"


@check("agreements_live")
def agreements_live(uow: UnitOfWork, context: Context) -> Finding:
    """Every package went to an agency with a live sharing agreement that day, or on a ground that needs none.

    Shape: reviews of the agreements are held in time, too.
    Source: DPIA risk 2; domain.md 7.2 (golden rules 1 and 3): safety and courts need no agreement.
    """
    logged = context.vault.look_inside(_grounds)  # before the unit holds the connection
    now, today, agreements = uow.clock.now(), uow.clock.today(), uow.all(IsaAgreement)
    packages = uow.all(PartnerPackage)
    without = sum(
        not overridden(package.basis or logged.get(package.id, ""))
        and not any(_covers(one, package, today) for one in agreements)
        for package in packages
    )
    late = sum(
        one.ended_on is None and one.review_on < today and (one.until_on or today) >= today
        for one in agreements
    )
    if without or late:
        return red(without=without, late=late)
    later = sum(one.ended_on is not None and one.ended_on > today for one in agreements)
    later += later_than((one.sent_at for one in _at_agencies(packages)), now)
    return ahead(later) if later else ok(agreements=len(agreements))


@check("restrictions_reviewed")
def restrictions_reviewed(uow: UnitOfWork, context: Context) -> Finding:
    """No restriction is past its day of review, or waits for its second person too long."""
    today = uow.clock.today()
    column = Restriction.__table__.c
    longest = today + timedelta(days=limits().restriction_review_days)
    late, beyond, every, asked = context.vault.look_inside(
        lambda link: (
            Rows(link).count(Restriction, column.status == "open", column.review_on < today),
            Rows(link).count(Restriction, column.status == "open", column.review_on > longest),
            Rows(link).count(Restriction, column.status == "open"),
            Rows(link).read([column.asked_at], column.status == "asked"),
        )
    )
    waiting = sum(decide_by(row.asked_at) < today for row in asked)
    if late or waiting:
        return red(count=late, waiting=waiting)
    later = beyond + later_than((row.asked_at for row in asked), uow.clock.now())
    return ahead(later) if later else ok(count=every)


@check("packages_sealed")
def packages_sealed(uow: UnitOfWork, _context: Context) -> Finding:
    """Every package that was sent is known by its fingerprint and can be answered by a receipt."""
    packages = uow.all(PartnerPackage)
    loose = sum(not (_SHA256.fullmatch(one.sha256) and one.receipt_key) for one in packages)
    return red(count=loose) if loose else ok(packages=len(packages))


@check("packages_deleted")
def packages_deleted(uow: UnitOfWork, _context: Context) -> Finding:
    """No package that was sent is past its delete-by day or its receipt."""
    today, packages = uow.clock.today(), uow.all(PartnerPackage)
    late = sum(bool(overdue(one, today)) for one in packages)
    waiting = _at_agencies(packages)
    if late:
        return red(count=late)
    later = later_than((one.sent_at for one in waiting), uow.clock.now())
    return ahead(later) if later else ok(waiting=len(waiting), packages=len(packages))


@check("looks_reviewed")
def looks_reviewed(uow: UnitOfWork, context: Context) -> Finding:
    """Unusual looks are searched for and asked about in time."""
    now, column = uow.clock.now(), AccessHit.__table__.c
    today, unanswered = uow.clock.today(), (column.status == "open", column.rule != _SAMPLE)
    latest = today - timedelta(days=_ANSWER_DAYS)
    scans, waiting, dated_ahead = context.vault.look_inside(
        lambda link: (
            [row.at for row in Rows(link).read([AccessScan.__table__.c.at])],
            Rows(link).count(AccessHit, *unanswered, column.on_day < latest),
            Rows(link).count(AccessHit, *unanswered, column.on_day > today),
        )
    )
    if waiting:
        return red(count=waiting)
    last, later = newest(scans, now), later_than(scans, now)
    fresh = last is not None and now - last <= timedelta(days=_SCAN_DAYS)
    if dated_ahead or (later and not fresh):
        return ahead(dated_ahead or later)
    if last is None and is_young(context, timedelta(days=_SCAN_DAYS)):
        return not_checked("young")
    return ok(days=(now - last).days) if last and fresh else red("scan", days=_SCAN_DAYS)


@check("emergencies_reviewed")
def emergencies_reviewed(uow: UnitOfWork, context: Context) -> Finding:
    """Every opening in an emergency was reviewed in time, by somebody else."""
    now, today, column = uow.clock.now(), uow.clock.today(), BreakGlass.__table__.c
    late, beyond, own, every = context.vault.look_inside(
        lambda link: (
            Rows(link).count(BreakGlass, column.closed_at.is_(None), column.due_on < today),
            Rows(link).count(BreakGlass, column.closed_at.is_(None), column.opened_at > now),
            Rows(link).count(BreakGlass, column.closed_by == column.account_id),
            Rows(link).count(BreakGlass),
        )
    )
    if late or own:
        return red(late=late, own=own)
    return ahead(beyond) if beyond else ok(count=every)


def _at_agencies(packages: Iterable[PartnerPackage]) -> list[PartnerPackage]:
    return [one for one in packages if one.state != PackageState.CLOSED]


def _grounds(link: Connection) -> dict[int, str]:
    """Return on what ground each package left that is still in a sharing log, by its id."""
    column = SharingLog.__table__.c
    rows = Rows(link).read([column.package_id, column.basis], column.package_id != 0)
    return {row.package_id: row.basis for row in rows}


def _covers(agreement: IsaAgreement, package: PartnerPackage, today: date) -> bool:
    sent = min(day_of(package.sent_at), today)  # whatever the clock said, it has left by now
    until = min(day for day in (agreement.until_on, agreement.ended_on, sent) if day is not None)
    same = agency_key(agreement.agency) == agency_key(package.agency)
    return same and agreement.from_on <= sent <= until
