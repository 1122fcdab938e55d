"""Finds what is to be done, kind by kind, by dates that are not sealed.  Opens no sealed column."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from earlyhelp.domain.case_flow import OPEN
from earlyhelp.domain.timescales import Due
from earlyhelp.records.base import OfFamily
from earlyhelp.records.cases import Case, RequestForSupport
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, PlanAction, Review
from earlyhelp.services.work_due import ACTION_OVER, NO_LIMIT, agreed, due_after, review_due
from earlyhelp.storage.unit_of_work import UnitOfWork

ROWS_SHOWN = 50
OPEN_STATUSES = tuple(sorted(status.value for status in OPEN))


@dataclass(frozen=True)
class Found:
    """One thing to do; `facts` are the unsealed numbers its line tells."""

    kind: str
    family_id: int
    subject_id: int
    due: Due
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Heap:
    """Everything of one kind: how many are due on each day, and the most urgent ones."""

    kind: str
    due_days: Counter[date]
    first: list[Found]

    def between(self, start: date, end: date) -> int:
        """Return how many are due from a day up to and with another."""
        return sum(count for day, count in self.due_days.items() if start <= day <= end)


class Searcher:
    """Looks through the families a person works with: `mine` None means all they may see."""

    def __init__(self, uow: UnitOfWork, mine: set[int] | None) -> None:
        self._uow = uow
        self._mine = mine

    def requests(self) -> Heap:
        """Requests that wait for a decision."""
        where = (RequestForSupport.status == "waiting",)
        rows = self._dated(RequestForSupport, RequestForSupport.received_on, where)
        return self._heap("request", "triage", rows, lambda row: {"source": row.source})

    def contacts(self) -> Heap:
        """Open cases whose family nobody has reached yet."""
        where = (Case.status.in_(OPEN_STATUSES), Case.first_contact_on.is_(None))
        rows = self._dated(Case, Case.opened_on, where)
        return self._heap("contact", "first_contact", rows, lambda _row: {})

    def assessments(self) -> Heap:
        """Assessments begun and not complete."""
        where = (Assessment.status == "draft", Assessment.case_id.in_(_open_cases()))
        rows = self._dated(Assessment, Assessment.started_on, where)
        return self._heap(
            "assessment",
            "assessment",
            rows,
            lambda row: {"done": row.sections_done, "total": row.sections_total},
        )

    def actions(self) -> Heap:
        """Actions of authorised plans that are still to be done."""
        in_force = select(EarlyHelpPlan.id).where(EarlyHelpPlan.status == "authorised")
        where = (
            PlanAction.status.not_in(ACTION_OVER),
            PlanAction.plan_id.in_(in_force),
            PlanAction.case_id.in_(_open_cases()),
        )
        days, first = self._dated(PlanAction, PlanAction.due_on, where)
        found = [
            Found("action", row.family_id, row.id, agreed(NO_LIMIT, row.due_on)) for row in first
        ]
        return Heap("action", Counter(days), found)

    def reviews(self) -> Heap:
        """Authorised plans of open cases, by the day they are to be reviewed next."""
        columns = (
            EarlyHelpPlan.id, EarlyHelpPlan.family_id, EarlyHelpPlan.case_id, EarlyHelpPlan.number,
            EarlyHelpPlan.authorised_on, EarlyHelpPlan.actions_done, EarlyHelpPlan.actions_total,
        )  # fmt: skip
        chosen: Any = select(*columns).where(
            EarlyHelpPlan.status == "authorised",
            EarlyHelpPlan.case_id.in_(_open_cases()),
            *self._of_mine(EarlyHelpPlan),
        )
        plans = self._uow.rows(chosen)
        held = self._last_reviews() if plans else {}
        found = []
        for plan in plans:
            due = review_due(plan.authorised_on, *held.get(plan.case_id, (None, None)))
            facts = {
                "number": plan.number, "done": plan.actions_done, "total": plan.actions_total,
            }  # fmt: skip
            found.append(Found("review", plan.family_id, plan.id, due, facts))
        days = Counter(one.due.due_on for one in found)
        return Heap("review", days, sorted(found, key=by_urgency)[:ROWS_SHOWN])

    def plans(self, status: str, *where: ColumnElement[bool]) -> list[EarlyHelpPlan]:
        """Plans of one status, the longest waiting first."""
        order = (EarlyHelpPlan.submitted_on, EarlyHelpPlan.id)
        chosen = (EarlyHelpPlan.status == status, *where, *self._of_mine(EarlyHelpPlan))
        return self._uow.all(EarlyHelpPlan, *chosen, order=order, limit=ROWS_SHOWN)

    def _last_reviews(self) -> dict[int, tuple[date, date | None]]:
        newest: Any = select(
            Review.case_id, func.max(Review.held_on), func.max(Review.next_on)
        ).where(*self._of_mine(Review))
        return {
            case_id: (held_on, next_on)
            for case_id, held_on, next_on in self._uow.rows(newest.group_by(Review.case_id))
        }

    def _dated(
        self, kind: type[Any], started: Any, where: tuple[ColumnElement[bool], ...]
    ) -> tuple[dict[date, int], list[Any]]:
        """Return how many began on each day, and the first of them."""
        chosen = (*where, *self._of_mine(kind))
        counts = select(started, func.count(kind.id)).where(*chosen).group_by(started)
        days = dict(map(tuple, self._uow.rows(counts)))
        first = self._uow.all(kind, *chosen, order=(started, kind.id), limit=ROWS_SHOWN)
        return days, first if days else []

    def _heap(
        self, kind: str, limit_id: str, rows: tuple[dict[date, int], list[Any]], facts: Any
    ) -> Heap:
        days: Counter[date] = Counter()
        for started_on, count in rows[0].items():
            days[due_after(limit_id, started_on).due_on] += count
        found = [
            Found(kind, row.family_id, row.id, due_after(limit_id, _start(row)), facts(row))
            for row in rows[1]
        ]
        return Heap(kind, days, found)

    def _of_mine(self, kind: type[OfFamily]) -> tuple[ColumnElement[bool], ...]:
        return () if self._mine is None else (kind.family_id.in_(self._mine),)


def by_urgency(found: Found) -> tuple[date, int]:
    """Return the order of a work list: what is due first comes first."""
    return found.due.due_on, found.subject_id


def _open_cases() -> Any:
    return select(Case.id).where(Case.status.in_(OPEN_STATUSES))


def _start(row: Any) -> date:
    if isinstance(row, RequestForSupport):
        return row.received_on
    return row.opened_on if isinstance(row, Case) else row.started_on
