"""What is due next for the families of a page, and which families are late.  Reads no sealed column."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from earlyhelp.domain.case_flow import OPEN
from earlyhelp.domain.timescales import Due
from earlyhelp.records.cases import Case, RequestForSupport
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, PlanAction, Review
from earlyhelp.services.work_due import (
    ACTION_OPEN,
    agreed,
    due_after,
    in_words,
    review_due,
    standing,
)
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork

_OPEN = tuple(sorted(status.value for status in OPEN))
Kinded = tuple[str, Due]


def in_a_line(due: Kinded, today: date) -> str:
    """Return what is due and how late it is: "Assessment: 4 days late"."""
    kind, found = due
    return _sentences()[f"due.{kind}"].format(lateness=in_words(standing(found, today)))


def next_due(uow: UnitOfWork, family_ids: list[int]) -> dict[int, Kinded]:
    """Return the nearest thing due of each family that has one, by family id."""
    found: dict[int, Kinded] = {}
    for family_id, kind, due in _all_due(uow, family_ids):
        if family_id not in found or due.due_on < found[family_id][1].due_on:
            found[family_id] = kind, due
    return found


def late_families(today: date) -> list[Select[Any]]:
    """Return selects of the ids of families where something is late.

    Shape: a limit in working days becomes the first day that is not late yet, so that the database
           compares dates.
    """
    is_open = select(Case.id).where(Case.status.in_(_OPEN))
    asked, waits = RequestForSupport, RequestForSupport.status == "waiting"
    reached = Case.first_contact_on.is_(None)
    drafted = Assessment.status == "draft"
    undone = PlanAction.status.in_(ACTION_OPEN)
    return [
        select(asked.family_id).where(waits, asked.received_on < _first_in_time("triage", today)),
        select(Case.family_id).where(
            Case.status.in_(_OPEN), reached, Case.opened_on < _first_in_time("first_contact", today)
        ),
        select(Assessment.family_id).where(
            drafted,
            Assessment.case_id.in_(is_open),
            Assessment.started_on < _first_in_time("assessment", today),
        ),
        select(PlanAction.family_id).where(
            undone, PlanAction.due_on < today, PlanAction.case_id.in_(is_open)
        ),
        *_late_reviews(today, is_open),
    ]


def _late_reviews(today: date, is_open: Select[Any]) -> Iterator[Select[Any]]:
    plan = EarlyHelpPlan
    in_force = (plan.status == "authorised", plan.case_id.in_(is_open))
    yield select(plan.family_id).where(
        *in_force,
        plan.authorised_on < _first_in_time("first_review", today),
        plan.case_id.not_in(select(Review.case_id)),
    )
    last = select(Review.case_id).group_by(Review.case_id)
    agreed_day, held = func.max(Review.next_on), func.max(Review.held_on)
    overdue = last.having(agreed_day < today)
    unplanned = last.having(agreed_day.is_(None), held < _first_in_time("later_review", today))
    yield select(plan.family_id).where(*in_force, plan.case_id.in_(overdue))
    yield select(plan.family_id).where(*in_force, plan.case_id.in_(unplanned))


@cache
def _first_in_time(limit_id: str, today: date) -> date:
    """Return the earliest start whose limit has not passed today."""
    start = today
    while due_after(limit_id, start - timedelta(days=1)).due_on >= today:
        start -= timedelta(days=1)
    return start


def _all_due(uow: UnitOfWork, ids: list[int]) -> Iterator[tuple[int, str, Due]]:
    asked = RequestForSupport
    for row in _rows(uow, asked.family_id, asked.received_on, ids, asked.status == "waiting"):
        yield row[0], "request", due_after("triage", row[1])
    begun = (Case.status.in_(_OPEN), Case.first_contact_on.is_(None))
    for row in _rows(uow, Case.family_id, Case.opened_on, ids, *begun):
        yield row[0], "contact", due_after("first_contact", row[1])
    is_open = select(Case.id).where(Case.family_id.in_(ids), Case.status.in_(_OPEN))
    drafts = (Assessment.status == "draft", Assessment.case_id.in_(is_open))
    for row in _rows(uow, Assessment.family_id, Assessment.started_on, ids, *drafts):
        yield row[0], "assessment", due_after("assessment", row[1])
    undone = (PlanAction.status.in_(ACTION_OPEN), PlanAction.case_id.in_(is_open))
    for row in _rows(uow, PlanAction.family_id, PlanAction.due_on, ids, *undone):
        yield row[0], "action", agreed("", row[1])
    yield from _reviews(uow, ids, is_open)


def _rows(uow: UnitOfWork, family_id: Any, day: Any, ids: list[int], *where: Any) -> list[Any]:
    return uow.rows(select(family_id, day).where(family_id.in_(ids), *where))


def _reviews(uow: UnitOfWork, ids: list[int], is_open: Select[Any]) -> Iterator[Any]:
    plan = EarlyHelpPlan
    columns: tuple[Any, ...] = (plan.family_id, plan.case_id, plan.authorised_on)
    in_force = (
        plan.family_id.in_(ids), plan.status == "authorised", plan.case_id.in_(is_open)
    )  # fmt: skip
    plans = uow.rows(select(*columns).where(*in_force))
    if not plans:
        return
    said: tuple[Any, ...] = (Review.case_id, Review.held_on, Review.next_on)
    days = select(*said).where(Review.family_id.in_(ids))
    held = {row[0]: (row[1], row[2]) for row in uow.rows(days.order_by(Review.held_on, Review.id))}
    for family_id, case_id, authorised_on in plans:
        if authorised_on is not None:
            due = review_due(authorised_on, *held.get(case_id, (None, None)))
            yield family_id, "review", due


@cache
def _sentences() -> dict[str, str]:
    return load("wording/services.toml", dict[str, str])
