"""The front door: the gate comes first, and a request becomes a family."""

import re
from datetime import date, timedelta

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.people import Contactable
from earlyhelp.messages.requests import NewPerson, RequestsWaiting
from earlyhelp.records.cases import (
    Case,
    RequestForSupport,
    SafeguardingConcern,
)
from earlyhelp.records.people import Family, Home, Person
from tests.services.founded import TODAY
from tests.services.made_requests import HARM, KOWALSKA_REED, faults_of, request_of, rows


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
