"""Looks a second person asks about: listed, accepted with a reason, or raised.  Nobody decides own ones."""

from typing import Any

from sqlalchemy import func, select

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.unusual import RULES
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.looks import AccessHits, DecideHit, HitPage, HitRow
from earlyhelp.records.looks import AccessHit
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.access_scan import newest_scan
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.known_references import references_on
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST_PAGE = 200
SAMPLE = "sample"


@handles(AccessHits)
def access_hits(uow: UnitOfWork, message: AccessHits, context: Context) -> HitPage:
    """Return a page of hits, the newest first, and how many of each rule are open."""
    if message.rule not in {"", *RULES} or not _is_status(message.status):
        raise Invalid({"rule": "entry.not_in_list"})
    where = [AccessHit.status == message.status]
    where += [AccessHit.rule == message.rule] if message.rule else [AccessHit.rule != SAMPLE]
    if message.page.after:
        where.append(AccessHit.id < _after(message.page.after))
    limit = max(1, min(message.page.limit, _LONGEST_PAGE))
    newest: Any = select(AccessHit.family_id).where(*where).order_by(AccessHit.id.desc())
    known = references_on(context, AccessHits.permission, newest.limit(limit))
    found = uow.all(AccessHit, *where, order=AccessHit.id.desc(), limit=limit + 1)
    counted: Any = select(AccessHit.rule, func.count(AccessHit.id))
    waiting = counted.where(AccessHit.status == "open").group_by(AccessHit.rule)
    mine = [AccessHit.status == "open", AccessHit.rule != SAMPLE]
    mine.append(AccessHit.account_id != context.principal.account_id)
    scan = newest_scan(uow)
    return HitPage(
        rows=_rows(uow, found[:limit], known),
        next_after=str(found[limit - 1].id) if len(found) > limit else "",
        open_by_rule=dict(map(tuple, uow.rows(waiting))),
        scanned_at=scan.at if scan else None,
        may_scan=Permission.ACCESS_SCAN in context.policy.permissions_of(context.principal),
        to_answer=uow.count(AccessHit, *mine),
    )


@handles(DecideHit)
def decide_hit(uow: UnitOfWork, message: DecideHit, context: Context) -> Receipt:
    """Accept or raise one hit.

    Raises: Refused for one's own and for one decided already; Invalid for a reason of the other kind.
    """
    hit = uow.get(AccessHit, message.hit_id)
    if hit.account_id == context.principal.account_id:
        raise Refused("looks.own")
    if hit.status == "accepted":
        raise Refused("looks.decided")
    if message.status not in {"accepted", "raised"}:
        raise Invalid({"status": "entry.not_in_list"})
    if code_list("look_decision").group(message.reason) != message.status:
        raise Invalid({"reason": "entry.not_in_list"})
    uow.change(
        hit,
        message.version,
        status=message.status,
        reason=message.reason,
        decided_by=context.principal.account_id,
        decided_at=uow.clock.now(),
    )
    return Receipt(id=hit.id, version=hit.version)


def _is_status(status: str) -> bool:
    return status in {"open", "accepted", "raised"}


def _after(key: str) -> int:
    if not (key.isascii() and key.isdecimal() and len(key) < 20):
        raise Invalid({"page": "error.invalid"})
    return int(key)


def _rows(uow: UnitOfWork, hits: list[AccessHit], known: dict[int, str]) -> tuple[HitRow, ...]:
    ids = {hit.account_id for hit in hits} | {hit.decided_by for hit in hits}
    staff = {one.id: one for one in uow.all(StaffAccount, StaffAccount.id.in_(ids))}
    families = known | _references(uow, {hit.family_id for hit in hits if hit.family_id})
    return tuple(
        HitRow(
            id=hit.id,
            version=hit.version,
            rule=hit.rule,
            who=staff[hit.account_id].name if hit.account_id in staff else "",
            role=staff[hit.account_id].role if hit.account_id in staff else "",
            family_id=hit.family_id,
            family=families.get(hit.family_id, ""),
            on=hit.on_day,
            count=hit.count,
            entry=hit.entry_id,
            status=hit.status,
            reason=hit.reason,
            decided_by=staff[hit.decided_by].name if hit.decided_by in staff else "",
            mine=hit.account_id == uow.principal.account_id,
            by_number=uow.scope is not Scope.TEAM,
        )
        for hit in hits
    )


def _references(uow: UnitOfWork, families: set[int]) -> dict[int, str]:
    """Return references for a manager; information governance knows those retention tells it."""
    if uow.scope is not Scope.TEAM or not families:
        return {}
    known = select(Family.id, Family.reference).where(Family.id.in_(families))
    return {row[0]: row[1] for row in uow.rows(known)}
