"""Finds what is to be done, by dates that are not sealed: how much, and the most urgent.  Opens no sealed column."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from earlyhelp.domain.case_flow import IN_HAND
from earlyhelp.domain.timescales import Due
from earlyhelp.records.cases import RequestForSupport
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, WorkItem
from earlyhelp.services.family_due import items_in_reach
from earlyhelp.services.plan_standing import of_open_cases
from earlyhelp.storage.unit_of_work import UnitOfWork

ROWS_SHOWN = 50
OPEN_STATUSES = tuple(sorted(status.value for status in IN_HAND))
#: Kinds of work items in the order they are counted.
KINDS = ("concern", "request", "contact", "assessment", "review", "action")
#: The unsealed columns of its subject that the line of a kind tells.
_TOLD: Mapping[str, tuple[Any, Mapping[str, Any]]] = {
    "request": (RequestForSupport.id, {"source": RequestForSupport.source}),
    "assessment": (
        Assessment.id,
        {"done": Assessment.sections_done, "total": Assessment.sections_total},
    ),
    "review": (
        EarlyHelpPlan.id,
        {
            "number": EarlyHelpPlan.number,
            "done": EarlyHelpPlan.actions_done,
            "total": EarlyHelpPlan.actions_total,
        },
    ),
}


@dataclass(frozen=True)
class Found:
    """One thing to do; `facts` are the unsealed numbers its line tells."""

    kind: str
    family_id: int
    subject_id: int
    due: Due
    facts: Mapping[str, Any] = field(default_factory=dict)


class Searcher:
    """Looks through the families a person works with: `mine` None means all they may see."""

    def __init__(self, uow: UnitOfWork, mine: set[int] | None, kinds: tuple[str, ...]) -> None:
        self._uow = uow
        self._mine = mine
        self._kinds = kinds

    def counts(self, today: date, soon: date) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many of each kind are late, and how many are due from today to a day."""
        late = WorkItem.due_on < today
        counted: Any = select(WorkItem.kind, late, func.count(WorkItem.id))
        asked = counted.where(WorkItem.due_on <= soon, *self._items())
        found: dict[bool, dict[str, int]] = {True: {}, False: {}}
        for kind, is_late, count in self._uow.rows(asked.group_by(WorkItem.kind, late)):
            found[bool(is_late)][kind] = count
        return found[True], found[False]

    def first(self) -> list[Found]:
        """Return what is due first."""
        item = WorkItem
        columns = (item.kind, item.family_id, item.subject_id)
        due = (item.limit_id, item.due_on, item.warn_on)
        urgent: Any = select(*columns, *due).where(*self._items())
        ordered = urgent.order_by(item.due_on, item.kind, item.family_id).limit(ROWS_SHOWN)
        rows = self._uow.rows(ordered)
        subjects: dict[str, set[int]] = defaultdict(set)
        for kind, _, subject_id, *_ in rows:
            subjects[kind].add(subject_id)
        facts = {kind: self._facts(kind, ids) for kind, ids in subjects.items()}
        return [
            Found(kind, family_id, subject_id, Due(*due), facts[kind].get(subject_id, {}))
            for kind, family_id, subject_id, *due in rows
        ]

    def plans(self, status: str, *where: ColumnElement[bool]) -> list[EarlyHelpPlan]:
        """Plans of one status, the longest waiting first."""
        order = (EarlyHelpPlan.submitted_on, EarlyHelpPlan.id)
        chosen = (EarlyHelpPlan.status == status, of_open_cases(), *where)
        if self._mine is not None:
            chosen = (*chosen, EarlyHelpPlan.family_id.in_(self._mine))
        return self._uow.all(EarlyHelpPlan, *chosen, order=order, limit=ROWS_SHOWN)

    def _items(self) -> tuple[ColumnElement[bool], ...]:
        kinds = WorkItem.kind.in_(self._kinds)
        if self._mine is not None:
            return kinds, WorkItem.family_id.in_(self._mine)
        return kinds, *items_in_reach(self._uow)

    def _facts(self, kind: str, ids: set[int]) -> dict[int, dict[str, Any]]:
        if kind not in _TOLD:
            return {}
        ident, columns = _TOLD[kind]
        rows = self._uow.rows(select(ident, *columns.values()).where(ident.in_(ids)))
        return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}


def by_urgency(found: Found) -> tuple[date, str, int]:
    """Return the order of a work list: what is due first comes first."""
    return found.due.due_on, found.kind, found.family_id
