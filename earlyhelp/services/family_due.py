"""What is due next for the families of a page, in a line.  Reads no sealed column."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select

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


@cache
def _sentences() -> dict[str, str]:
    return load("wording/services.toml", dict[str, str])
