"""Early help assessments: started, saved as typed, completed.  Refuses to change a finished one."""

from typing import Any

from msgspec.structs import replace

from earlyhelp.domain.case_flow import CaseStatus, Step, after, allowed
from earlyhelp.domain.timescales import due
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.forms.definition import Answers, FormDefinition
from earlyhelp.forms.loader import form, versions
from earlyhelp.forms.managers_part import NOT_YOURS, how_far, managers_answers
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.casework import (
    AssessmentPage,
    AssessmentView,
    CompleteAssessment,
    SaveAnswers,
    StartAssessment,
)
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Assessment
from earlyhelp.services.assessment_checks import may_check
from earlyhelp.services.assessment_findings import (
    Event,
    add_needs,
    add_readings,
    judge_level,
    raise_gate,
    require_going_on,
    require_open,
    show_on_family,
)
from earlyhelp.services.assessment_known import known_of
from earlyhelp.services.assessment_people import (
    children_ids,
    family_name,
    lines_of,
    people_of,
    staff_name,
)
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.plan_standing import finished_assessment
from earlyhelp.storage.unit_of_work import UnitOfWork

FORM = "early_help_assessment"
_GATE = "gate."


@handles(StartAssessment)
def start_assessment(uow: UnitOfWork, message: StartAssessment, context: Context) -> Receipt:
    """Start an assessment on the newest form; one that is being written is opened instead."""
    case = uow.get(Case, message.case_id)
    uow.need_keys({case.family_id})
    status = require_open(case)
    begun = uow.first(Assessment, Assessment.case_id == case.id, Assessment.status == "draft")
    if begun is not None:
        return Receipt(id=begun.id, version=begun.version, family_id=case.family_id)
    definition = form(FORM, versions(FORM)[-1])
    done, total = how_far(definition, {}, children_ids(uow, case.family_id))
    fresh = Assessment(
        family_id=case.family_id,
        case_id=case.id,
        form_version=definition.version,
        status="draft",
        author_id=context.principal.account_id,
        started_on=uow.clock.today(),
        completed_on=None,
        sections_done=done,
        sections_total=total,
    )
    uow.add(fresh, content=Narrative(form_id=FORM, form_version=definition.version))
    _step(uow, case, status, Step.START_ASSESSMENT)
    return Receipt(id=fresh.id, version=1, family_id=case.family_id)


@handles(AssessmentPage)
def assessment_page(uow: UnitOfWork, message: AssessmentPage, context: Context) -> AssessmentView:
    """Show an assessment as its own version of the form asked it, with what is known."""
    found = uow.get(Assessment, message.assessment_id)
    content: Narrative = uow.open(found, "content")
    people = people_of(uow, found.family_id)
    former = finished_assessment(  # ids sort by time: what was begun later was not known then
        uow, Assessment.family_id == found.family_id, Assessment.id < found.id
    )
    previous: Answers = uow.open(former, "content").answers if former is not None else {}
    return AssessmentView(
        id=found.id,
        version=found.version,
        family_id=found.family_id,
        family=family_name(uow, found.family_id),
        case_id=found.case_id,
        form_id=FORM,
        form_version=found.form_version,
        status=found.status,
        started_on=found.started_on,
        completed_on=found.completed_on,
        author=staff_name(uow, found.author_id),
        answers=content.answers,
        people=lines_of(uow, people),
        known=known_of(uow, found.case_id, people, previous),
        previous=previous,
        due_on=None if found.completed_on else due("assessment", found.started_on).due_on,
        may_check=may_check(uow, found, context),
        checked_by=staff_name(uow, content.checked_by) if content.checked_by else "",
    )


@handles(SaveAnswers)
def save_answers(uow: UnitOfWork, message: SaveAnswers, context: Context) -> Receipt:
    """Merge what was typed into what is kept.

    Shape:  saves of different answers go together; of the same answer the second writer is told.
    Raises: Conflict with the text kept, where an answer was changed since the version sent;
            Invalid where an answer does not fit its question or is a manager's to give
            (CheckAssessment); Refused for a finished assessment.
    """
    found = _draft(uow, message.assessment_id)
    require_going_on(uow.get(Case, found.case_id))
    kept: Narrative = uow.open(found, "content")
    theirs = {
        key: _text(kept.answers.get(key))
        for key, value in message.changes.items()
        if kept.stamps.get(key, 0) > message.version and kept.answers.get(key) != value
    }
    if theirs:
        raise Conflict(theirs, found.version)
    definition, children = form(FORM, found.form_version), children_ids(uow, found.family_id)
    merged = {
        key: value
        for key, value in (kept.answers | message.changes).items()
        if value not in ("", [])
    }
    _refuse_misfits(definition, merged, children, message.changes)
    done, total = how_far(definition, merged, children)
    next_version = found.version + 1
    stamps = kept.stamps | dict.fromkeys(message.changes, next_version)
    writers = tuple(sorted({*kept.writers, context.principal.account_id}))
    uow.change(
        found,
        None,
        content=replace(kept, answers=merged, stamps=stamps, writers=writers),
        sections_done=done,
        sections_total=total,
    )
    return Receipt(id=found.id, version=found.version, family_id=found.family_id)


@handles(CompleteAssessment)
def complete_assessment(uow: UnitOfWork, message: CompleteAssessment, context: Context) -> Receipt:
    """Complete an assessment: promote its readings, needs and levels of need, and move the case on.

    Shape:  significant harm answered yes needs only the gate: a concern is raised, early help stops
            and the assessment stays as it is.  What stands in the manager's part goes.
    Raises: Invalid with the answers that are missing; Conflict when stale.
    """
    found = _draft(uow, message.assessment_id)
    if found.version != message.version:
        raise Conflict(version=found.version)
    case = uow.get(Case, found.case_id)
    status = require_open(case)
    definition, children = form(FORM, found.form_version), children_ids(uow, found.family_id)
    kept: Narrative = uow.open(found, "content")
    wrong = check(definition, kept.answers, children, complete=True)
    if kept.answers.get("gate.significant_harm") is True:
        _refuse({key: fault for key, fault in wrong.items() if key.startswith(_GATE)})
        gate = {key: value for key, value in kept.answers.items() if key.startswith(_GATE)}
        raise_gate(uow, context, case, definition, gate)
        return Receipt(id=found.id, version=found.version, family_id=found.family_id)
    hidden = {key for key, fault in wrong.items() if fault == "answer.hidden"}
    _refuse({key: fault for key, fault in wrong.items() if key not in hidden})
    hidden |= managers_answers(definition, kept.answers)
    asked = {key: value for key, value in kept.answers.items() if key not in hidden}
    today = uow.clock.today()
    uow.change(
        found,
        message.version,
        status="complete",
        completed_on=today,
        sections_done=found.sections_total,
        content=replace(kept, answers=asked, checked_by=0),
    )
    event = Event(case, "assessment", today)
    add_readings(uow, event, (definition, asked, children))
    add_needs(uow, found, definition, children)
    _judge_levels(uow, context, event, asked, children)
    show_on_family(uow, case, level=str(asked["analysis.level_of_need"]))
    _step(uow, case, status, Step.COMPLETE_ASSESSMENT)
    return Receipt(id=found.id, version=found.version, family_id=found.family_id)


def _draft(uow: UnitOfWork, ident: int) -> Assessment:
    found = uow.get(Assessment, ident)
    if found.status != "draft":
        raise Refused("assessment.finished")
    return found


def _step(uow: UnitOfWork, case: Case, status: CaseStatus, step: Step) -> None:
    """Move a case that waits for this step; one further on is assessed again where it stands."""
    if allowed(status, step):
        uow.change(case, None, status=after(status, step).value)


def _text(value: Any) -> str:
    """Return an answer as text, for the eyes of the second writer."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        rows = (", ".join(row.values()) if isinstance(row, dict) else str(row) for row in value)
        return "\n".join(rows)
    return "" if value is None else str(value)


def _refuse_misfits(
    definition: FormDefinition, answers: Answers, children: tuple[int, ...], changes: Answers
) -> None:
    """Judge only what was typed now: what is hidden or half done may wait until completion."""
    wrong = check(definition, answers, children, complete=False)
    misfits = {key: fault for key, fault in wrong.items() if key in changes}
    misfits = {key: fault for key, fault in misfits.items() if fault != "answer.hidden"}
    misfits |= dict.fromkeys(managers_answers(definition, changes), NOT_YOURS)
    if misfits:
        raise Invalid(misfits)


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong, "assessment.incomplete")


def _judge_levels(
    uow: UnitOfWork, context: Context, event: Event, answers: Answers, children: tuple[int, ...]
) -> None:
    places = [("analysis", 0), *((f"child_analysis@{child}", child) for child in children)]
    for place, person_id in places:
        level = str(answers.get(f"{place}.level_of_need", ""))
        reason = str(answers.get(f"{place}.level_reason", ""))
        judge_level(uow, context, event, level, reason, person_id)
