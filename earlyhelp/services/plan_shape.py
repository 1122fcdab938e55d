"""Checks what is sent as a plan: codes, people, lengths, numbers.  Lets an unfinished plan through."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.frameworks import outcome_framework
from earlyhelp.errors import Invalid
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent

_LONGEST = 4000
_LINE = 300
_MOST = 60


def require_shape(content: PlanContent, people: Collection[int]) -> None:
    """Let a plan pass that is well-formed, finished or not.

    Shape:  fields are named `outcome:<id>.words`, `action:<id>.owner`, `contingency`.
    Raises: Invalid.
    """
    outcomes = content.outcomes
    actions = [action for outcome in outcomes for action in outcome.actions]
    if len(outcomes) > _MOST or len(actions) > _MOST * 5:
        raise Invalid({"content": "plan.too_many"})
    wrong = dict(_texts("", {"contingency": content.contingency, "family": content.family_view}))
    for part in (outcomes, actions):
        twice = [ident for ident, count in Counter(one.id for one in part).items() if count > 1]
        if twice:
            raise Invalid({"content": "plan.twice"})
    for outcome in outcomes:
        wrong |= dict(_outcome(outcome, people))
    for action in actions:
        wrong |= dict(_action(action))
    if wrong:
        raise Invalid(wrong)


def _outcome(outcome: OutcomeDraft, people: Collection[int]) -> Iterator[tuple[str, str]]:
    place = f"outcome:{outcome.id}."
    yield from _texts(place, {"words": outcome.words, "measure": outcome.measure})
    framework, areas = outcome_framework(), code_list("scale_area")
    if not all(framework.has(need) for need in outcome.needs):
        yield f"{place}needs", "plan.not_in_list"
    if outcome.area and not areas.has(outcome.area):
        yield f"{place}area", "plan.not_in_list"
    if not code_list("outcome_status").has(outcome.status):
        yield f"{place}status", "plan.not_in_list"
    if not set(outcome.people) <= set(people):
        yield f"{place}people", "plan.no_such_person"
    numbers = {"baseline": outcome.baseline, "now": outcome.now, "target": outcome.target}
    for name, number in numbers.items():
        if number is not None and not 0 <= number <= 10:
            yield f"{place}{name}", "plan.scale"


def _action(action: ActionDraft) -> Iterator[tuple[str, str]]:
    place = f"action:{action.id}."
    yield from _texts(place, {"text": action.text, "note": action.note})
    if len(action.owner) > _LINE:
        yield f"{place}owner", "plan.text_too_long"
    if not code_list("action_status").has(action.status):
        yield f"{place}status", "plan.not_in_list"
    days: tuple[date | None, ...] = (action.due_on, action.done_on)
    if any(day is not None and not 2000 <= day.year <= 2100 for day in days):
        yield f"{place}due_on", "date.not_real"


def _texts(place: str, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in texts.items():
        if len(text) > _LONGEST:
            yield f"{place}{name}", "plan.text_too_long"
