"""What somebody has to look at again every 90 days: restrictions they read, rights they confirm.

Says nothing of a restriction to whoever is not named a reader of the family.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from earlyhelp.access.permissions import Permission
from earlyhelp.domain.timescales import Due
from earlyhelp.messages.account_changes import RightsRow
from earlyhelp.records.access import Restriction
from earlyhelp.services import grants
from earlyhelp.services.access_rules import decide_by, limits, names_of_staff
from earlyhelp.services.context import Context
from earlyhelp.services.family_words import words
from earlyhelp.services.recertifying import rights_due, rule
from earlyhelp.services.work_due import NO_LIMIT
from earlyhelp.services.work_found import Found
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import day

KINDS = ("restriction", "restriction_asked", "rights")


def second_looks(uow: UnitOfWork, context: Context, soon: date) -> list[Found]:
    """Return the restrictions due for review up to a day, and the rights that are due.

    Source: security.md 6.4 (a restriction is looked at again every 90 days); DPIA risks 1 and 15.
    """
    found = _restrictions(uow, soon)
    granted = context.policy.permissions_of(context.principal)
    if Permission.RESTRICTION_DECIDE in granted:
        found += _asked(uow)
    if Permission.ACCOUNT_CERTIFY in granted:
        found += [_of_rights(row) for row in rights_due(uow, context)]
    return found


def tally(found: Iterable[Found], today: date) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many of each kind are late, and how many are still to come."""
    late, soon = Counter[str](), Counter[str]()
    for one in found:
        (late if one.due.due_on < today else soon)[one.kind] += 1
    return dict(late), dict(soon)


def _restrictions(uow: UnitOfWork, soon: date) -> list[Found]:
    me = uow.principal.account_id
    if not uow.session.standing.granted:
        return []
    # An emergency or a request for records opens a family too, and is no reason to review it.
    read = {one.family_id for one in grants.live(uow, account_id=me, kind="restricted")}
    where = (Restriction.status == "open", Restriction.review_on <= soon)
    rows = [row for row in uow.all(Restriction, *where) if row.family_id in read]
    names = names_of_staff(uow) if rows else {}
    return [
        Found(
            "restriction", row.family_id, row.id, _at(row.review_on or soon),
            {
                "standing": words("work.restriction.yours")
                if row.decided_by == me
                else words("work.restriction.standing", who=names.get(row.decided_by, "")),
                "days": limits().restriction_review_days,
            },
        )
        for row in rows
    ]  # fmt: skip


def _asked(uow: UnitOfWork) -> list[Found]:
    """Return what colleagues of the team asked for and somebody else decides, from the day it was asked."""
    me, teams = uow.principal.account_id, uow.principal.teams
    where = (Restriction.status == "asked", Restriction.asked_by != me)
    rows = uow.all(Restriction, *where, Restriction.team_id.in_(teams))
    names = names_of_staff(uow) if rows else {}
    return [
        Found(
            "restriction_asked", row.family_id, row.id, _at(decide_by(row.asked_at)),
            {"standing": words("work.restriction_asked.standing", who=names.get(row.asked_by, ""))},
        )
        for row in rows
    ]  # fmt: skip


def _of_rights(row: RightsRow) -> Found:
    long_ago = timedelta(rule().every_days)
    days = {
        "confirm": row.confirmed_on + long_ago,
        "unused": (row.used_on or row.confirmed_on) + long_ago,
        "ends": row.ends_on or row.confirmed_on,
    }
    standing = words(f"work.rights.{row.why}", day=day(days[row.why]))
    facts = {"name": row.name, "standing": standing, "days": rule().every_days}
    return Found("rights", 0, row.account_id, _at(days[row.why]), facts)


def _at(on: date) -> Due:
    return Due(NO_LIMIT, on, on)
