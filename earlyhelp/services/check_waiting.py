"""Which assessments wait for a manager's check.  Opens what an assessment says only where nothing else tells."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from earlyhelp.domain.case_flow import CaseStatus
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Assessment, Oversight
from earlyhelp.storage.unit_of_work import UnitOfWork

#: How the oversight of a case names an assessment that was agreed (services.assessment_checks).
_CHECKED = "assessment_agreed"
_BEFORE_A_PLAN = (CaseStatus.ASSESSED.value, CaseStatus.TAF_PLANNED.value)


class Waiting(NamedTuple):
    """One assessment that waits, as the work lists tell it."""

    family_id: int
    id: int
    completed_on: date
    author_id: int


def waits_for_check(me: int) -> tuple[ColumnElement[bool], ...]:
    """Return what picks the complete assessments of others, before a plan, with no check since they began.

    Shape: once a plan is authorised its own oversight stands; what was never checked waits no more.
    """
    return *_of_others(me), ~_checked_since()


def waiting_checks(uow: UnitOfWork, most: int) -> list[Waiting]:
    """Return the complete assessments of others, before a plan, that nobody has checked, oldest first."""
    me, kind = uow.principal.account_id, Assessment
    told = select(kind.family_id, kind.id, kind.completed_on, kind.author_id)
    oldest = (kind.completed_on, kind.id)
    rows = uow.rows(told.where(*waits_for_check(me)).order_by(*oldest).limit(most))
    found = [Waiting(*row) for row in rows]
    found += [
        Waiting(row.family_id, row.id, row.completed_on, row.author_id)
        for row in uow.all(kind, *_of_others(me), *_unsure(), order=oldest, limit=most)
        if row.completed_on is not None and not uow.open(row, "content").checked_by
    ]
    return sorted(found, key=lambda one: (one.completed_on, one.id))[:most]


def _of_others(me: int) -> tuple[ColumnElement[bool], ...]:
    cases = select(Case.id).where(Case.status.in_(_BEFORE_A_PLAN))
    return (
        Assessment.status == "complete",
        Assessment.author_id != me,
        Assessment.case_id.in_(cases),
    )


def _checked_since() -> ColumnElement[bool]:
    agreed = (
        Oversight.case_id == Assessment.case_id,
        # ids sort by time: the check of an earlier assessment is not this one's
        Oversight.id > Assessment.id,
        Oversight.decision == _CHECKED,
    )
    return select(Oversight.id).where(*agreed).exists()


def _unsure() -> tuple[ColumnElement[bool], ...]:
    """Pick the newest assessment of a case where a check since may have been that of one before it."""
    other: Any = aliased(Assessment)
    of_the_case = (other.case_id == Assessment.case_id, other.status == "complete")
    newer = select(other.id).where(*of_the_case, other.id > Assessment.id)
    older = select(other.id).where(*of_the_case, other.id < Assessment.id)
    return _checked_since(), ~newer.exists(), older.exists()
