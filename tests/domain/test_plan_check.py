"""The plan check: what blocks a plan and what advises."""

from datetime import date

import msgspec
import pytest
from msgspec.structs import replace

from earlyhelp.domain.plan import ActionDraft, CheckLine, OutcomeDraft, PlanDraft, PlanSituation
from earlyhelp.domain.plan_check import check_plan, vague_phrases

GOOD = ActionDraft(
    id=1, text="Walk to school, Mondays", owner="J. Bright", due_on=date(2026, 12, 1)
)
OUTCOME = OutcomeDraft(
    id=10, words="Amina is on time most days", needs=("1.1",), measure="attendance", actions=(GOOD,)
)
PLAN = PlanDraft(outcomes=(OUTCOME,), contingency="Ring the hub; meet within a week")
SITUATION = PlanSituation(needs=("1.1",), children=(7, 8, 9), heard=frozenset({7, 8, 9}))


def lines(plan: PlanDraft, situation: PlanSituation = SITUATION) -> dict[str, CheckLine]:
    return {line.id: line for line in check_plan(plan, situation)}


def with_action(**changes: object) -> PlanDraft:
    action = msgspec.structs.replace(GOOD, id=2, **changes)
    outcome = msgspec.structs.replace(OUTCOME, actions=(GOOD, action))
    return msgspec.structs.replace(PLAN, outcomes=(outcome,))


def may_be_authorised(lines: tuple[CheckLine, ...]) -> bool:
    return all(line.passes for line in lines if line.kind == "blocks")


def test_a_whole_plan_passes_every_line() -> None:
    found = check_plan(PLAN, SITUATION)
    assert all(line.passes for line in found)
    assert may_be_authorised(found)


@pytest.mark.parametrize(
    ("change", "line_id"),
    [
        ({"owner": " "}, "action_owner"),
        ({"due_on": None}, "action_due"),
        ({"text": ""}, "action_text"),
    ],
)
def test_one_incomplete_action_blocks_the_plan(change: dict[str, object], line_id: str) -> None:
    plan = with_action(**change)
    line = lines(plan)[line_id]
    assert (line.kind, line.ok, line.total) == ("blocks", 1, 2)
    assert [(place.kind, place.id, place.number) for place in line.where] == [("action", 2, 2)]
    assert line.where[0].key == f"plan_check.{line_id}.mend"
    assert not may_be_authorised(check_plan(plan, SITUATION))


def test_the_picture_seven_of_eight() -> None:
    actions = tuple(msgspec.structs.replace(GOOD, id=number) for number in range(1, 9))
    actions = (
        *actions[:3],
        msgspec.structs.replace(actions[3], owner=""),
        *actions[4:],
    )
    plan = msgspec.structs.replace(
        PLAN, outcomes=(msgspec.structs.replace(OUTCOME, actions=actions),)
    )
    line = lines(plan)["action_owner"]
    assert (line.ok, line.total, line.where[0].number) == (7, 8, 4)


@pytest.mark.parametrize(
    ("plan", "line_id"),
    [
        (msgspec.structs.replace(PLAN, contingency=" \n"), "contingency"),
        (PlanDraft(contingency="x"), "outcome_words"),
        (PlanDraft(contingency="x", outcomes=(msgspec.structs.replace(OUTCOME, words=""),)), "outcome_words"),
        (PlanDraft(contingency="x", outcomes=(msgspec.structs.replace(OUTCOME, measure=""),)), "outcome_measure"),
        (PlanDraft(contingency="x", outcomes=(msgspec.structs.replace(OUTCOME, actions=()),)), "outcome_actions"),
        (PlanDraft(contingency="x", outcomes=(msgspec.structs.replace(OUTCOME, needs=()),)), "needs"),
    ],
)  # fmt: skip
def test_gaps_in_the_plan_block(plan: PlanDraft, line_id: str) -> None:
    assert not lines(plan)[line_id].passes
    assert not may_be_authorised(check_plan(plan, SITUATION))


def test_a_scale_with_start_and_goal_measures_as_well() -> None:
    outcome = msgspec.structs.replace(OUTCOME, measure="", baseline=3, target=8)
    assert lines(msgspec.structs.replace(PLAN, outcomes=(outcome,)))["outcome_measure"].passes


def test_a_child_not_heard_advises_and_does_not_block() -> None:
    situation = msgspec.structs.replace(SITUATION, heard=frozenset({7, 9}))
    line = lines(PLAN, situation)["children"]
    assert (line.kind, line.ok, line.total, line.where[0].id) == ("advises", 2, 3, 8)
    assert may_be_authorised(check_plan(PLAN, situation))


def test_carried_over_three_times_advises() -> None:
    assert lines(with_action(carried_over=2))["carried_over"].passes
    assert lines(with_action(carried_over=3, status="done"))["carried_over"].passes
    line = lines(with_action(carried_over=3))["carried_over"]
    assert (line.kind, len(line.where)) == ("advises", 1)


def test_vague_actions_advise() -> None:
    assert vague_phrases("Monitor school and visit as required") == ("monitor", "as required")
    assert vague_phrases("Housing officer to visit about damp, then etch a plan") == ()
    line = lines(with_action(text="Liaise with school"))["vague"]
    assert (line.kind, line.where[0].number) == ("advises", 2)


def test_the_lines_are_always_the_same_in_the_same_order() -> None:
    empty = [line.id for line in check_plan(PlanDraft(), PlanSituation())]
    assert empty == [line.id for line in check_plan(PLAN, SITUATION)]
    assert not may_be_authorised(check_plan(PlanDraft(), PlanSituation()))


def test_a_new_action_whose_day_is_past_is_pointed_out_and_stops_nothing() -> None:
    late = date(2026, 11, 1)
    (outcome,) = PLAN.outcomes[:1]
    action = replace(outcome.actions[0], due_on=late, carried_over=0)
    old = replace(action, id=99, carried_over=1)
    plan = replace(PLAN, outcomes=(replace(outcome, actions=(action, old)),))
    on = replace(SITUATION, today=date(2026, 11, 2))
    line = {one.id: one for one in check_plan(plan, on)}["past"]
    assert [place.id for place in line.where] == [action.id]
    assert line.kind == "advises"
    for today in (late, None):
        situation = replace(SITUATION, today=today)
        assert not {one.id: one for one in check_plan(plan, situation)}["past"].where
