"""A request becomes a case with a lead professional, or ends with a reason."""

import pytest

from earlyhelp.errors import Conflict, Refused
from earlyhelp.messages.people import FamilyList
from earlyhelp.messages.requests import DecideRequest
from earlyhelp.records.cases import (
    Allocation,
    Case,
    LevelOfNeed,
    RequestForSupport,
)
from earlyhelp.records.people import Family, Person
from tests.services.made_requests import faults_of, request_of, rows


def accepted(door, **changes):
    desk, lead = door("maureen"), door("priya")
    done = desk.dispatch(request_of(desk))
    values = {
        "request_id": done.id, "version": 1, "decision": "accept", "lead_id": lead.id,
        "level": "L2", "reason": "Several needs, the family wants help.",
    }  # fmt: skip
    return done, DecideRequest(**values | changes)


def test_accepting_opens_a_case_with_its_lead_and_level(door):
    desk = door("maureen")
    done, decision = accepted(door)
    desk.dispatch(decision)
    (case,) = rows(desk, Case, done.family_id)
    assert (case.status, case.lead_id, case.request_id) == ("draft", door("priya").id, done.id)
    (allocation,) = rows(desk, Allocation, done.family_id)
    assert (allocation.role, allocation.ended_on) == ("lead", None)
    assert rows(desk, LevelOfNeed, done.family_id)[0].level == "L2"
    (family,) = rows(desk, Family, done.family_id)
    assert (family.status, family.level) == ("open", "L2")
    assert rows(desk, RequestForSupport, done.family_id)[0].status == "accepted"
    assert len(rows(door("priya"), Person, done.family_id)) == 4
    assert rows(door("omar"), Person, done.family_id) == []


@pytest.mark.parametrize(
    ("decision", "request_status"),
    [("advice", "ended"), ("safeguarding", "escalated"), ("step_up", "escalated")],
)
def test_other_decisions_end_the_request(door, decision, request_status):
    desk = door("maureen")
    done, message = accepted(door, decision=decision, lead_id=0, level="")
    desk.dispatch(message)
    assert rows(desk, RequestForSupport, done.family_id)[0].status == request_status
    assert rows(desk, Family, done.family_id)[0].status == request_status
    assert rows(desk, Case, done.family_id) == []


def test_a_decision_wants_reason_level_and_a_lead_of_the_team(door):
    desk = door("maureen")
    _, message = accepted(door, reason=" ", level="", lead_id=door("sol").id)
    assert faults_of(desk, message) == {
        "reason": "entry.required", "level": "entry.required", "lead_id": "case.lead",
    }  # fmt: skip


def test_a_practitioner_does_not_decide(door):
    _, message = accepted(door)
    with pytest.raises(Refused):
        door("priya").dispatch(message)
    assert door("maureen").dispatch(message).id


def test_a_request_is_decided_once(door):
    desk = door("maureen")
    _, message = accepted(door)
    desk.dispatch(message)
    with pytest.raises(Conflict):
        desk.dispatch(message)


def test_another_request_joins_the_open_case_and_makes_no_second(door, planted):
    desk = door("maureen")
    done = desk.dispatch(request_of(desk, family_id=planted.family_id, people=()))
    values = {"request_id": done.id, "version": 1, "level": "L2", "reason": "Same worry."}
    again = DecideRequest(**values, decision="accept", lead_id=door("omar").id)
    assert faults_of(desk, again) == {"decision": "request.case_open"}
    desk.dispatch(DecideRequest(**values, decision="add_to_open_case"))
    assert len(rows(desk, Case, planted.family_id)) == 1
    assert desk.dispatch(FamilyList()).total
