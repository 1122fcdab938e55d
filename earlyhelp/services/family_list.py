"""Lines of the list of families: what filters them and what stands on them, a page at a time.

Asks a fixed number of questions for a page, however many families are on it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.timescales import Due
from earlyhelp.messages.people import FamilyList, FamilyRow
from earlyhelp.records.cases import Case
from earlyhelp.records.people import Family, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.family_due import in_a_line, late_families, next_due
from earlyhelp.services.family_words import words
from earlyhelp.services.lead_conflicts import conflicted_leads
from earlyhelp.services.work_due import standing
from earlyhelp.storage.unit_of_work import UnitOfWork

_CHILDREN = tuple(item.code for item in code_list("person_role").items if item.group == "child")


def conditions(uow: UnitOfWork, message: FamilyList) -> list[ColumnElement[bool]]:
    """Return what the filters of a list ask for."""
    where: list[ColumnElement[bool]] = []
    if message.status:
        in_step = select(Case.family_id).where(Case.status == message.status, _is_open())
        where.append(or_(Family.status == message.status, Family.id.in_(in_step)))
    if message.level:
        where.append(Family.level == message.level)
    if message.lead_id:
        led = select(Case.family_id).where(Case.lead_id == message.lead_id, _is_open())
        where.append(Family.id.in_(led))
    if message.late_only:
        where.append(Family.id.in_(late_families(uow, uow.clock.today())))
    return where


def rows_of(uow: UnitOfWork, families: Sequence[Family], context: Context) -> tuple[FamilyRow, ...]:
    """Return families as lines of the list."""
    ids = [one.id for one in families]
    if not ids:
        return ()
    cases = {row.family_id: row for row in uow.all(Case, Case.family_id.in_(ids), order=Case.id)}
    leads = {row.lead_id for row in cases.values() if row.closed_on is None}
    named = uow.all(StaffAccount, StaffAccount.id.in_(leads)) if leads else []
    names = {one.id: one.name for one in named}
    close = {case.family_id: case.lead_id for case, _ in conflicted_leads(uow, context, ids)}
    children = {row[0]: row[1] for row in uow.rows(_children(ids))}
    dues = next_due(uow, ids)
    return tuple(
        _row(
            uow,
            (one, cases.get(one.id), dues.get(one.id)),
            (context.team_names, _marked(names, close.get(one.id, 0))),
            children.get(one.id, 0),
        )
        for one in families
    )


def _marked(names: dict[int, str], lead_id: int) -> dict[int, str]:
    """Return the names with a lead's who is too close to the family marked, for who names another."""
    if not lead_id:
        return names
    return names | {lead_id: words("families.lead.conflict", who=names.get(lead_id, ""))}


def _row(
    uow: UnitOfWork,
    of: tuple[Family, Case | None, tuple[str, Due] | None],
    names: tuple[dict[int, str], dict[int, str]],
    children: int,
) -> FamilyRow:
    family, case, due = of
    teams, leads = names
    is_open, today = case is not None and case.closed_on is None, uow.clock.today()
    return FamilyRow(
        id=family.id, key=family.reference, reference=family.reference,
        name=uow.open(family, "directory"), team=teams.get(family.team_id, ""),
        lead_professional=leads.get(case.lead_id, "") if case and is_open else "",
        level=family.level, status=case.status if case and is_open else family.status,
        next_due=in_a_line(due, today) if due else "",
        next_due_state=standing(due[1], today).state if due else "",
        next_due_on=due[1].due_on if due else None, children=children,
    )  # fmt: skip


def _children(ids: list[int]) -> Select[Any]:
    chosen = (Person.family_id.in_(ids), Person.role.in_(_CHILDREN))
    columns: tuple[Any, ...] = (Person.family_id, func.count(Person.id))
    return select(*columns).where(*chosen).group_by(Person.family_id)


def _is_open() -> ColumnElement[bool]:
    return Case.closed_on.is_(None)
