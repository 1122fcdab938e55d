"""Work items follow the records of their family in the same transaction, and nothing else."""

from datetime import date

import pytest

from earlyhelp.messages.cases import ChangeLead
from earlyhelp.messages.plans import ProgressAction
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import PlanAction, WorkItem
from tests.services.filled import ACTION, assessed, authorise, closing, review, sent
from tests.services.founded import plant


def items(door, planted, login="maureen"):
    """What is to be done for a family: kind, record, limit, day."""
    with door(login).unit() as uow:
        rows = uow.all(WorkItem, WorkItem.family_id == planted.family_id, order=WorkItem.due_on)
        return [(row.kind, row.subject_id, row.limit_id, row.due_on) for row in rows]


def versions(door, planted):
    with door("maureen").unit() as uow:
        rows = uow.all(WorkItem, WorkItem.family_id == planted.family_id)
        return {row.id: row.version for row in rows}


def kinds(door, planted):
    return sorted(one[0] for one in items(door, planted))


@pytest.fixture
def plan(door, planted):
    """An authorised plan of the family: its id, its version, its one action's record."""
    assessed(door, planted, summary__parents_wellbeing_by_parent=3)
    receipt = authorise(door, sent(door, planted))
    with door("priya").unit() as uow:
        action = uow.first(PlanAction, PlanAction.plan_id == receipt.id)
    return receipt.id, receipt.version, action


def test_a_case_nobody_has_reached_asks_for_the_first_contact(door, planted):
    expected = ("contact", planted.case_id, "first_contact", date(2026, 10, 6))
    assert items(door, planted) == [expected]
    with door("priya").unit() as uow:
        uow.change(uow.get(Case, planted.case_id), None, first_contact_on=date(2026, 10, 2))
        uow.commit()
    assert items(door, planted) == []


def test_an_authorised_plan_asks_for_its_actions_and_its_review(door, planted, plan):
    plan_id, version, action = plan
    found = {one[0]: one[1:] for one in items(door, planted)}
    assert found["action"] == (action.id, "", date(2026, 12, 12))
    assert found["review"][:2] == (plan_id, "first_review")
    mark = ProgressAction(plan_id=plan_id, version=version, action_id=ACTION, status="done")
    door("priya").dispatch(mark)
    assert "action" not in kinds(door, planted)
    assert "review" in kinds(door, planted)


def test_a_review_moves_the_same_item_to_the_day_agreed(door, planted, plan):
    before = versions(door, planted)
    door("priya").dispatch(review(planted, plan[0]))
    found = {one[0]: one[1:] for one in items(door, planted)}
    assert found["review"] == (plan[0], "later_review", date(2027, 1, 15))
    after = versions(door, planted)
    assert after.keys() == before.keys()
    assert sum(after[ident] != before[ident] for ident in after) == 1


def test_an_ended_case_asks_for_nothing(door, planted, plan):
    assert items(door, planted)
    with door("maureen").unit() as uow:
        version = uow.get(Case, planted.case_id).version
    door("priya").dispatch(closing(planted, version))
    assert items(door, planted) == []


def test_items_are_seen_with_their_family_only(door, planted):
    elsewhere = plant(door, manager="sam", lead="sol")
    for login in ("sam", "sol"):
        assert items(door, planted, login) == []
        assert items(door, elsewhere, login)
    for login in ("maureen", "priya"):
        assert items(door, planted, login)
        assert items(door, elsewhere, login) == []


def test_a_change_that_moves_no_day_touches_no_item(door, planted):
    before = versions(door, planted)
    omar = door("omar").id
    receipt = door("maureen").dispatch(
        ChangeLead(case_id=planted.case_id, version=1, lead_id=omar, reason="caseloads")
    )
    assert "early_help_case" in receipt.changed
    assert "work_item" not in receipt.changed
    assert versions(door, planted) == before
