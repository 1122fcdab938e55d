"""Plans while they are written and worked on: carried over, marked, never lost."""

from datetime import date, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.casework import ChildLine
from earlyhelp.messages.plan_bridge import blocking, check_content
from earlyhelp.messages.plans import PlanContent, ProgressAction, SavePlan, StartPlan
from earlyhelp.records.casework import EarlyHelpPlan
from tests.services.filled import (
    ACTION,
    NEED,
    OUTCOME,
    assessed,
    authorise,
    authorised,
    content,
    plan_page,
    sent,
)
from tests.services.founded import TODAY
from tests.services.restricted import opens, restrict


@pytest.fixture
def ready(door, planted):
    assessed(door, planted)
    return planted


def test_a_conflict_keeps_both_plans(door, ready):
    begun = door("priya").dispatch(StartPlan(case_id=ready.case_id))
    desk = door("priya")
    desk.dispatch(SavePlan(plan_id=begun.id, version=1, content=content(contingency="First")))
    with pytest.raises(Conflict) as told:
        desk.dispatch(SavePlan(plan_id=begun.id, version=1, content=content(contingency="Second")))
    theirs = msgspec.json.decode(told.value.theirs["content"], type=PlanContent)
    assert theirs.contingency == "First"
    assert plan_page(door, begun).content.contingency == "First"
    both = SavePlan(plan_id=begun.id, version=told.value.version, content=content())
    desk.dispatch(both)
    desk.dispatch(both)  # nothing new: no conflict, nothing saved
    assert plan_page(door, begun).version == told.value.version + 1


def test_an_authorised_plan_is_never_written_again(door, ready):
    receipt = sent(door, ready)
    done = authorise(door, receipt)
    with pytest.raises(Refused, match=r"plan\.closed_to_writing"):
        door("priya").dispatch(
            SavePlan(plan_id=receipt.id, version=done.version, content=content(owner="X"))
        )


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (content(status="finished"), f"action:{ACTION}.status"),
        (content(text="x" * 4001), f"action:{ACTION}.text"),
        (content(owner="x" * 301), f"action:{ACTION}.owner"),
    ],
)
def test_a_misshapen_plan_is_not_kept(door, ready, plan, field):
    begun = door("priya").dispatch(StartPlan(case_id=ready.case_id))
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(SavePlan(plan_id=begun.id, version=1, content=plan))
    assert field in told.value.fields
    door("priya").dispatch(SavePlan(plan_id=begun.id, version=1, content=content()))


def test_the_next_version_carries_open_actions_over(door, planted):
    receipt = authorised(door, planted)
    nxt = door("priya").dispatch(StartPlan(case_id=planted.case_id))
    shown = plan_page(door, nxt)
    assert (shown.number, shown.previous_number) == (2, 1)
    assert shown.content.outcomes[0].actions[0].carried_over == 1
    assert plan_page(door, receipt).content.outcomes[0].actions[0].carried_over == 0
    assert door("priya").dispatch(StartPlan(case_id=planted.case_id)).id == nxt.id


def test_marking_an_action_counts_and_leaves_the_text_alone(door, planted):
    receipt = authorised(door, planted)
    mark = ProgressAction(
        plan_id=receipt.id, version=receipt.version, action_id=ACTION, status="done", note="Rung."
    )
    for wrong in (replace(mark, status="nearly"), replace(mark, action_id=999)):
        with pytest.raises(Invalid):
            door("priya").dispatch(wrong)
    door("priya").dispatch(mark)
    action = plan_page(door, receipt).content.outcomes[0].actions[0]
    assert (action.status, action.done_on, action.note) == ("done", TODAY, "Rung.")
    with door("priya").unit() as uow:
        plan = uow.get(EarlyHelpPlan, receipt.id)
        assert (plan.actions_done, plan.actions_total) == (1, 1)
        assert uow.open(plan, "content").outcomes == content().outcomes


def test_actions_of_a_plan_not_authorised_are_not_marked(door, ready):
    receipt = sent(door, ready)
    with pytest.raises(Refused, match=r"plan\.not_authorised"):
        door("priya").dispatch(
            ProgressAction(
                plan_id=receipt.id, version=receipt.version, action_id=ACTION, status="done"
            )
        )


def test_the_plan_shows_assessed_needs_and_whose_voice_was_heard(door, ready):
    begun = door("priya").dispatch(StartPlan(case_id=ready.case_id))
    shown = plan_page(door, begun)
    assert shown.needs == (NEED,)
    assert shown.heard == (ready.child_id,)
    assert shown.family == "Kowalska"


def test_who_a_plan_that_was_sent_waits_for_is_named(door, ready):
    begun = door("priya").dispatch(StartPlan(case_id=ready.case_id))
    assert plan_page(door, begun).managers == ()  # nothing waits yet
    receipt = sent(door, ready)
    assert plan_page(door, receipt).managers == ("Maureen Tregear",)  # of its own team alone
    restrict(door, ready, "sam")
    assert opens(door, "sam", ready)
    assert plan_page(door, receipt, "sam").managers == ()  # who reads it besides is not told here


def test_the_plan_check_speaks_in_sentences():
    people = (ChildLine(person_id=5, name="Maja", role="child"),)
    lines = {one.id: one for one in check_content(content(owner=""), ("3.2",), people)}
    owner = lines["action_owner"]
    assert owner.where == ("Action 1, “Ring the GP on Monday”: add a person responsible",)
    assert owner.places == (("action", ACTION),)
    assert lines["children"].where == ("Maja: hear this child's view, or say why not",)
    assert [one.id for one in blocking(tuple(lines.values()))] == ["action_owner", "needs"]
    whole = check_content(content(), (NEED,), people, {5})
    assert not any(line.where for line in whole)
    assert OUTCOME not in {ident for line in whole for _, ident in line.places}


def test_due_dates_far_off_are_slips(door, ready):
    begun = door("priya").dispatch(StartPlan(case_id=ready.case_id))
    far = content(due_on=date(2226, 1, 1))
    with pytest.raises(Invalid):
        door("priya").dispatch(SavePlan(plan_id=begun.id, version=1, content=far))
    near = content(due_on=TODAY + timedelta(days=30))
    door("priya").dispatch(SavePlan(plan_id=begun.id, version=1, content=near))
