"""Reads a plan as a careful manager would: what stops it and what would make it better.  Changes nothing."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct

from earlyhelp.domain.plan import (
    ActionDraft,
    CheckLine,
    OutcomeDraft,
    Place,
    PlanDraft,
    PlanSituation,
)
from earlyhelp.domain.timescales import timescales
from earlyhelp.domain.visible import has_words
from earlyhelp.settings import load

Kind = Literal["blocks", "advises"]
_OVER = frozenset({"done", "dropped", "no_longer_relevant"})


class _VagueWords(Struct, frozen=True):
    phrases: tuple[str, ...]


def check_plan(plan: PlanDraft, situation: PlanSituation) -> tuple[CheckLine, ...]:
    """Return the lines of the plan check, always the same lines in the same order.

    Source: product rule 3: one incomplete action and the plan cannot be authorised.
    """
    actions = tuple(_numbered(plan))
    outcomes = tuple(enumerate(plan.outcomes, 1))
    return (
        _actions_line("action_text", actions, "blocks", lambda one: has_words(one.text)),
        _actions_line("action_owner", actions, "blocks", lambda one: has_words(one.owner)),
        _actions_line("action_due", actions, "blocks", lambda one: one.due_on is not None),
        _outcomes_line("outcome_words", outcomes, lambda one: has_words(one.words)),
        _outcomes_line("outcome_actions", outcomes, lambda one: bool(one.actions)),
        _outcomes_line("outcome_measure", outcomes, _is_measured),
        _contingency(plan),
        _needs(plan, situation),
        _children(situation),
        _carried_over(actions),
        _vague(actions),
        _past(actions, situation.today),
    )


def vague_phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of the list that say too little, as found in the text."""
    return tuple(match.group().lower() for match in _vague_pattern().finditer(text))


def _numbered(plan: PlanDraft) -> Iterator[tuple[int, ActionDraft]]:
    number = 0
    for outcome in plan.outcomes:
        for action in outcome.actions:
            number += 1
            yield number, action


def _is_measured(outcome: OutcomeDraft) -> bool:
    has_scale = outcome.baseline is not None and outcome.target is not None
    return has_words(outcome.measure) or has_scale


def _actions_line(
    line_id: str,
    actions: tuple[tuple[int, ActionDraft], ...],
    kind: Kind,
    is_ok: Callable[[ActionDraft], bool],
) -> CheckLine:
    key = f"plan_check.{line_id}"
    where = tuple(
        Place("action", one.id, number, one.text, f"{key}.mend")
        for number, one in actions
        if not is_ok(one)
    )
    return CheckLine(line_id, kind, len(actions) - len(where), len(actions), key, where)


def _outcomes_line(
    line_id: str,
    outcomes: tuple[tuple[int, OutcomeDraft], ...],
    is_ok: Callable[[OutcomeDraft], bool],
) -> CheckLine:
    key = f"plan_check.{line_id}"
    where = tuple(
        Place("outcome", one.id, number, one.words, f"{key}.mend")
        for number, one in outcomes
        if not is_ok(one)
    )
    ok = len(outcomes) - len(where)
    if not outcomes:
        where = (Place("plan", 0, 0, "", "plan_check.no_outcome.mend"),)
    return CheckLine(line_id, "blocks", ok, len(outcomes), key, where)


def _contingency(plan: PlanDraft) -> CheckLine:
    key = "plan_check.contingency"
    written = has_words(plan.contingency)
    where = () if written else (Place("plan", 0, 0, "", f"{key}.mend"),)
    return CheckLine("contingency", "blocks", int(written), 1, key, where)


def _needs(plan: PlanDraft, situation: PlanSituation) -> CheckLine:
    key = "plan_check.needs"
    answered = {need for outcome in plan.outcomes for need in outcome.needs}
    wanted = tuple(dict.fromkeys(situation.needs))
    where = tuple(
        Place("need", 0, 0, need, f"{key}.mend") for need in wanted if need not in answered
    )
    return CheckLine("needs", "blocks", len(wanted) - len(where), len(wanted), key, where)


def _children(situation: PlanSituation) -> CheckLine:
    key = "plan_check.children"
    where = tuple(
        Place("child", child, 0, "", f"{key}.mend")
        for child in situation.children
        if child not in situation.heard
    )
    total = len(situation.children)
    return CheckLine("children", "advises", total - len(where), total, key, where)


def _carried_over(actions: tuple[tuple[int, ActionDraft], ...]) -> CheckLine:
    key, most = "plan_check.carried_over", timescales().windows.carried_over_times
    where = tuple(
        Place("action", one.id, number, one.text, f"{key}.mend")
        for number, one in actions
        if one.carried_over >= most and one.status not in _OVER
    )
    return CheckLine("carried_over", "advises", 0, 0, key, where)


def _vague(actions: tuple[tuple[int, ActionDraft], ...]) -> CheckLine:
    key = "plan_check.vague"
    where = tuple(
        Place("action", one.id, number, one.text, f"{key}.mend")
        for number, one in actions
        if vague_phrases(one.text)
    )
    return CheckLine("vague", "advises", 0, 0, key, where)


def _past(actions: tuple[tuple[int, ActionDraft], ...], today: date | None) -> CheckLine:
    """A new action whose day is over before the plan begins; one carried over is late and shown so."""
    key = "plan_check.past"
    where = tuple(
        Place("action", one.id, number, one.text, f"{key}.mend")
        for number, one in actions
        if today and one.due_on and one.due_on < today
        and not one.carried_over and one.status not in _OVER
    )  # fmt: skip
    return CheckLine("past", "advises", 0, 0, key, where)


@cache
def _vague_pattern() -> re.Pattern[str]:
    phrases = load("wording/vague_phrases.json", _VagueWords).phrases
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)
