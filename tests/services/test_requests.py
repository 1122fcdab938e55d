"""The front door: the gate comes first, and a request becomes a family, a case or an ending."""

import re
from datetime import date, timedelta

import pytest

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.cases import (
    DecideRequest,
    NewPerson,
    ReceiveRequest,
    RequestsWaiting,
)
from earlyhelp.messages.people import Contactable, FamilyList
from earlyhelp.records.cases import (
    Allocation,
    Case,
    LevelOfNeed,
    RequestForSupport,
    SafeguardingConcern,
)
from earlyhelp.records.people import Family, Home, Person
from tests.services.founded import TODAY

SAFE = {
    "gate.significant_harm": False,
    "reason.worries": "Maja has missed ten days of school since September.",
    "reason.wants": "advice",
    "agreement.family_knows": True,
    "agreement.family_agrees": True,
}
HARM = {"gate.significant_harm": True, "gate.harm_what": "Maja says she is hit at home."}


def people(*names):
    return tuple(
        NewPerson(
            role=role,
            details=Contactable(forename=forename, surname=surname, born_on=date(year, 3, 9)),
        )
        for role, forename, surname, year in names
    )


KOWALSKA_REED = people(
    ("parent", "Anna", "Kowalska", 1991), ("parent", "Tom", "Reed", 1990),
    ("child", "Maja", "Kowalska", 2016), ("child", "Ben", "Kowalska-Reed", 2019),
)  # fmt: skip


def request_of(desk, **changes):
    values = {
        "team_id": desk.team_id, "received_on": TODAY, "source": "2A", "people": KOWALSKA_REED,
        "address": "1 Made Up Row", "postcode": "pl13ab", "answers": SAFE,
    }  # fmt: skip
    return ReceiveRequest(**values | changes)


def faults_of(desk, message):
    with pytest.raises(Invalid) as told:
        desk.dispatch(message)
    return told.value.fields


def rows(desk, kind, family_id):
    column = kind.id if kind is Family else kind.family_id
    with desk.unit() as uow:
        found = uow.all(kind, column == family_id, order=kind.id)
        for row in found:
            for sealed in row.seals:
                uow.open(row, sealed)
        return found


def test_a_request_makes_a_family_that_its_team_sees_and_nobody_else(door):
    priya = door("priya")
    done = priya.dispatch(request_of(priya))
    with priya.unit() as uow:
        family = uow.get(Family, done.family_id)
        assert uow.open(family, "directory") == "Kowalska-Reed"
        assert (family.status, family.locality) == ("waiting", "west")
        assert re.fullmatch(r"EH-2026-\d{6}", family.reference)
        home = uow.first(Home, Home.family_id == family.id)
        details = uow.open(home, "directory")
        members = uow.all(Person, Person.family_id == family.id)
        assert details.postcode == "PL1 3AB"
        assert set(details.residents) == {one.id for one in members}
        assert len(members) == 4
        told = uow.open(uow.get(RequestForSupport, done.id), "content").answers
        assert told["who.source"] == "2A"
        assert len(told["family.people"]) == 4
    assert len(rows(door("omar"), Person, done.family_id)) == 4
    assert rows(door("sol"), Person, done.family_id) == []
    assert rows(door("sam"), Person, done.family_id) == []


def test_references_are_never_given_twice_whoever_asks(door):
    given = []
    for login in ("priya", "sol", "maureen", "sam"):
        desk = door(login)
        done = desk.dispatch(request_of(desk))
        given += [row.reference for row in rows(desk, Family, done.family_id)]
    assert len(set(given)) == 4
    numbers = sorted(int(one.removeprefix("EH-2026-")) for one in given)
    assert numbers == list(range(numbers[0], numbers[0] + 4))


def test_a_request_for_another_team_is_invalid_and_for_ones_own_is_not(door):
    priya, sol = door("priya"), door("sol")
    assert faults_of(priya, request_of(sol)) == {"team_id": "request.team"}
    assert priya.dispatch(request_of(priya)).id


def test_a_family_out_of_reach_looks_like_no_family(door, planted):
    sol, priya = door("sol"), door("priya")
    for nowhere in (planted.family_id, 12345):
        with pytest.raises(Refused) as told:
            sol.dispatch(request_of(sol, family_id=nowhere, people=()))
        assert told.value.key == "refused.record"
    done = priya.dispatch(request_of(priya, family_id=planted.family_id, people=()))
    assert done.family_id == planted.family_id
    assert len(rows(priya, Person, planted.family_id)) == 2


@pytest.mark.parametrize("login", ["priya", "maureen"])
def test_a_child_in_danger_stops_for_nothing_that_is_missing(door, login):
    desk = door(login)
    done = desk.dispatch(request_of(desk, answers=HARM))
    (concern,) = rows(desk, SafeguardingConcern, done.family_id)
    with desk.unit() as uow:
        assert (
            uow.open(uow.get(SafeguardingConcern, concern.id), "content").text
            == HARM["gate.harm_what"]
        )
    assert rows(desk, Family, done.family_id)[0].status == "escalated"
    waiting = desk.dispatch(RequestsWaiting())
    assert waiting[0].status == "escalated"
    assert done.id in {row.id for row in waiting if row.status == "escalated"}


def test_danger_still_wants_the_gate_itself_answered(door):
    desk = door("priya")
    bare = {"gate.significant_harm": True}
    assert faults_of(desk, request_of(desk, answers=bare)) == {"gate.harm_what": "answer.required"}


def test_danger_in_a_family_with_a_case_stops_the_case(door, planted):
    desk = door("priya")
    desk.dispatch(request_of(desk, family_id=planted.family_id, people=(), answers=HARM))
    assert rows(desk, Case, planted.family_id)[0].status == "escalated"


def test_without_danger_everything_required_is_asked_for(door):
    desk = door("priya")
    found = faults_of(desk, request_of(desk, answers={}))
    assert found["gate.significant_harm"] == "answer.required"
    assert found["reason.worries"] == "answer.required"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("source", "99", "entry.not_in_list"),
        ("received_on", TODAY + timedelta(days=1), "entry.in_future"),
        ("postcode", "PLYMOUTH", "postcode.shape"),
        ("people", (), "request.people.none"),
        ("address", "x" * 301, "entry.too_long"),
    ],
)
def test_faults_are_told_by_field(door, field, value, fault):
    desk = door("priya")
    assert faults_of(desk, request_of(desk, **{field: value}))[field] == fault


def test_faults_of_people_are_told_by_place_and_field(door):
    desk = door("priya")
    wrong = NewPerson(
        role="uncle", details=Contactable(forename="", surname="", nhs_number="943 476 5918")
    )
    found = faults_of(desk, request_of(desk, people=(*KOWALSKA_REED, wrong)))
    assert found == {
        "people.4.role": "entry.not_in_list",
        "people.4.surname": "name.empty",
        "people.4.nhs_number": "nhs_number.check_digit",
    }


def test_waiting_requests_are_due_the_next_working_day_and_only_ones_own(door):
    desk = door("maureen")
    before = {row.id for row in desk.dispatch(RequestsWaiting())}
    done = desk.dispatch(request_of(desk, received_on=date(2026, 11, 20)))
    (row,) = (one for one in desk.dispatch(RequestsWaiting()) if one.id not in before)
    assert row.id == done.id
    assert (row.family, row.team) == ("Kowalska-Reed", "West")
    assert row.due_on == date(2026, 11, 23)
    assert row.reason.startswith("Maja has missed")
    assert done.id not in {one.id for one in door("sam").dispatch(RequestsWaiting())}


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
