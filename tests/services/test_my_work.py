"""My work: everything that is due, most urgent first, for the person who is asked."""

from datetime import date, timedelta

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.plans import PlanContent
from earlyhelp.messages.records import ActionText, Narrative, Reading
from earlyhelp.records.cases import Case, RequestForSupport
from earlyhelp.records.casework import (
    Assessment,
    Contact,
    EarlyHelpPlan,
    PlanAction,
    Review,
    ScaleReading,
)
from tests.services.founded import TODAY, plant


def work(door, login="priya"):
    return door(login).dispatch(MyWorkPage())


def rows_of(door, planted, login="priya"):
    return [row for row in work(door, login).rows if row.family_id == planted.family_id]


def of_case(planted):
    return {"family_id": planted.family_id, "case_id": planted.case_id}


def reached(door, planted):
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
        uow.change(uow.get(Case, planted.case_id), None, first_contact_on=date(2026, 10, 2))
        uow.commit()


def add(door, *records):
    with door("priya").unit() as uow:
        uow.need_keys({record.family_id for record, _ in records})
        for record, sealed in records:
            uow.add(record, **sealed)
        uow.commit()


def plan(door, planted, status, number=1, submitted_on=date(2026, 10, 20), comment=None):
    authorised_on = date(2026, 10, 20) if status == "authorised" else None
    record = EarlyHelpPlan(
        id=door.clock.new_id(), **of_case(planted), number=number, status=status,
        author_id=door("priya").id, started_on=date(2026, 10, 10), submitted_on=submitted_on,
        authorised_on=authorised_on, authorised_by=0, actions_done=1, actions_total=3,
    )  # fmt: skip
    add(door, (record, {"content": PlanContent(), "comment": comment}))
    return record.id


def action(door, planted, plan_id, due_on, status="open", number=1):
    record = PlanAction(
        **of_case(planted), plan_id=plan_id, number=number, due_on=due_on, status=status,
        done_on=None,
    )  # fmt: skip
    add(door, (record, {"says": ActionText(text="Breakfast club", owner="School")}))


def test_first_contact_is_due_three_working_days_after_the_case_opened(door, planted):
    row = rows_of(door, planted)[0]
    assert (row.kind, row.subject_id, row.family) == ("contact", planted.case_id, "Kowalska")
    assert (row.due_on, row.days, row.state) == (date(2026, 10, 6), -47, "late")
    assert (row.limit, row.standing) == ("3 working days", "no contact recorded")
    tried = Contact(
        family_id=planted.family_id, happened_on=TODAY, kind="telephone", successful=False,
        recorded_by=door("priya").id,
    )  # fmt: skip
    add(door, (tried, {"content": Narrative(text="No answer")}))
    assert rows_of(door, planted)[0].standing == "1 attempt, no answer"
    reached(door, planted)
    assert rows_of(door, planted) == []


def test_a_draft_assessment_is_due_after_35_working_days_and_a_finished_one_is_not(door, planted):
    reached(door, planted)
    draft = Assessment(
        **of_case(planted), form_version=2, status="draft", author_id=door("priya").id,
        started_on=date(2026, 10, 12), completed_on=None, sections_done=9, sections_total=14,
    )  # fmt: skip
    done = Assessment(
        **of_case(planted), form_version=2, status="complete", author_id=door("priya").id,
        started_on=date(2026, 10, 1), completed_on=date(2026, 10, 9),
    )  # fmt: skip
    add(door, (draft, {"content": Narrative()}), (done, {"content": Narrative()}))
    (row,) = rows_of(door, planted)
    assert (row.kind, row.due_on, row.state) == ("assessment", date(2026, 11, 30), "soon")
    assert (row.limit, row.standing) == ("35 working days", "9 of 14 sections done")


def test_reviews_follow_the_plan_then_the_last_review(door, planted):
    reached(door, planted)
    plan_id = plan(door, planted, "authorised")
    (row,) = rows_of(door, planted)
    assert (row.kind, row.subject_id, row.due_on) == ("review", plan_id, date(2026, 12, 1))
    assert (row.what, row.standing) == ("Review of outcomes plan v1", "1 of 3 actions done")
    held = Review(
        **of_case(planted), plan_id=plan_id, held_on=date(2026, 11, 10),
        next_on=date(2026, 11, 18), mode="taf_meeting", decision="continue", recorded_by=1,
    )  # fmt: skip
    add(door, (held, {"content": Narrative()}))
    (row,) = rows_of(door, planted)
    assert (row.due_on, row.state) == (date(2026, 11, 18), "late")


def test_actions_are_due_until_they_are_over_or_the_plan_is_replaced(door, planted):
    reached(door, planted)
    in_force = plan(door, planted, "authorised")
    old = plan(door, planted, "superseded", number=0)
    action(door, planted, in_force, TODAY + timedelta(days=2))
    action(door, planted, in_force, TODAY, status="done", number=2)
    action(door, planted, old, TODAY)
    actions = [row for row in rows_of(door, planted) if row.kind == "action"]
    assert [(row.what, row.standing, row.days) for row in actions] == [
        ("Action: Breakfast club", "owner School", 2)
    ]
    assert actions[0].limit == "agreed with the family"


def test_plans_go_to_the_manager_and_come_back_to_their_author(door, planted):
    reached(door, planted)
    plan(door, planted, "submitted")
    assert rows_of(door, planted) == []
    (row,) = rows_of(door, planted, "maureen")
    assert (row.kind, row.standing) == ("authorise", "sent 20 Oct 2026 by Priya Nandra")
    before = work(door)
    plan(door, planted, "returned", number=2, comment="One action has no date")
    after = work(door)
    assert after.returned == before.returned + 1
    assert after.returned_note == "One action has no date"
    assert [row.kind for row in rows_of(door, planted)] == ["returned"]
    assert work(door, "maureen").waiting_plans >= 1
    assert after.waiting_plans == 0


def test_requests_wait_for_the_manager_and_are_counted_for_the_team(door, planted):
    reached(door, planted)
    with door("maureen").unit() as uow:
        uow.need_keys({planted.family_id})
        request = RequestForSupport(
            family_id=planted.family_id, team_id=door("maureen").team_id,
            received_on=date(2026, 11, 19), source="2A", status="waiting", decided_on=None,
            recorded_by=door("maureen").id,
        )  # fmt: skip
        uow.add(request, content=Narrative(text="Not at school"))
        uow.commit()
    (row,) = rows_of(door, planted, "maureen")
    assert (row.kind, row.due_on, row.state) == ("request", date(2026, 11, 20), "late")
    assert row.standing == "from school"
    assert rows_of(door, planted) == []
    assert work(door).waiting_requests == work(door, "maureen").waiting_requests == 1
    assert work(door, "sam").waiting_requests == 0


def test_closed_cases_ask_for_nothing(door):
    closed = plant(door, status="closed")
    before = work(door).families
    assert rows_of(door, closed) == []
    plant(door)
    assert work(door).families == before + 1


def test_rows_are_most_urgent_first_and_counts_are_of_everything(door):
    for number in range(4):
        plant(door, surname=f"Made-up {number}")
    page = work(door)
    days = [row.due_on for row in page.rows]
    assert days == sorted(days)
    assert page.overdue == sum(row.state == "late" for row in page.rows)
    assert "first contacts" in page.overdue_note
    manager = work(door, "maureen")
    assert manager.overdue >= page.overdue


def test_other_teams_see_none_of_it(door, planted):
    for login in ("sol", "sam", "omar"):
        page = work(door, login)
        assert (page.rows, page.families, page.overdue) == ((), 0, 0)
    assert rows_of(door, planted, "maureen")
    with pytest.raises(Refused):
        work(door, "bea")


def test_progress_counts_families_and_never_mixes_scorers(door, planted):
    before = work(door)

    def read(read_on, value, scorer):
        record = ScaleReading(**of_case(planted), read_on=read_on, event="assessment")
        return record, {"reading": Reading(area="keeping_safe", scorer=scorer, value=value)}

    add(
        door,
        read(date(2026, 10, 5), 2, "parent"),
        read(date(2026, 11, 5), 6, "parent"),
        read(date(2026, 11, 5), 9, "practitioner"),
    )
    after = work(door)
    assert (after.progressing, after.with_scales) == (
        before.progressing + 1,
        before.with_scales + 1,
    )
    (line,) = [one for one in after.distance if one.area == "keeping_safe"]
    assert (line.scorer, line.first, line.latest, line.families) == ("parent", 2, 6, 1)


def test_looks_of_others_this_week_are_shown_with_their_reason(door, planted):
    look = FamilyPageView(family_id=planted.family_id, purpose="supervision")
    door("maureen").dispatch(look)
    door("maureen").dispatch(look)
    door("priya").dispatch(look)
    lines = [one for one in work(door).looked_at if one.family_id == planted.family_id]
    assert [(one.who, one.why) for one in lines] == [
        ("Maureen Tregear, team manager", "Supervision or oversight")
    ]
    assert lines[0].looks >= 2
    door.clock.instant += timedelta(days=8)
    try:
        assert work(door).looked_at == ()
    finally:
        door.clock.instant -= timedelta(days=8)
