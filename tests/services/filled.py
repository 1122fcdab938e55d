"""Answers that complete a form, and a plan that nothing is missing from.  All made up."""

from datetime import date

from msgspec.structs import replace

from earlyhelp.forms.definition import answer_key
from earlyhelp.forms.loader import choices_of, form
from earlyhelp.forms.validation import places, visible
from earlyhelp.messages.cases import CloseCase
from earlyhelp.messages.casework import (
    CompleteAssessment,
    RecordReview,
    SaveAnswers,
    StartAssessment,
)
from earlyhelp.messages.plans import (
    ActionDraft,
    AuthorisePlan,
    OutcomeDraft,
    PlanContent,
    PlanPage,
    SavePlan,
    StartPlan,
    SubmitPlan,
)

NEED = "3.1"
OUTCOME, ACTION = 11, 21
OVERSIGHT = "Read with the family's own words in mind; the actions fit what was found."
HELD_ON = date(2026, 11, 20)
SAID_ELSEWHERE = (
    "held.held_on", "held.mode", "decision.decision", "progress.outcomes", "reason.closed_on",
    "reason.reason",
)  # fmt: skip


def filled(form_id, children, version=None, **changes):
    """Every required answer of a form; `section__field` changes one for the family."""
    definition = form(form_id, version)
    answers = {}
    for section, person_id in places(definition, children):
        place = section.id if person_id is None else f"{section.id}@{person_id}"
        for field in section.field:
            wanted = field.required or section.id == "child"
            if field.kind == "known" or not wanted or not visible(field, answers, place):
                continue
            value = changes.get(f"{section.id}__{field.id}", _value(field, children))
            answers[answer_key(section, field, person_id)] = value
    asked = {key.replace("__", "."): value for key, value in changes.items()}
    return answers | {key: value for key, value in asked.items() if key not in answers}


def _value(field, children):
    if field.kind == "yes_no":
        return field.id != "significant_harm"
    if field.kind in {"choice", "choices"}:
        first = choices_of(field)[0]
        return first if field.kind == "choice" else [first]
    if field.kind == "table":
        return [{one.id: _value(one, children) for one in field.columns if one.required}]
    if field.kind == "scale":
        return 3
    simple = {"date": "2026-11-02", "people": [str(children[0])], "needs": [NEED], "number": 90}
    return simple.get(field.kind, "Made up words")


def content(owner="Priya Nandra", due_on=date(2026, 12, 12), contingency="Ring the hub.", **more):
    action = ActionDraft(id=ACTION, text="Ring the GP on Monday", owner=owner, due_on=due_on)
    action = replace(action, **more)
    outcome = OutcomeDraft(
        id=OUTCOME, words="Maja sleeps through", needs=(NEED,), measure="Nights slept",
        baseline=3, target=7, actions=(action,),
    )  # fmt: skip
    return PlanContent(outcomes=(outcome,), contingency=contingency)


def assessed(door, planted, who="priya", **changes):
    """Complete an assessment of a planted family; return its id."""
    desk = door(who)
    begun = desk.dispatch(StartAssessment(case_id=planted.case_id))
    answers = filled("early_help_assessment", [planted.child_id], **changes)
    saved = desk.dispatch(
        SaveAnswers(assessment_id=begun.id, version=begun.version, changes=answers)
    )
    desk.dispatch(CompleteAssessment(assessment_id=begun.id, version=saved.version))
    return begun.id


def sent(door, planted, plan=None, who="priya"):
    """Write and send a plan; return the receipt of sending it."""
    desk = door(who)
    begun = desk.dispatch(StartPlan(case_id=planted.case_id))
    saved = desk.dispatch(
        SavePlan(plan_id=begun.id, version=begun.version, content=plan or content())
    )
    return desk.dispatch(SubmitPlan(plan_id=begun.id, version=saved.version))


def authorised(door, planted, plan=None):
    """Bring a planted family to an authorised plan; return the receipt."""
    assessed(door, planted, summary__parents_wellbeing_by_parent=3)
    return authorise(door, sent(door, planted, plan))


def review(planted, plan_id, **changes):
    """A review with everything in it."""
    answers = filled("review", [planted.child_id], scales__parents_wellbeing_by_parent=7)
    whole = RecordReview(
        case_id=planted.case_id,
        plan_id=plan_id,
        held_on=HELD_ON,
        mode="taf_meeting",
        decision="continue",
        next_on=date(2027, 1, 15),
        outcome_status={OUTCOME: "partly_achieved"},
        outcome_now={OUTCOME: 6},
        answers={key: value for key, value in answers.items() if key not in SAID_ELSEWHERE},
    )
    return replace(whole, **changes)


def closing(planted, version, results=None, **changes):
    """An ending with everything in it."""
    reason = changes.pop("reason", "C01")
    answers = filled("closure", [planted.child_id], reason__reason=reason, **changes)
    return CloseCase(
        case_id=planted.case_id,
        version=version,
        closed_on=date(2026, 11, 21),
        reason=reason,
        outcome_results={OUTCOME: "achieved"} if results is None else results,
        answers={key: value for key, value in answers.items() if key not in SAID_ELSEWHERE},
    )


def authorise(door, receipt, who="maureen", text=OVERSIGHT):
    """Decide on a sent plan; return the receipt."""
    return door(who).dispatch(
        AuthorisePlan(plan_id=receipt.id, version=receipt.version, oversight=text)
    )


def plan_page(door, receipt, who="priya"):
    """Open a plan."""
    return door(who).dispatch(PlanPage(plan_id=receipt.id))
