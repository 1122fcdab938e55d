"""What is due next for families, in a line, and which families are late.  Reads no sealed column."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from earlyhelp.access.permissions import Scope
from earlyhelp.domain.timescales import Due
from earlyhelp.records.casework import WorkItem
from earlyhelp.services.work_due import in_words, standing
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork

Kinded = tuple[str, Due]


def in_a_line(due: Kinded, today: date) -> str:
    """Return what is due and how late it is: "Assessment: 4 days late"."""
    kind, found = due
    return _sentences()[f"due.{kind}"].format(lateness=in_words(standing(found, today)))


def next_due(uow: UnitOfWork, family_ids: list[int]) -> dict[int, Kinded]:
    """Return the nearest thing due of each family that has one, by family id."""
    item = WorkItem
    days: Any = select(item.family_id, item.kind, item.limit_id, item.due_on, item.warn_on)
    latest_first = (item.due_on.desc(), item.id.desc())
    rows = uow.rows(days.where(item.family_id.in_(family_ids)).order_by(*latest_first))
    return {family_id: (kind, Due(*due)) for family_id, kind, *due in rows}


def items_in_reach(uow: UnitOfWork) -> tuple[ColumnElement[bool], ...]:
    """Return the teams a manager's work items are of, so that the database reads them by day.

    Shape: for speed only; the guard decides who sees what.
    """
    return (WorkItem.team_id.in_(uow.principal.teams),) if uow.scope is Scope.TEAM else ()


def late_families(uow: UnitOfWork, today: date) -> Select[Any]:
    """Return a select of the ids of families where something is late."""
    return select(WorkItem.family_id).where(WorkItem.due_on < today, *items_in_reach(uow))


@cache
def _sentences() -> dict[str, str]:
    return load("wording/services.toml", dict[str, str])
