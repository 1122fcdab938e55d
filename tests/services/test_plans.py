"""Plans: nobody authorises an incomplete plan, nobody their own, and no text is lost."""

from datetime import date, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.casework import (
    AuthorisePlan,
    ChildLine,
    PlanContent,
    PlanPage,
    PlansToAuthorise,
    ProgressAction,
    ReturnPlan,
    SavePlan,
    StartPlan,
    SubmitPlan,
)
from earlyhelp.messages.plan_bridge import blocking, check_content
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import EarlyHelpPlan, Oversight, PlanAction
from tests.services.filled import (
    ACTION,
    NEED,
    OUTCOME,
    OVERSIGHT,
    assessed,
    authorised,
    content,
    sent,
)
from tests.services.founded import TODAY


def authorise(door, receipt, who="maureen", text=OVERSIGHT):
    return door(who).dispatch(
        AuthorisePlan(plan_id=receipt.id, version=receipt.version, oversight=text)
    )


def page(door, receipt, who="priya"):
    return door(who).dispatch(PlanPage(plan_id=receipt.id))


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
    assert page(door, receipt).status == "submitted"
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
    assert page(door, receipt).authorised_by == "Maureen Tregear"


def test_authorising_needs_a_reason(door, ready):
    receipt = sent(door, ready)
    with pytest.raises(Invalid):
        authorise(door, receipt, text="  ")
    authorise(door, receipt)


def test_nobody_authorises_their_own_plan(door, ready):
    receipt = sent(door, ready, who="maureen")
    assert not page(door, receipt, "maureen").may_authorise
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
    assert page(door, receipt, "maureen").may_authorise
    assert not page(door, receipt).may_authorise
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
    assert page(door, receipt).returned_comment == "Who rings the GP?"
    saved = door("priya").dispatch(
        SavePlan(plan_id=receipt.id, version=back.version, content=content(owner="Anna"))
    )
    again = door("priya").dispatch(SubmitPlan(plan_id=receipt.id, version=saved.version))
    authorise(door, again)


def test_a_conflict_keeps_both_plans(door, ready):
    begun = door("priya").dispatch(StartPlan(case_id=ready.case_id))
    desk = door("priya")
    desk.dispatch(SavePlan(plan_id=begun.id, version=1, content=content(contingency="First")))
    with pytest.raises(Conflict) as told:
        desk.dispatch(SavePlan(plan_id=begun.id, version=1, content=content(contingency="Second")))
    theirs = msgspec.json.decode(told.value.theirs["content"], type=PlanContent)
    assert theirs.contingency == "First"
    assert page(door, begun).content.contingency == "First"
    both = SavePlan(plan_id=begun.id, version=told.value.version, content=content())
    desk.dispatch(both)
    desk.dispatch(both)  # nothing new: no conflict, nothing saved
    assert page(door, begun).version == told.value.version + 1


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
    shown = page(door, nxt)
    assert (shown.number, shown.previous_number) == (2, 1)
    assert shown.content.outcomes[0].actions[0].carried_over == 1
    assert page(door, receipt).content.outcomes[0].actions[0].carried_over == 0
    assert door("priya").dispatch(StartPlan(case_id=planted.case_id)).id == nxt.id


def test_a_new_version_supersedes_the_last_and_forgets_nothing_done_meanwhile(door, planted):
    first = authorised(door, planted)
    nxt = door("priya").dispatch(StartPlan(case_id=planted.case_id))
    door("priya").dispatch(
        ProgressAction(plan_id=first.id, version=first.version, action_id=ACTION, status="done")
    )
    changed = page(door, nxt).content
    saved = door("priya").dispatch(
        SavePlan(plan_id=nxt.id, version=nxt.version, content=replace(changed, contingency="Call."))
    )
    again = door("priya").dispatch(SubmitPlan(plan_id=nxt.id, version=saved.version))
    authorise(door, again)
    assert page(door, first).status == "superseded"
    shown = page(door, nxt)
    assert shown.status == "authorised"
    assert shown.content.outcomes[0].actions[0].status == "done"


def test_marking_an_action_counts_and_leaves_the_text_alone(door, planted):
    receipt = authorised(door, planted)
    mark = ProgressAction(
        plan_id=receipt.id, version=receipt.version, action_id=ACTION, status="done", note="Rung."
    )
    for wrong in (replace(mark, status="nearly"), replace(mark, action_id=999)):
        with pytest.raises(Invalid):
            door("priya").dispatch(wrong)
    door("priya").dispatch(mark)
    action = page(door, receipt).content.outcomes[0].actions[0]
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


def test_a_plan_without_an_assessment_is_not_authorised(door, planted):
    receipt = sent(door, planted)
    with pytest.raises(Invalid):
        authorise(door, receipt)


def test_the_plan_shows_assessed_needs_and_whose_voice_was_heard(door, ready):
    begun = door("priya").dispatch(StartPlan(case_id=ready.case_id))
    shown = page(door, begun)
    assert shown.needs == (NEED,)
    assert shown.heard == (ready.child_id,)
    assert shown.family == "Kowalska"


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
