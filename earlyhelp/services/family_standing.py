"""Says on a family's page why the person sees it: restricted, or open in an emergency."""

from earlyhelp.messages.access import FamilyStanding
from earlyhelp.messages.records import RestrictionWhy
from earlyhelp.records.access import Restriction
from earlyhelp.records.people import Family
from earlyhelp.services import grants
from earlyhelp.services.access_rules import names_of_staff
from earlyhelp.services.restrictions import is_late
from earlyhelp.storage.unit_of_work import UnitOfWork


def standing_of(uow: UnitOfWork, family: Family) -> FamilyStanding | None:
    """Return what the banner says; None where the family is simply the person's."""
    me = uow.principal.account_id
    mine = grants.live(uow, account_id=me, family_id=family.id) if _granted(uow) else []
    until = [row.until_at for row in mine if row.kind == "break_glass" and row.until_at]
    where = (Restriction.family_id == family.id, Restriction.status.in_(("asked", "open")))
    rows = {row.status: row for row in uow.all(Restriction, *where)}
    if not rows and not until:
        return None
    names, today = names_of_staff(uow), uow.clock.today()
    row = rows.get("open") or rows.get("asked")
    why: RestrictionWhy | None = uow.open(row, "why") if row else None
    readers = grants.live(uow, family_id=family.id, kind="restricted") if "open" in rows else []
    asked, opened = rows.get("asked"), rows.get("open")
    return FamilyStanding(
        restriction_id=opened.id if opened else 0,
        asked_id=asked.id if asked else 0,
        asked_by=names.get(row.asked_by, "") if row else "",
        asked_by_me=asked is not None and asked.asked_by == me,
        reason=why.reason if why else "",
        text=why.text if why else "",
        review_on=opened.review_on if opened else None,
        review_late=opened is not None and is_late(opened, today),
        readers=tuple(sorted(names.get(one.account_id, "") for one in readers)),
        until_at=max(until, default=None),
    )


def _granted(uow: UnitOfWork) -> bool:
    return uow.session.standing.granted
