"""Keeps one row for each thing to do, in the transaction of what it follows from.  Opens no sealed column."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import select

from earlyhelp.domain.case_flow import OPEN, CaseStatus
from earlyhelp.domain.timescales import Due
from earlyhelp.records.cases import Case, ConcernAnswer, RequestForSupport, SafeguardingConcern
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, PlanAction, Review, WorkItem
from earlyhelp.records.people import Family
from earlyhelp.services.concern_standing import last_concerns
from earlyhelp.services.work_due import ACTION_OPEN, NO_LIMIT, agreed, due_after, review_due
from earlyhelp.storage.unit_of_work import UnitOfWork

_OPEN = tuple(sorted(status.value for status in OPEN))
_SOURCES = (
    RequestForSupport, Case, SafeguardingConcern, ConcernAnswer, Assessment, EarlyHelpPlan, PlanAction,
    Review,
)  # fmt: skip


class _ToDo(msgspec.Struct, frozen=True):
    """A thing to do as the records of its family have it."""

    family_id: int
    kind: str
    subject_id: int
    due: Due


def keep_work(uow: UnitOfWork) -> None:
    """Bring the work items of the families this unit changed up to date (Context.before_commit).

    Shape: items that stay as they are are not touched; a family that has gone takes its own along.
    """
    changed = {row.family_id for row in uow.touched if isinstance(row, _SOURCES)}
    if not changed:
        return
    uow.flush()
    teams = {row[0]: row[1] for row in uow.rows(_teams(changed))}
    if not teams:
        return
    former = {
        (row.kind, row.subject_id): row for row in uow.all(WorkItem, WorkItem.family_id.in_(teams))
    }
    for todo in _to_do(uow, set(teams)):
        item = former.pop((todo.kind, todo.subject_id), None)
        if item is None:
            uow.add(_item(todo, teams[todo.family_id]))
        elif (item.limit_id, item.due_on, item.warn_on) != msgspec.structs.astuple(todo.due):
            _move(uow, item, todo.due)
    for item in former.values():
        uow.remove(item)


def _teams(families: set[int]) -> Any:
    return select(Family.id, Family.team_id).where(Family.id.in_(families))


def _item(todo: _ToDo, team_id: int) -> WorkItem:
    due = todo.due
    return WorkItem(
        family_id=todo.family_id, team_id=team_id, kind=todo.kind, subject_id=todo.subject_id,
        limit_id=due.limit_id, due_on=due.due_on, warn_on=due.warn_on,
    )  # fmt: skip


def _move(uow: UnitOfWork, item: WorkItem, due: Due) -> None:
    # Not `change`: what the program works out is no old and new value of the audit's.
    item.limit_id, item.due_on, item.warn_on = due.limit_id, due.due_on, due.warn_on
    item.version += 1
    uow.touched.append(item)


def _to_do(uow: UnitOfWork, families: set[int]) -> Iterator[_ToDo]:
    asked = RequestForSupport
    requests = select(asked.family_id, asked.id, asked.received_on)
    for family_id, ident, on in uow.rows(requests.where(*_in(asked, families, "waiting"))):
        yield _ToDo(family_id, "request", ident, due_after("triage", on))
    cases = select(Case.family_id, Case.id, Case.opened_on, Case.first_contact_on)
    in_work = set()
    for family_id, ident, on, reached_on in uow.rows(cases.where(*_in(Case, families, *_OPEN))):
        in_work.add(ident)
        if reached_on is None:
            yield _ToDo(family_id, "contact", ident, due_after("first_contact", on))
    yield from _resting(uow, families)
    if in_work:
        yield from _assessments(uow, families, in_work)
        yield from _plans(uow, families, in_work)


def _resting(uow: UnitOfWork, families: set[int]) -> Iterator[_ToDo]:
    """Cases a concern has stopped: somebody chases the answer, or looks at them again."""
    stopped = select(Case.family_id).where(*_in(Case, families, CaseStatus.ESCALATED.value))
    resting = {row[0] for row in uow.rows(stopped)}
    if resting:
        for family_id, (ident, due) in last_concerns(uow, resting).items():
            yield _ToDo(family_id, "concern", ident, due)


def _assessments(uow: UnitOfWork, families: set[int], in_work: set[int]) -> Iterator[_ToDo]:
    kind = Assessment
    drafts: Any = select(kind.family_id, kind.id, kind.started_on, kind.case_id)
    for family_id, ident, on, case_id in uow.rows(drafts.where(*_in(kind, families, "draft"))):
        if case_id in in_work:
            yield _ToDo(family_id, "assessment", ident, due_after("assessment", on))


def _plans(uow: UnitOfWork, families: set[int], in_work: set[int]) -> Iterator[_ToDo]:
    """Plans in force: their next review, and their actions that are not over."""
    kind = EarlyHelpPlan
    plans: Any = select(kind.family_id, kind.id, kind.authorised_on, kind.case_id)
    in_force = set()
    held = _last_reviews(uow, families)
    for family_id, ident, on, case_id in uow.rows(plans.where(*_in(kind, families, "authorised"))):
        if case_id in in_work and on is not None:
            in_force.add(ident)
            due = review_due(on, *held.get(case_id, (None, None)))
            yield _ToDo(family_id, "review", ident, due)
    actions = select(PlanAction.family_id, PlanAction.id, PlanAction.due_on, PlanAction.plan_id)
    undone = actions.where(*_in(PlanAction, families, *ACTION_OPEN))
    for family_id, ident, on, plan_id in uow.rows(undone):
        if plan_id in in_force:
            yield _ToDo(family_id, "action", ident, agreed(NO_LIMIT, on))


def _last_reviews(uow: UnitOfWork, families: set[int]) -> dict[int, tuple[date, date | None]]:
    said: Any = select(Review.case_id, Review.held_on, Review.next_on)
    rows = uow.rows(said.where(Review.family_id.in_(families)).order_by(Review.held_on, Review.id))
    return {case_id: (held_on, next_on) for case_id, held_on, next_on in rows}


def _in(kind: Any, families: set[int], *statuses: str) -> tuple[Any, Any]:
    return kind.family_id.in_(families), kind.status.in_(statuses)
