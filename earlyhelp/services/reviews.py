"""Reviews of the authorised plan: progress, readings, decision.  Leaves the plan's own text alone."""

from typing import NamedTuple

from earlyhelp.domain.case_flow import CaseStatus, Step, after
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid
from earlyhelp.forms.definition import Answers
from earlyhelp.forms.loader import form
from earlyhelp.forms.promote import ScaleAnswer
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.casework import RecordReview
from earlyhelp.messages.plans import PlanContent
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import EarlyHelpPlan, Review
from earlyhelp.services.assessment_findings import (
    Event,
    add_readings,
    judge_level,
    raise_gate,
    require_day,
    require_open,
    show_on_family,
)
from earlyhelp.services.assessment_people import children_ids
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_FORM = "review"
_CARRIES_ON = frozenset({"continue", "change_plan"})


class _Reviewed(NamedTuple):
    case: Case
    plan: EarlyHelpPlan
    content: PlanContent


@handles(RecordReview)
def record_review(uow: UnitOfWork, message: RecordReview, context: Context) -> Receipt:
    """Record a review of the authorised plan; what the message says fills the form's own questions.

    Raises: Invalid by message field (`outcome:<id>` for an outcome) or by answer key.
    """
    looked_at = _looked_at(uow, message)
    case, plan, content = looked_at
    children = children_ids(uow, case.family_id)
    definition = form(_FORM)
    answers = _filled(message, content)
    _require(_message_faults(message, content))
    _require(check(definition, answers, children, complete=True))
    record = Review(
        family_id=case.family_id,
        case_id=case.id,
        plan_id=plan.id,
        held_on=message.held_on,
        next_on=message.next_on,
        mode=message.mode,
        decision=message.decision,
        recorded_by=context.principal.account_id,
    )
    told = Narrative(
        form_id=_FORM,
        form_version=definition.version,
        answers=answers,
        results=message.outcome_status,
        now=message.outcome_now,
    )
    uow.add(record, content=told)
    event = Event(case, "review", message.held_on)
    extra = [ScaleAnswer(one.area, one.scorer, one.value) for one in message.readings]
    add_readings(uow, event, (definition, answers, children), extra)
    _decide(uow, context, event, answers)
    return Receipt(id=record.id, version=1, family_id=case.family_id)


def _decide(uow: UnitOfWork, context: Context, event: Event, answers: Answers) -> None:
    case, level = event.case, str(answers["decision.level_of_need"])
    judge_level(uow, context, event, level, str(answers["decision.decision_reason"]))
    show_on_family(uow, case, level=level)
    if answers["decision.significant_harm"] is True:
        harm = {key: value for key, value in answers.items() if key.startswith("decision.")}
        raise_gate(uow, context, case, form(_FORM), harm)
    else:
        _move_on(uow, case, str(answers["decision.decision"]))


def _looked_at(uow: UnitOfWork, message: RecordReview) -> _Reviewed:
    case = uow.get(Case, message.case_id)
    require_open(case)
    require_day(uow, case, "held_on", message.held_on)
    plan = uow.get(EarlyHelpPlan, message.plan_id)
    if plan.case_id != case.id or plan.status != "authorised":
        raise Invalid({"plan_id": "review.no_plan"}, "review.no_plan")
    return _Reviewed(case, plan, uow.open(plan, "content"))


def _message_faults(message: RecordReview, content: PlanContent) -> dict[str, str]:
    wrong = {}
    coded = {
        "mode": ("review_mode", message.mode),
        "decision": ("review_decision", message.decision),
    }
    for field, (list_id, code) in coded.items():
        if not code_list(list_id).has(code):
            wrong[field] = "plan.not_in_list"
    if message.next_on is None and message.decision in _CARRIES_ON:
        wrong["next_on"] = "review.next_missing"
    if message.next_on is not None and message.next_on <= message.held_on:
        wrong["next_on"] = "review.next_too_early"
    planned = {outcome.id for outcome in content.outcomes}
    for ident in (message.outcome_status.keys() | message.outcome_now.keys()) - planned:
        wrong[f"outcome:{ident}"] = "review.not_in_plan"
    for ident, status in message.outcome_status.items():
        if not code_list("outcome_status").has(status):
            wrong[f"outcome:{ident}"] = "plan.not_in_list"
    for ident, now in message.outcome_now.items():
        if not 0 <= now <= 10:
            wrong[f"outcome:{ident}"] = "plan.scale"
    return wrong | _reading_faults(message)


def _reading_faults(message: RecordReview) -> dict[str, str]:
    wrong = {}
    for number, one in enumerate(message.readings):
        if not (code_list("scale_area").has(one.area) and code_list("scorer").has(one.scorer)):
            wrong[f"readings:{number}"] = "plan.not_in_list"
        elif not 0 <= one.value <= 10:
            wrong[f"readings:{number}"] = "plan.scale"
    return wrong


def _filled(message: RecordReview, content: PlanContent) -> Answers:
    """Return the answers with what the message says in its own fields: nobody types it twice."""
    rows: list[str | dict[str, str]] = [
        {
            "outcome": " ".join(outcome.words.split())[:300],
            "status": message.outcome_status.get(outcome.id, outcome.status),
        }
        for outcome in content.outcomes
    ]
    said: Answers = {
        "held.held_on": message.held_on.isoformat(),
        "held.mode": message.mode,
        "decision.decision": message.decision,
    }
    if message.next_on is not None:
        said["decision.next_review_on"] = message.next_on.isoformat()
    return {"progress.outcomes": rows} | message.answers | said


def _require(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)


def _move_on(uow: UnitOfWork, case: Case, decision: str) -> None:
    """A review that carries on leaves the plan active; any other waits for what it decided."""
    status = CaseStatus(case.status)
    if status is not CaseStatus.REVIEWING:
        status = after(status, Step.HOLD_REVIEW)
    if decision == "continue":
        status = after(status, Step.CARRY_ON)
    if case.status != status:
        uow.change(case, None, status=status.value)
