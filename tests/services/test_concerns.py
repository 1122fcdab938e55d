"""A concern puts early help on hold, stays on the work lists, and is answered; nothing is forgotten."""

from datetime import timedelta

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.cases import AnswerConcern, RaiseConcern
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.plans import PlansToAuthorise, StartPlan
from earlyhelp.records.cases import Case, ConcernAnswer
from tests.services.filled import assessed, authorised, sent
from tests.services.founded import TODAY, plant

SAID = "The front door spoke with the school and closed it; the plan gets a safety step."


@pytest.fixture
def resting(door, planted):
    """A family with a plan in force, on hold since a concern of today."""
    authorised(door, planted)
    raise_concern(door, planted)
    return planted


def raise_concern(door, planted):
    return door("priya").dispatch(RaiseConcern(family_id=planted.family_id, what="A bruise"))


def answer(door, planted, outcome="returned", login="maureen", **changes):
    given = {"answered_on": TODAY, "text": SAID, "look_on": None} | changes
    return door(login).dispatch(
        AnswerConcern(family_id=planted.family_id, outcome=outcome, **given)
    )


def status(door, planted):
    with door("priya").unit() as uow:
        return uow.get(Case, planted.case_id).status


def page(door, planted, login="priya"):
    return door(login).dispatch(FamilyPageView(family_id=planted.family_id))


def lines(door, planted, login="priya"):
    rows = door(login).dispatch(MyWorkPage()).rows
    return {row.kind: row for row in rows if row.family_id == planted.family_id}


@pytest.mark.parametrize("login", ["priya", "maureen"])
def test_a_family_on_hold_stays_on_the_work_lists_and_says_so(door, resting, login):
    assert lines(door, resting, login).keys() == {"concern"}
    shown = page(door, resting, login)
    assert shown.pills[0].text == "On hold: safeguarding concern"
    assert not any("Review" in one.text for one in shown.pills)
    assert shown.hold.raised_on == TODAY
    assert "escalation:answer" in shown.may
    assert not {"plan:save", "plan:submit", "review:record", "plan:authorise"} & shown.may
    assert "contact:add" in shown.may


def test_it_counts_among_ones_families_and_its_answer_is_late_after_a_working_day(door, planted):
    before = door("priya").dispatch(MyWorkPage()).families
    raise_concern(door, planted)
    assert door("priya").dispatch(MyWorkPage()).families == before
    assert lines(door, planted)["concern"].days == 1  # 22 November 2026 is a Sunday
    door.clock.instant += timedelta(days=3)
    assert lines(door, planted)["concern"].state == "late"


def test_early_help_goes_on_where_it_was_once_a_manager_says_why(door, resting):
    answer(door, resting)
    assert status(door, resting) == "plan_active"
    shown = page(door, resting)
    assert shown.hold is None
    assert {"review:record", "plan:save"} <= shown.may
    assert "escalation:answer" not in shown.may
    assert "concern" not in lines(door, resting)
    assert "review" in lines(door, resting)
    said = shown.chronology[0].text
    assert said.startswith("The front door answered the safeguarding concern. No further action")
    door("priya").dispatch(StartPlan(case_id=resting.case_id))


@pytest.mark.parametrize(
    ("begun", "stands"), [(lambda *_: None, "draft"), (assessed, "assessed"), (authorised, "plan_active")]
)  # fmt: skip
def test_a_case_goes_on_where_its_papers_have_it(door, begun, stands):
    planted = plant(door, status="draft")
    begun(door, planted)
    raise_concern(door, planted)
    answer(door, planted)
    assert status(door, planted) == stands


def test_a_practitioner_records_the_answer_but_not_that_early_help_goes_on(door, resting):
    with pytest.raises(Invalid) as told:
        answer(door, resting, login="priya")
    assert told.value.fields == {"outcome": "concern.manager"}
    later = TODAY + timedelta(days=5)
    answer(door, resting, "section_17", login="priya", look_on=later)
    assert status(door, resting) == "escalated"
    assert lines(door, resting)["concern"].due_on == later
    assert page(door, resting).hold.outcome == "section_17"
    answer(door, resting)  # the manager may still let it go on
    assert status(door, resting) == "plan_active"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "party"}, "outcome"),
        ({"text": " "}, "text"),
        ({"answered_on": TODAY + timedelta(days=1)}, "answered_on"),
        ({"answered_on": TODAY - timedelta(days=1)}, "answered_on"),
        ({"outcome": "section_47"}, "look_on"),
        ({"outcome": "section_47", "look_on": TODAY}, "look_on"),
    ],
)
def test_what_is_missing_is_told_at_the_field_and_nothing_is_kept(door, resting, changes, field):
    with pytest.raises(Invalid) as told:
        answer(door, resting, **changes)
    assert told.value.fields.keys() == {field}
    with door("maureen").unit() as uow:
        assert not uow.count(ConcernAnswer, ConcernAnswer.case_id == resting.case_id)


def test_what_does_not_rest_has_nothing_to_answer(door, planted):
    with pytest.raises(Refused) as told:
        answer(door, planted)
    assert told.value.key == "concern.none"


def test_another_teams_manager_gets_the_answer_of_a_missing_family(door, resting):
    with pytest.raises(Refused) as told:
        answer(door, resting, login="sam")
    assert told.value.key == "refused.record"


def test_a_new_concern_needs_an_answer_of_its_own(door, resting):
    answer(door, resting, "section_17", look_on=TODAY + timedelta(days=5))
    raise_concern(door, resting)
    assert page(door, resting).hold.outcome == ""
    assert lines(door, resting)["concern"].days == 1


def test_a_plan_of_a_family_on_hold_does_not_wait_for_the_manager(door, planted):
    def waits():
        queue = door("maureen").dispatch(PlansToAuthorise())
        work = door("maureen").dispatch(MyWorkPage())
        assert ("authorise" in lines(door, planted, "maureen")) is (planted.family_id in {
            row.family_id for row in queue
        })  # fmt: skip
        return planted.family_id in {row.family_id for row in queue}, work.waiting_plans

    assessed(door, planted)
    sent(door, planted)
    there, count = waits()
    assert there
    raise_concern(door, planted)
    assert waits() == (False, count - 1)
    answer(door, planted)
    assert waits() == (True, count)
