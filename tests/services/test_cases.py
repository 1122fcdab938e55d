"""Colleagues to choose from, and changes of the lead professional."""

import pytest

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.cases import ChangeLead
from earlyhelp.messages.requests import Colleagues
from earlyhelp.records.cases import Allocation, Case
from earlyhelp.records.casework import Oversight
from earlyhelp.records.people import Person
from tests.services.founded import TODAY


def change(planted, lead_id, **changes):
    values = {
        "case_id": planted.case_id, "version": 1, "lead_id": lead_id, "reason": "caseloads",
        "note": "",
    }  # fmt: skip
    return ChangeLead(**values | changes)


def faults_of(desk, message):
    with pytest.raises(Invalid) as told:
        desk.dispatch(message)
    return told.value.fields


def sees(desk, planted):
    with desk.unit() as uow:
        return uow.count(Person, Person.family_id == planted.family_id) == 2


def test_colleagues_are_the_case_workers_of_ones_own_teams(door):
    names = [one.name for one in door("maureen").dispatch(Colleagues())]
    assert names == ["Omar Haddad", "Priya Nandra"]
    assert [one.name for one in door("sol").dispatch(Colleagues())] == ["Sol Pengelly"]
    assert door("bea").dispatch(Colleagues()) == ()


def test_a_change_of_lead_keeps_who_led_before_and_why(door, planted):
    maureen, omar = door("maureen"), door("omar")
    assert sees(door("priya"), planted)
    assert not sees(omar, planted)
    done = maureen.dispatch(change(planted, omar.id, note="Priya is away until spring."))
    assert done.version == 2
    with maureen.unit() as uow:
        rows = uow.all(Allocation, Allocation.case_id == planted.case_id, order=Allocation.id)
        assert [(row.account_id, row.ended_on, row.reason) for row in rows] == [
            (door("priya").id, TODAY, "caseloads"),
            (omar.id, None, ""),
        ]
        assert uow.get(Case, planted.case_id).lead_id == omar.id
        (decided,) = uow.all(Oversight, Oversight.case_id == planted.case_id)
        assert uow.open(decided, "content").text.startswith("Priya is away")
    assert sees(omar, planted)
    assert not sees(door("priya"), planted)


def test_a_lead_is_an_active_case_worker_of_the_team_and_somebody_new(door, planted):
    maureen = door("maureen")
    for login in ("sol", "maureen", "bea"):
        assert faults_of(maureen, change(planted, door(login).id)) == {"lead_id": "case.lead"}
    same = change(planted, door("priya").id)
    assert faults_of(maureen, same) == {"lead_id": "case.lead.same"}
    unsaid = change(planted, door("omar").id, reason="because")
    assert faults_of(maureen, unsaid) == {"reason": "entry.not_in_list"}


def test_only_the_teams_manager_changes_the_lead(door, planted):
    omar = door("omar")
    for login in ("priya", "omar", "sam"):
        with pytest.raises(Refused):
            door(login).dispatch(change(planted, omar.id))
    assert door("maureen").dispatch(change(planted, omar.id)).id


def test_a_stale_change_conflicts(door, planted):
    with pytest.raises(Conflict):
        door("maureen").dispatch(change(planted, door("omar").id, version=7))
