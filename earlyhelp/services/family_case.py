"""Helpers, assessments, plans, outcomes and reviews of a family as rows.  Plans nothing itself."""

from datetime import date

import msgspec

from earlyhelp.domain import outcomes
from earlyhelp.domain.outcomes import distance_travelled
from earlyhelp.domain.plan import PlanDraft
from earlyhelp.messages.family_view import (
    AllocationRow,
    AssessmentLine,
    OutcomeView,
    PlanLine,
    ReviewLine,
    ScaleChange,
)
from earlyhelp.messages.plans import OutcomeDraft
from earlyhelp.records.cases import Allocation
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, ScaleReading
from earlyhelp.services import plan_standing
from earlyhelp.services.assessment_checks import check_of
from earlyhelp.services.family_records import FamilyRecords
from earlyhelp.services.family_words import words
from earlyhelp.services.work_due import due_after
from earlyhelp.storage.unit_of_work import UnitOfWork

_TONES = {"red": "danger", "amber": "warn", "green": "go"}
_ENDED = frozenset({"achieved", "partly_achieved", "not_achieved", "no_longer_relevant"})
_ENDED_TONES = {"achieved": "go", "not_achieved": "danger"}


def helpers(records: FamilyRecords) -> tuple[AllocationRow, ...]:
    """Return who works with the family now, then who did.

    With a case that ended its helpers' work ended too.  Their allocations stay open on record:
    by them whoever worked with the family may still look (services.closing).
    """
    ended = {case.id: case.closed_on for case in records.cases}

    def until(row: Allocation) -> date | None:
        return row.ended_on or ended.get(row.case_id)

    rows = sorted(records.allocations, key=lambda row: (until(row) is not None, row.started_on))
    return tuple(
        AllocationRow(
            who=records.who(row.account_id),
            role=row.role,
            since_on=row.started_on,
            until_on=until(row),
            reason=row.reason,
        )
        for row in rows
    )


def assessment_lines(records: FamilyRecords) -> tuple[AssessmentLine, ...]:
    """Return the assessments, newest first."""
    return tuple(_assessment(records, row) for row in records.assessments)


def _assessment(records: FamilyRecords, row: Assessment) -> AssessmentLine:
    open_until = due_after("assessment", row.started_on).due_on if row.status == "draft" else None
    return AssessmentLine(
        id=row.id,
        form_version=row.form_version,
        status=row.status,
        started_on=row.started_on,
        completed_on=row.completed_on,
        author=records.who(row.author_id),
        done=row.sections_done,
        total=row.sections_total,
        due_on=open_until,
        check=check_of(row, records.uow.open(row, "content")),
    )


def plan_lines(records: FamilyRecords) -> tuple[PlanLine, ...]:
    """Return the versions of the plan, newest first."""
    return tuple(
        PlanLine(
            id=row.id,
            case_id=row.case_id,
            number=row.number,
            status=row.status,
            author=records.who(row.author_id),
            started_on=row.started_on,
            authorised_on=row.authorised_on,
            actions_done=row.actions_done,
            actions_total=row.actions_total,
        )
        for row in records.plans
    )


def plan_in_force(records: FamilyRecords) -> EarlyHelpPlan | None:
    """Return the authorised plan of the newest case, if it has one."""
    case = records.case
    return next(
        (
            row
            for row in records.plans
            if case is not None and row.case_id == case.id and row.status == "authorised"
        ),
        None,
    )


def outcome_views(records: FamilyRecords, today: date) -> tuple[OutcomeView, ...]:
    """Return the outcomes of the plan in force, first → now → goal."""
    plan = plan_in_force(records)
    if plan is None:
        return ()
    content = plan_standing.standing(records.uow, plan)
    drafts = msgspec.convert(content, PlanDraft, from_attributes=True).outcomes
    standings = (outcomes.rag(draft, today, _reviewed(records, plan, draft.id)) for draft in drafts)
    return tuple(
        _outcome(outcome, rag) for outcome, rag in zip(content.outcomes, standings, strict=True)
    )


def _reviewed(records: FamilyRecords, plan: EarlyHelpPlan, outcome_id: int) -> tuple[int, ...]:
    """Return what the reviews of a plan read for an outcome, oldest first."""
    told = [
        records.uow.open(row, "content").now
        for row in reversed(records.reviews)
        if row.plan_id == plan.id
    ]
    return tuple(now[outcome_id] for now in told if outcome_id in now)


def _outcome(outcome: OutcomeDraft, rag: outcomes.Rag) -> OutcomeView:
    ended = outcome.status in _ENDED
    change = outcomes.change(outcome.baseline, outcome.now) if outcome.baseline is not None else ""
    key, tone = rag.key, _TONES[rag.state]
    if ended:
        key, tone = f"outcome.{outcome.status}", _ENDED_TONES.get(outcome.status, "plain")
    elif rag.state == "green" and change == "improved":
        key = "outcome.better"
    return OutcomeView(
        id=outcome.id,
        words=outcome.words,
        first=_number(outcome.baseline),
        now=_number(outcome.now),
        goal=_number(outcome.target),
        status=outcome.status,
        tone=tone,
        standing=words(key),
    )


def _number(value: int | None) -> str:
    return words("outcome.not_measured") if value is None else str(value)


def review_lines(records: FamilyRecords) -> tuple[ReviewLine, ...]:
    """Return the reviews, newest first."""
    return tuple(
        ReviewLine(
            id=row.id,
            held_on=row.held_on,
            mode=row.mode,
            decision=row.decision,
            next_on=row.next_on,
            by=records.who(row.recorded_by),
            answers=records.uow.open(row, "content").answers,
        )
        for row in records.reviews
    )


def distance(records: FamilyRecords) -> tuple[ScaleChange, ...]:
    """Return how far each area has come in the newest case."""
    case = records.case
    mine = [row for row in records.readings if case is not None and row.case_id == case.id]
    return tuple(
        ScaleChange(
            area=found.area,
            scorer=found.scorer,
            first=found.first,
            latest=found.latest,
            result=found.result,
        )
        for found in distance_travelled(opened_readings(records.uow, mine))
    )


def opened_readings(uow: UnitOfWork, rows: list[ScaleReading]) -> tuple[outcomes.ScaleReading, ...]:
    """Return scale readings as the domain measures them."""
    found = ((row.read_on, uow.open(row, "reading")) for row in rows)
    return tuple(
        outcomes.ScaleReading(
            reading.area, reading.scorer, reading.value, read_on, person_id=reading.person_id
        )
        for read_on, reading in found
    )
