"""Reviews: progress lies over the plan, and distance travelled follows from readings."""

from datetime import date

import pytest
from msgspec.structs import replace

from earlyhelp.domain.outcomes import ScaleReading as DatedReading
from earlyhelp.domain.outcomes import distance_travelled
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.casework import ScaleEntry
from earlyhelp.messages.plans import PlanPage
from earlyhelp.records.cases import Case, SafeguardingConcern
from earlyhelp.records.casework import EarlyHelpPlan, Review, ScaleReading
from tests.services.filled import OUTCOME, authorised, content, review, sent
from tests.services.founded import TODAY


@pytest.fixture
def plan(door, planted):
    return authorised(door, planted)


def distances(uow, family_id):
    rows = uow.all(ScaleReading, ScaleReading.family_id == family_id)
    readings = [
        DatedReading(one.area, one.scorer, one.value, row.read_on, person_id=one.person_id)
        for row in rows
        for one in [uow.open(row, "reading")]
    ]
    return {(one.area, one.scorer): one for one in distance_travelled(readings)}


def test_distance_travelled_follows_from_two_readings(door, planted, plan):
    with door("priya").unit() as uow:
        # The assessment was completed this morning in this made-up store: lay it back a month.
        (row,) = uow.all(ScaleReading, ScaleReading.family_id == planted.family_id)
        uow.change(row, None, read_on=date(2026, 10, 20))
        uow.commit()
    more = (ScaleEntry(area="home_money", scorer="practitioner", value=5),)
    door("priya").dispatch(review(planted, plan.id, readings=more))
    with door("priya").unit() as uow:
        found = distances(uow, planted.family_id)
    wellbeing = found["parents_wellbeing", "parent"]
    assert (wellbeing.first, wellbeing.latest, wellbeing.result) == (3, 7, "improved")
    assert found["home_money", "practitioner"].result == "no_second_reading"


def test_a_review_lies_over_the_plan_and_leaves_it_alone(door, planted, plan):
    door("priya").dispatch(review(planted, plan.id))
    outcome = door("priya").dispatch(PlanPage(plan_id=plan.id)).content.outcomes[0]
    assert (outcome.status, outcome.now) == ("partly_achieved", 6)
    with door("priya").unit() as uow:
        kept = uow.open(uow.get(EarlyHelpPlan, plan.id), "content")
        assert kept.outcomes == content().outcomes
        (record,) = uow.all(Review, Review.case_id == planted.case_id)
        assert (record.decision, record.next_on) == ("continue", date(2027, 1, 15))


@pytest.mark.parametrize(
    ("decision", "status"),
    [("continue", "plan_active"), ("change_plan", "reviewing"), ("close", "reviewing")],
)
def test_the_decision_moves_the_case(door, planted, plan, decision, status):
    door("priya").dispatch(review(planted, plan.id, decision=decision))
    with door("priya").unit() as uow:
        assert uow.get(Case, planted.case_id).status == status


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mode": "post"}, "mode"),
        ({"decision": "wait"}, "decision"),
        ({"next_on": None}, "next_on"),
        ({"next_on": date(2026, 11, 1)}, "next_on"),
        ({"held_on": date(2026, 11, 23)}, "held_on"),
        ({"held_on": date(2026, 1, 1)}, "held_on"),
        ({"outcome_status": {999: "achieved"}}, "outcome:999"),
        ({"outcome_status": {OUTCOME: "splendid"}}, f"outcome:{OUTCOME}"),
        ({"outcome_now": {OUTCOME: 11}}, f"outcome:{OUTCOME}"),
        ({"readings": (ScaleEntry(area="weather", scorer="parent", value=3),)}, "readings:0"),
        ({"answers": {}}, "progress.going_well"),
    ],
)
def test_what_does_not_fit_is_not_recorded(door, planted, plan, changes, field):
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(review(planted, plan.id, **changes))
    assert field in told.value.fields
    door("priya").dispatch(review(planted, plan.id, held_on=TODAY))


def test_each_childs_voice_is_asked_for(door, planted, plan):
    whole = review(planted, plan.id)
    key = f"child@{planted.child_id}.obtained"
    without = {name: value for name, value in whole.answers.items() if name != key}
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(replace(whole, answers=without))
    assert key in told.value.fields


def test_only_the_authorised_plan_is_reviewed(door, planted):
    receipt = sent(door, planted)
    with pytest.raises(Invalid, match=r"review\.no_plan"):
        door("priya").dispatch(review(planted, receipt.id))


def test_harm_at_a_review_raises_a_concern(door, planted, plan):
    whole = review(planted, plan.id)
    harm = whole.answers | {"decision.significant_harm": True}
    door("priya").dispatch(replace(whole, answers=harm))
    with door("priya").unit() as uow:
        assert uow.get(Case, planted.case_id).status == "escalated"
        of = SafeguardingConcern.family_id == planted.family_id
        assert uow.count(SafeguardingConcern, of) == 1


def test_another_team_records_no_review(door, planted, plan):
    with pytest.raises(Refused):
        door("sol").dispatch(review(planted, plan.id))
