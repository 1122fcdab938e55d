"""What made-up plans, reviews and closures say.  Decides nothing; leaves out what a stage leaves out."""

from dataclasses import dataclass
from datetime import date, timedelta

from earlyhelp.demo.course import working_day
from earlyhelp.demo.lots import one_in, some, weighted
from earlyhelp.demo.telling import ASSESSED, FoundNeed, Tale
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent
from earlyhelp.records.casework import EarlyHelpPlan

ENDINGS = {"C01": 48, "C02": 22, "C05": 12, "C06": 6, "C07": 4, "C10": 4, "C13": 4}
_LEFT = frozenset({"C05", "C06"})
#: Days after a plan is authorised by which its actions are due.
_FIRST_DUE, _LAST_DUE = 10, 110
_LATE = 12


def plan_content(tale: Tale, from_on: date, *, incomplete: bool = False) -> PlanContent:
    """Return a plan that answers every need; an incomplete one lacks one owner or one date."""
    number = 0
    outcomes = []
    for at, found in enumerate(tale.needs, 1):
        actions = []
        for words in some(
            tale.draw, found.words.action, weighted(tale.draw, {1: 35, 2: 50, 3: 15})
        ):
            number += 1
            due_on = from_on + timedelta(days=tale.draw.randint(_FIRST_DUE, _LAST_DUE))
            owner = tale.put(words.owner, found.child)
            actions.append(
                ActionDraft(
                    id=number, text=tale.put(words.text, found.child), owner=owner,
                    owner_account_id=tale.lead_id if owner == tale.lead else 0,
                    due_on=working_day(due_on),
                )
            )  # fmt: skip
        outcomes.append(_outcome(tale, at, found, tuple(actions)))
    if incomplete:
        outcomes[0] = _with_a_gap(tale, outcomes[0])
    return PlanContent(
        outcomes=tuple(outcomes), contingency=tale.sentence("contingency"),
        family_view=tale.sentence("family_view"), writers=(tale.lead_id,),
    )  # fmt: skip


def _outcome(
    tale: Tale, at: int, found: FoundNeed, actions: tuple[ActionDraft, ...]
) -> OutcomeDraft:
    start = tale.value(found.words.area, ASSESSED)
    return OutcomeDraft(
        id=at, words=tale.of_need(found, "words"), needs=(found.words.ref,),
        people=(found.person_id or tale.parent.id,), measure=tale.of_need(found, "measure"),
        baseline=start, now=start, target=min(10, start + tale.draw.randint(3, 5)),
        area=found.words.area, actions=actions,
    )  # fmt: skip


def _with_a_gap(tale: Tale, outcome: OutcomeDraft) -> OutcomeDraft:
    first, *rest = outcome.actions
    nobody = one_in(tale.draw, 50)
    gap = ActionDraft(
        id=first.id, text=first.text, owner="" if nobody else first.owner,
        due_on=first.due_on if nobody else None,
    )  # fmt: skip
    return OutcomeDraft(
        id=outcome.id, words=outcome.words, needs=outcome.needs, people=outcome.people,
        measure=outcome.measure, baseline=outcome.baseline, now=outcome.now,
        target=outcome.target, area=outcome.area, actions=(gap, *rest),
    )  # fmt: skip


def done_on(tale: Tale, action: ActionDraft) -> date | None:
    """Return when an action was done: those due are, save some of the last days and of closed cases."""
    assert action.due_on is not None  # authorised plans are complete
    end = tale.course.closed or tale.today
    late = (end - action.due_on).days
    if late <= 0 or (late <= _LATE and one_in(tale.draw, 50)):
        return None
    return max(action.due_on - timedelta(days=tale.draw.randrange(8)), tale.course.opened or end)


@dataclass(frozen=True)
class Held:
    """What a review or a closure found."""

    answers: Answers
    results: dict[int, str]
    now: dict[int, int]
    decision: str = ""
    mode: str = ""


def review_of(tale: Tale, plan: PlanContent, event: int) -> Held:
    """Return the review at an event: 1 is the first."""
    held_on = tale.course.reviews[event - 1]
    later = tale.course.reviews[event:]
    next_on = later[0] if later else tale.course.next_on
    decision = "continue" if next_on else "close"
    mode = weighted(tale.draw, {"taf_meeting": 82, "telephone": 14, "papers": 4})
    now = {one.id: tale.value(one.area, event) for one in plan.outcomes}
    results = {one.id: _result(one, now[one.id]) for one in plan.outcomes}
    answers: Answers = {
        "held.held_on": held_on.isoformat(),
        "held.mode": mode,
        "held.chair": tale.lead,
        "held.attendees": _attendees(tale),
        **_child_views(tale, event, held_on),
        "progress.outcomes": _rows(tale, plan, results, "progress"),
        "progress.going_well": tale.sentence("going_well"),
        "progress.worries": tale.sentence("review_worries"),
        "progress.next": tale.sentence("review_next"),
        **tale.readings("scales", event),
        "decision.significant_harm": False,
        "decision.decision": decision,
        "decision.decision_reason": tale.sentence("review_reason"),
        "decision.level_of_need": tale.level,
        "decision.family_agrees": True,
        "decision.family_words": tale.sentence("review_family"),
    }
    if next_on:
        answers["decision.next_review_on"] = next_on.isoformat()
    return Held(answers, results, now, decision, mode)


def closure_of(tale: Tale, plan: PlanContent, reason: str) -> Held:
    """Return how a case ended, with a result for every outcome of its plan."""
    assert tale.course.closed is not None  # asked only for closed cases
    event = len(tale.course.reviews) + 1
    now = {one.id: tale.value(one.area, event) for one in plan.outcomes}
    results = {one.id: _final(one, now[one.id], reason) for one in plan.outcomes}
    asked = not one_in(tale.draw, 20) and reason not in _LEFT
    answers: Answers = {
        "reason.closed_on": tale.course.closed.isoformat(),
        "reason.reason": reason,
        "reason.explain": tale.sentence("closing_left" if reason in _LEFT else "closing"),
        "reason.decided_with": ["manager"] if reason in _LEFT else ["family", "taf", "manager"],
        "outcomes.outcomes": _rows(tale, plan, results, "evidence"),
        "outcomes.level_of_need": "L2" if reason in _LEFT else "L1",
        **tale.readings("scales", event),
        "after.sustaining_plan": tale.sentence("sustaining"),
        "after.where_to_go": tale.sentence("where_to_go"),
        "after.feedback_asked": asked,
    }
    if reason in _LEFT:
        answers |= {"escalation.needs_could_escalate": False,
                    "escalation.no_escalation_why": tale.sentence("no_escalation")}  # fmt: skip
    if reason == "C07":
        answers["reason.transfer_to"] = "The next council's early help desk; the family agreed."
    if asked:
        answers |= {"after.feedback_given": True, "after.feedback_score": tale.draw.choice("55443"),
                    "after.feedback_words": tale.sentence("feedback")}  # fmt: skip
    return Held(answers, results, now)


def action_counts(plan: EarlyHelpPlan, done: int, content: PlanContent) -> EarlyHelpPlan:
    """Put the number of actions, and of those done, on a plan's row."""
    plan.actions_total = sum(len(one.actions) for one in content.outcomes)
    plan.actions_done = done
    return plan


def _rows(
    tale: Tale, plan: PlanContent, results: dict[int, str], told: str
) -> list[str | dict[str, str]]:
    return [
        {"outcome": one.words, "status": results[one.id], told: tale.of_need(found, "progress")}
        for one, found in zip(plan.outcomes, tale.needs, strict=True)
    ]


def _attendees(tale: Tale) -> list[str | dict[str, str]]:
    rows: list[str | dict[str, str]] = [
        {"name": tale.parent.full_name, "agency": "Family", "attendance": "attended"},
        {"name": tale.lead, "agency": "Family hub", "attendance": "attended"},
    ]
    for kind in ("attendees_school", "attendees_other"):
        came = weighted(tale.draw, {"attended": 70, "apologies": 18, "report_sent": 12})
        rows.append(
            {"name": tale.sentence("worker"), "agency": tale.sentence(kind), "attendance": came}
        )
    return rows


def _child_views(tale: Tale, event: int, held_on: date) -> Answers:
    answers: Answers = {}
    ages = tale.home.ages(held_on)
    for child in tale.home.children:
        place = f"child@{child.id}"
        if ages[child.id] < 1 or one_in(tale.draw, 6):
            why = "Not born yet." if child.role == "unborn" else tale.sentence("not_heard")
            answers |= {f"{place}.obtained": False, f"{place}.not_obtained_why": why}
            continue
        small = ages[child.id] < 5
        view = tale.sentence("seen_small" if small else "child_view", child)
        answers |= {f"{place}.obtained": True, f"{place}.view": view}
        if not small:
            wellbeing = tale.value("childrens_wellbeing", event)
            answers[f"{place}.childrens_wellbeing_by_child"] = wellbeing
    return answers


def _result(outcome: OutcomeDraft, now: int) -> str:
    assert outcome.target is not None
    return "achieved" if now >= outcome.target else "in_progress"


def _final(outcome: OutcomeDraft, now: int, reason: str) -> str:
    assert outcome.baseline is not None
    assert outcome.target is not None
    if now >= outcome.target or (reason == "C01" and now > outcome.baseline):
        return "achieved"
    if now > outcome.baseline or reason == "C01":
        return "partly_achieved"
    return "no_longer_relevant" if reason in {"C07", "C10"} else "not_achieved"
