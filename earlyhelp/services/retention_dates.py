"""Works out until when closed families are kept, in the sessions that may read birthdays.

Keeps one unsealed day for each, moved to the schedule's due day, so that a queue by reference can be
shown to people who may not read the record.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.retention import Facts, Kept, kept_until
from earlyhelp.records.cases import Case, RequestForSupport
from earlyhelp.records.people import Family, Person
from earlyhelp.records.retention import RetentionDate
from earlyhelp.services.context import Context
from earlyhelp.storage.unit_of_work import UnitOfWork

_SOURCES = (Family, Case, Person, RequestForSupport)
_CHILDREN = tuple(item.code for item in code_list("person_role").items if item.group == "child")
_AT_ONCE = 8


def keep_dates(uow: UnitOfWork) -> None:
    """Bring the dates of the families this unit changed up to date (Context.before_commit)."""
    changed = {_family_of(row) for row in uow.touched if isinstance(row, _SOURCES)}
    if changed and uow.keyring.has_directory:
        uow.flush()
        work_out(uow, changed)


def work_out(uow: UnitOfWork, families: Iterable[int]) -> None:
    """Keep, move or take away the date of each of these families; an open one has none."""
    wanted = sorted(families)
    rows = {row.id: row for row in uow.all(Family, Family.id.in_(wanted))}
    former = {
        row.family_id: row for row in uow.all(RetentionDate, RetentionDate.family_id.in_(wanted))
    }
    ended = _ended(uow, wanted)
    born = _born(uow, [ident for ident in wanted if ended.get(ident)])
    for ident, family in rows.items():
        closed_on = ended.get(ident)
        kept = kept_until(Facts(closed_on, born.get(ident, ()))) if closed_on else None
        _keep(uow, family, former.get(ident), kept)


def backfill(context: Context) -> bool:
    """Work out the dates of a few closed families that have none; return whether that was all.

    Only where somebody is signed in who sees whole teams and may read birthdays.
    """
    who, wanted = context.principal, Permission.FAMILY_CHANGE
    scope = context.policy.scope_of(who, wanted)
    if scope is not Scope.TEAM or not context.vault.keyring.has_directory:
        return True
    with context.vault.unit(who, wanted, scope) as uow:
        dated = select(RetentionDate.id).where(RetentionDate.family_id == Family.id).exists()
        asked = select(Family.id).where(Family.status == "closed", ~dated).limit(_AT_ONCE)
        some = [ident for (ident,) in uow.rows(asked)]
        before = len(uow.touched)
        work_out(uow, some)
        if len(uow.touched) == before:
            return True
        uow.purpose = "retention dates worked out"
        uow.commit()
    return len(some) < _AT_ONCE


def _keep(uow: UnitOfWork, family: Family, former: RetentionDate | None, kept: Kept | None) -> None:
    if kept is None:
        if former is not None:
            uow.remove(former)
        return
    if former is None:
        uow.add(
            RetentionDate(
                family_id=family.id, team_id=family.team_id, reference=family.reference,
                keep_until=kept.until, rule=kept.rule,
            )
        )  # fmt: skip
        return
    now = (family.team_id, kept.until, kept.rule)
    if (former.team_id, former.keep_until, former.rule) != now:
        # Not `change`: what the program works out is no old and new value of the audit's.
        former.team_id, former.keep_until, former.rule = now
        former.version += 1
        uow.touched.append(former)


def _ended(uow: UnitOfWork, families: list[int]) -> dict[int, date | None]:
    """Return the last day anything ended, by family; None for one in which something goes on."""
    opened: Any = select(Family.id, Family.opened_on)
    found: dict[int, date | None] = dict(
        map(tuple, uow.rows(opened.where(Family.id.in_(families))))
    )
    cases: Any = select(Case.family_id, Case.closed_on).where(Case.family_id.in_(families))
    asked = RequestForSupport
    requests: Any = select(asked.family_id, asked.decided_on).where(asked.family_id.in_(families))
    waiting = uow.rows(
        select(asked.family_id).where(asked.family_id.in_(families), asked.status == "waiting")
    )
    decided = [(ident, on) for ident, on in uow.rows(requests) if on is not None]
    for ident, on in [*uow.rows(cases), *decided, *((ident, None) for (ident,) in waiting)]:
        known = found.get(ident)
        found[ident] = None if on is None or known is None else max(known, on)
    return found


def _born(uow: UnitOfWork, families: list[int]) -> dict[int, tuple[date | None, ...]]:
    found: dict[int, tuple[date | None, ...]] = {}
    chosen = (Person.family_id.in_(families), Person.role.in_(_CHILDREN))
    for person in uow.all(Person, *chosen):
        told = uow.open(person, "directory")
        day = told.born_on or told.expected_on
        found[person.family_id] = (*found.get(person.family_id, ()), day)
    return found


def _family_of(row: Any) -> int:
    ident: int = row.id if isinstance(row, Family) else row.family_id
    return ident
