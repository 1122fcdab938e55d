"""What somebody still has to chase: packages not confirmed, corrections not passed on, leads to name.

Shows nobody what another sent; information governance sees every package on its own page.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from earlyhelp.access.permissions import Permission
from earlyhelp.clock import day_of
from earlyhelp.domain.rights_clock import month_ends_on
from earlyhelp.domain.sharing import sharing_rules
from earlyhelp.domain.timescales import Due
from earlyhelp.records.rights import Rectification
from earlyhelp.records.sharing import PartnerPackage, SharingLog
from earlyhelp.services.context import Context
from earlyhelp.services.corrections import still_to_tell
from earlyhelp.services.family_words import counted, words
from earlyhelp.services.lead_conflicts import leads_to_name
from earlyhelp.services.sharing_register import overdue
from earlyhelp.services.work_due import NO_LIMIT
from earlyhelp.services.work_found import Found
from earlyhelp.storage.unit_of_work import UnitOfWork

KINDS = ("package", "correction", "lead")


def chases(uow: UnitOfWork, context: Context, mine: set[int] | None, soon: date) -> list[Found]:
    """Return the packages this person sent that are overdue, corrections to pass on, leads to name.

    Shape:  `mine` are the families a practitioner works with, None for who leads teams: they pass on
            what they decided.  Corrections show until `soon`, late ones until they are passed on.
    Source: DPIA risks 5 and 9 (exports are chased); UK GDPR Article 19 and domain reference 7.4 (who
            received a record is told of its correction), within the request's own month.
    """
    found = _packages(uow) + leads_to_name(uow, context)
    if Permission.RECTIFICATION_RECORD in context.policy.permissions_of(context.principal):
        found += _corrections(uow, mine, soon)
    return found


def _packages(uow: UnitOfWork) -> list[Found]:
    today, me = uow.clock.today(), uow.principal.account_id
    late = [
        (one, why)
        for one in uow.all(PartnerPackage, PartnerPackage.sent_by == me)
        if (why := overdue(one, today))
    ]
    if not late:
        return []
    ids = {one.id for one, _ in late}
    logs = uow.all(SharingLog, SharingLog.package_id.in_(ids))
    family = {log.package_id: log.family_id for log in logs}
    return [_package(one, why, family.get(one.id, 0)) for one, why in late]


def _package(row: PartnerPackage, why: str, family_id: int) -> Found:
    days = sharing_rules().receipt_due_days
    on = row.delete_by if why == "deletion" else day_of(row.sent_at) + timedelta(days=days)
    standing = words(f"work.package.{why}", agency=row.agency)
    facts: dict[str, str | int] = {"name": row.name, "standing": standing}
    if why == "receipt":
        facts["days"] = days
    return Found("package", family_id, row.id, _at(on), facts)


def _corrections(uow: UnitOfWork, mine: set[int] | None, soon: date) -> list[Found]:
    decided = uow.all(Rectification, Rectification.status == "corrected")
    families = {one.family_id for one in decided}
    told: Any = select(SharingLog.family_id).where(SharingLog.family_id.in_(families)).distinct()
    shared = {row[0] for row in uow.rows(told)} if families else set()
    me, found = uow.principal.account_id, []
    for row in decided:
        theirs = row.decided_by == me if mine is None else row.family_id in mine
        due = month_ends_on(row.received_on)
        if not theirs or due > soon or row.family_id not in shared:
            continue
        left = still_to_tell(uow, row)
        if left:
            facts = {"standing": counted("work.correction.standing", len(left))}
            found.append(Found("correction", row.family_id, row.id, _at(due), facts))
    return found


def _at(on: date) -> Due:
    return Due(NO_LIMIT, on, on)
