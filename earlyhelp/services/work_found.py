"""Finds what is to be done, kind by kind, by dates that are not sealed.  Opens no sealed column."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from typing import Any

from sqlalchemy import ColumnElement, select

from earlyhelp.domain.case_flow import OPEN
from earlyhelp.domain.timescales import Due
from earlyhelp.records.base import OfFamily
from earlyhelp.records.cases import Case, RequestForSupport
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, PlanAction, Review
from earlyhelp.services.work_due import ACTION_OPEN, NO_LIMIT, agreed, due_after, review_due
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
    """Looks through the families a person works with: `mine` None means all they may see.

    Shape: actions due after `until` are left out, because a team has very many of them.
    """

    def __init__(self, uow: UnitOfWork, mine: set[int] | None, until: date) -> None:
        self._uow = uow
        self._mine = mine
        self._until = until

    def requests(self) -> Heap:
        """Requests that wait for a decision."""
        columns = (RequestForSupport.id, RequestForSupport.family_id, RequestForSupport.received_on)
        chosen: Any = select(*columns, RequestForSupport.source).where(
            RequestForSupport.status == "waiting", *self._of_mine(RequestForSupport)
        )
        return _heap(
            Found("request", family_id, ident, due_after("triage", on), {"source": source})
            for ident, family_id, on, source in self._uow.rows(chosen)
        )

    def contacts(self) -> Heap:
        """Open cases whose family nobody has reached yet."""
        chosen: Any = select(Case.id, Case.family_id, Case.opened_on).where(
            Case.status.in_(OPEN_STATUSES), Case.first_contact_on.is_(None), *self._of_mine(Case)
        )
        return _heap(
            Found("contact", family_id, ident, due_after("first_contact", on))
            for ident, family_id, on in self._uow.rows(chosen)
        )

    def assessments(self) -> Heap:
        """Assessments begun and not complete."""
        columns = (Assessment.id, Assessment.family_id, Assessment.started_on)
        counts = (Assessment.sections_done, Assessment.sections_total)
        chosen: Any = select(*columns, *counts).where(
            Assessment.status == "draft",
            Assessment.case_id.in_(_open_cases()),
            *self._of_mine(Assessment),
        )
        return _heap(
            Found(
                "assessment",
                family_id,
                ident,
                due_after("assessment", on),
                {"done": done, "total": total},
            )
            for ident, family_id, on, done, total in self._uow.rows(chosen)
        )

    def actions(self) -> Heap:
        """Actions of authorised plans that are still to be done, as far ahead as the list looks."""
        in_force = select(EarlyHelpPlan.id).where(EarlyHelpPlan.status == "authorised")
        chosen: Any = select(PlanAction.id, PlanAction.family_id, PlanAction.due_on).where(
            PlanAction.status.in_(ACTION_OPEN),
            PlanAction.due_on <= self._until,
            PlanAction.plan_id.in_(in_force),
            PlanAction.case_id.in_(_open_cases()),
            *self._of_mine(PlanAction),
        )
        return _heap(
            Found("action", family_id, ident, agreed(NO_LIMIT, on))
            for ident, family_id, on in self._uow.rows(chosen)
        )

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
        return _heap(
            Found(
                "review",
                plan.family_id,
                plan.id,
                review_due(plan.authorised_on, *held.get(plan.case_id, (None, None))),
                {"number": plan.number, "done": plan.actions_done, "total": plan.actions_total},
            )
            for plan in plans
        )

    def plans(self, status: str, *where: ColumnElement[bool]) -> list[EarlyHelpPlan]:
        """Plans of one status, the longest waiting first."""
        order = (EarlyHelpPlan.submitted_on, EarlyHelpPlan.id)
        chosen = (EarlyHelpPlan.status == status, *where, *self._of_mine(EarlyHelpPlan))
        return self._uow.all(EarlyHelpPlan, *chosen, order=order, limit=ROWS_SHOWN)

    def _last_reviews(self) -> dict[int, tuple[date, date | None]]:
        held: Any = select(Review.case_id, Review.held_on, Review.next_on).where(
            Review.case_id.in_(_open_cases()), *self._of_mine(Review)
        )
        last: dict[int, tuple[date, date | None]] = {}
        for case_id, held_on, next_on in self._uow.rows(held):
            if case_id not in last or held_on >= last[case_id][0]:
                last[case_id] = held_on, next_on
        return last

    def _of_mine(self, kind: type[OfFamily]) -> tuple[ColumnElement[bool], ...]:
        return () if self._mine is None else (kind.family_id.in_(self._mine),)


def by_urgency(found: Found) -> tuple[date, int]:
    """Return the order of a work list: what is due first comes first."""
    return found.due.due_on, found.subject_id


def _heap(found: Iterable[Found]) -> Heap:
    every = list(found)
    days = Counter(one.due.due_on for one in every)
    first = nsmallest(ROWS_SHOWN, every, key=by_urgency)
    return Heap(every[0].kind if every else "", days, first)


def _open_cases() -> Any:
    return select(Case.id).where(Case.status.in_(OPEN_STATUSES))
