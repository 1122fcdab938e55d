"""Builds the sheet of a plan from its records.  Leaves to the papers room what a reader is given."""

from datetime import date

from earlyhelp.clock import day_of
from earlyhelp.domain.codes import code_list
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import EarlyHelpPlan, Oversight, Review
from earlyhelp.records.people import Family
from earlyhelp.reports.sheets import ActionLine, OutcomeLine, PlanSheet, Reader
from earlyhelp.services.assessment_people import staff_name
from earlyhelp.services.family_words import words
from earlyhelp.services.paper_assessment import need_labels
from earlyhelp.services.plan_standing import standing
from earlyhelp.services.work_due import review_due
from earlyhelp.storage.unit_of_work import UnitOfWork

_IN_FORCE = "authorised"


def plan_sheet(uow: UnitOfWork, plan_id: int, reader: Reader) -> PlanSheet:
    """Return a plan version ready to print, an authorised one as it stands today.

    Raises: Refused where it is not there or not the person's.
    """
    row = uow.get(EarlyHelpPlan, plan_id)
    family, today = uow.get(Family, row.family_id), uow.clock.today()
    content = standing(uow, row) if row.status == _IN_FORCE else uow.open(row, "content")
    return PlanSheet(
        family_name=uow.open(family, "directory"),
        reference=family.reference,
        reader=reader,
        printed_on=today,
        version=row.number,
        status=words(f"plan.{row.status}"),
        authorised_by=staff_name(uow, row.authorised_by),
        authorised_on=row.authorised_on,
        lead_professional=staff_name(uow, uow.get(Case, row.case_id).lead_id),
        contingency=content.contingency,
        outcomes=tuple(_outcome(outcome) for outcome in content.outcomes),
        next_review_on=_next_review(uow, row),
        oversight=_oversight(uow, row) if reader == "file" else "",
    )


def _outcome(outcome: OutcomeDraft) -> OutcomeLine:
    labels = need_labels()
    return OutcomeLine(
        words=outcome.words,
        needs=tuple(labels.get(code, code) for code in outcome.needs),
        baseline=_score(outcome.baseline),
        now=_score(outcome.now),
        target=_score(outcome.target),
        measure=outcome.measure,
        status=code_list("outcome_status").label(outcome.status),
        actions=tuple(_action(action) for action in outcome.actions),
    )


def _action(action: ActionDraft) -> ActionLine:
    """Return an action with its day and how far it is: "4 days late" would be wrong next week."""
    status = code_list("action_status").label(action.status)
    return ActionLine(text=action.text, owner=action.owner, due_on=action.due_on, status=status)


def _score(value: int | None) -> str:
    return "" if value is None else str(value)


def _next_review(uow: UnitOfWork, plan: EarlyHelpPlan) -> date | None:
    if plan.status != _IN_FORCE or plan.authorised_on is None:
        return None
    newest = (Review.held_on.desc(), Review.id.desc())
    last = uow.first(Review, Review.case_id == plan.case_id, order=newest)
    held_on, next_on = (last.held_on, last.next_on) if last else (None, None)
    return review_due(plan.authorised_on, held_on, next_on).due_on


def _oversight(uow: UnitOfWork, plan: EarlyHelpPlan) -> str:
    """Return what the manager wrote when this version was authorised.

    Shape: several versions authorised on one day stand in the order of what was written about each.
    """
    if plan.authorised_on is None:
        return ""
    where = (Oversight.case_id == plan.case_id, Oversight.decided_by == plan.authorised_by)
    of_plans = Oversight.decision == "plan_authorised"
    rows = uow.all(Oversight, *where, of_plans, order=Oversight.id.desc())
    on_the_day = [row for row in rows if day_of(row.decided_at) == plan.authorised_on]
    same_day = (
        EarlyHelpPlan.case_id == plan.case_id,
        EarlyHelpPlan.authorised_on == plan.authorised_on,
        EarlyHelpPlan.authorised_by == plan.authorised_by,
    )
    later = uow.count(EarlyHelpPlan, *same_day, EarlyHelpPlan.number > plan.number)
    if later >= len(on_the_day):
        return ""
    return str(uow.open(on_the_day[later], "content").text)
