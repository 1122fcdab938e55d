"""Decisions on plans: nobody authorises an incomplete plan, and nobody their own."""

from datetime import date

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.plans import (
    PlanContent,
    PlansToAuthorise,
    ProgressAction,
    ReturnPlan,
    SavePlan,
    StartPlan,
    SubmitPlan,
)
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Oversight, PlanAction
from tests.services.filled import (
    ACTION,
    OVERSIGHT,
    assessed,
    authorise,
    authorised,
    content,
    plan_page,
    sent,
)


@pytest.fixture
def ready(door, planted):
    assessed(door, planted)
    return planted


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (content(owner=""), f"action:{ACTION}.action_owner"),
        (content(due_on=None), f"action:{ACTION}.action_due"),
        (content(contingency=" "), "plan:0.contingency"),
        (PlanContent(contingency="Ring."), "plan:0.outcome_words"),
    ],
)
def test_one_incomplete_action_and_the_plan_cannot_be_authorised(door, ready, plan, place):
    receipt = sent(door, ready, plan)
    with pytest.raises(Invalid) as told:
        authorise(door, receipt)
    assert place in told.value.fields
    assert plan_page(door, receipt).status == "submitted"
    with door("maureen").unit() as uow:
        assert uow.count(PlanAction, PlanAction.plan_id == receipt.id) == 0
        assert uow.count(Oversight, Oversight.case_id == ready.case_id) == 0


def test_a_complete_plan_is_authorised_with_the_managers_words(door, ready):
    receipt = sent(door, ready)
    authorise(door, receipt)
    with door("maureen").unit() as uow:
        (action,) = uow.all(PlanAction, PlanAction.plan_id == receipt.id)
        assert (action.number, action.status, action.due_on) == (ACTION, "open", date(2026, 12, 12))
        assert uow.open(action, "says").owner == "Priya Nandra"
        (oversight,) = uow.all(Oversight, Oversight.case_id == ready.case_id)
        assert (oversight.decision, uow.open(oversight, "content").text) == (
            "plan_authorised",
            OVERSIGHT,
        )
        assert uow.get(Case, ready.case_id).status == "plan_active"
    assert plan_page(door, receipt).authorised_by == "Maureen Tregear"


def test_authorising_needs_a_reason(door, ready):
    receipt = sent(door, ready)
    with pytest.raises(Invalid):
        authorise(door, receipt, text="  ")
    authorise(door, receipt)


def test_nobody_authorises_their_own_plan(door, ready):
    receipt = sent(door, ready, who="maureen")
    assert not plan_page(door, receipt, "maureen").may_authorise
    with pytest.raises(Refused, match=r"plan\.own"):
        authorise(door, receipt)


def test_whoever_wrote_part_of_a_plan_cannot_authorise_it(door, ready):
    begun = door("priya").dispatch(StartPlan(case_id=ready.case_id))
    saved = door("maureen").dispatch(SavePlan(plan_id=begun.id, version=1, content=content()))
    receipt = door("priya").dispatch(SubmitPlan(plan_id=begun.id, version=saved.version))
    with pytest.raises(Refused, match=r"plan\.own"):
        authorise(door, receipt)


def test_another_persons_plan_may_be_authorised(door, ready):
    receipt = sent(door, ready)
    assert plan_page(door, receipt, "maureen").may_authorise
    assert not plan_page(door, receipt).may_authorise
    assert authorise(door, receipt).id == receipt.id


def test_a_practitioner_never_authorises(door, ready):
    receipt = sent(door, ready)
    with pytest.raises(Refused):
        authorise(door, receipt, "priya")


def test_another_teams_manager_gets_the_answer_of_a_missing_plan(door, ready):
    receipt = sent(door, ready)
    with pytest.raises(Refused) as theirs:
        authorise(door, receipt, "sam")
    with pytest.raises(Refused) as missing:
        authorise(door, replace(receipt, id=4711), "sam")
    assert theirs.value.key == missing.value.key
    assert receipt.id not in {row.id for row in door("sam").dispatch(PlansToAuthorise())}
    assert receipt.id in {row.id for row in door("maureen").dispatch(PlansToAuthorise())}


def test_the_queue_says_how_much_is_missing(door, ready):
    receipt = sent(door, ready, content(owner="", contingency=""))
    rows = {row.id: row for row in door("maureen").dispatch(PlansToAuthorise())}
    assert rows[receipt.id].problems == 2
    assert rows[receipt.id].family == "Kowalska"


def test_a_plan_read_before_it_changed_is_not_authorised(door, ready):
    receipt = sent(door, ready)
    with pytest.raises(Conflict):
        authorise(door, replace(receipt, version=receipt.version - 1))
    authorise(door, receipt)


def test_returning_says_why_and_opens_the_plan_again(door, ready):
    receipt = sent(door, ready)
    asked = ReturnPlan(plan_id=receipt.id, version=receipt.version, comment=" ")
    with pytest.raises(Invalid):
        door("maureen").dispatch(asked)
    back = door("maureen").dispatch(replace(asked, comment="Who rings the GP?"))
    assert plan_page(door, receipt).returned_comment == "Who rings the GP?"
    saved = door("priya").dispatch(
        SavePlan(plan_id=receipt.id, version=back.version, content=content(owner="Anna"))
    )
    again = door("priya").dispatch(SubmitPlan(plan_id=receipt.id, version=saved.version))
    authorise(door, again)


def test_a_new_version_supersedes_the_last_and_forgets_nothing_done_meanwhile(door, planted):
    first = authorised(door, planted)
    nxt = door("priya").dispatch(StartPlan(case_id=planted.case_id))
    door("priya").dispatch(
        ProgressAction(plan_id=first.id, version=first.version, action_id=ACTION, status="done")
    )
    changed = plan_page(door, nxt).content
    saved = door("priya").dispatch(
        SavePlan(plan_id=nxt.id, version=nxt.version, content=replace(changed, contingency="Call."))
    )
    again = door("priya").dispatch(SubmitPlan(plan_id=nxt.id, version=saved.version))
    authorise(door, again)
    assert plan_page(door, first).status == "superseded"
    shown = plan_page(door, nxt)
    assert shown.status == "authorised"
    assert shown.content.outcomes[0].actions[0].status == "done"


def test_a_plan_without_an_assessment_is_not_authorised(door, planted):
    receipt = sent(door, planted)
    with pytest.raises(Invalid):
        authorise(door, receipt)
