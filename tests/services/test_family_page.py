"""One family opened: everything the page shows, and who looked."""

from datetime import date

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import Bond, Contactable, HomeDetails, Particulars, WhoLooked
from earlyhelp.messages.records import Narrative
from earlyhelp.records.base import Envelope
from earlyhelp.records.cases import Closure, RequestForSupport, SafeguardingConcern
from earlyhelp.records.casework import (
    Assessment,
    CaseNote,
    ChronologyEvent,
    Contact,
    Oversight,
)
from earlyhelp.records.people import Home, Person, Relationship
from tests.services.founded import MORNING, TODAY, plant
from tests.services.opened import add, look, of_case


def test_shows_the_family_its_people_and_its_home(door, planted):
    view = look(door, planted)
    assert (view.name, view.reference, view.team) == ("Kowalska", planted.reference, "West")
    assert [(one.details.forename, one.age) for one in view.people] == [
        ("Anna", "35"),
        ("Maja", "9"),
    ]
    assert view.homes[0].details.postcode == "PL1 3AB"
    assert view.case.lead_professional == "Priya Nandra"
    assert [(one.who, one.role) for one in view.helpers] == [("Priya Nandra", "lead")]


def test_another_team_sees_nothing_and_the_own_manager_does(door, planted):
    with pytest.raises(Refused):
        look(door, planted, "sol")
    with pytest.raises(Refused):
        look(door, planted, "sam")
    with pytest.raises(Refused):
        look(door, planted, "omar")
    assert look(door, planted, "maureen").name == "Kowalska"


def test_opens_a_protected_home_with_the_familys_key(door, planted):
    home = Home(family_id=planted.family_id, from_on=date(2026, 11, 1), until_on=None)
    add(door, home, hidden=HomeDetails(lines="2 Made Up Way"), directory=None)
    shown = look(door, planted).homes
    assert [(one.details.lines, one.protected) for one in shown] == [
        ("2 Made Up Way", True),
        ("1 Made Up Row", False),
    ]


def test_shows_relationships_and_ages_at_death(door, planted):
    died = Contactable(
        forename="Jan", surname="Kowalski", born_on=date(1950, 1, 1), died_on=date(2020, 6, 1)
    )
    grandfather = add(
        door, Person(family_id=planted.family_id, role="adult"), directory=died,
        particulars=Particulars(),
    )  # fmt: skip
    tie = Relationship(
        family_id=planted.family_id, from_id=planted.mother_id, to_id=planted.child_id
    )
    add(door, tie, bond=Bond(code="MTH", parental_responsibility="yes"))
    view = look(door, planted)
    assert next(one.age for one in view.people if one.id == grandfather) == "70"
    assert view.relationships[0].bond.code == "MTH"


def test_timeline_and_chronology_go_by_day_newest_first(door, planted):
    me = door("priya").id
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
        family = {"family_id": planted.family_id}
        uow.add(
            Contact(
                **family, happened_on=date(2026, 11, 2), kind="home_visit", successful=False,
                recorded_by=me,
            ), content=Narrative(text="Nobody in"),
        )  # fmt: skip
        uow.add(
            CaseNote(**family, written_at=MORNING, author_id=me),
            content=Narrative(text="Spoke with school"),
        )
        uow.add(
            ChronologyEvent(
                **family, happened_on=date(2019, 5, 1), kind="moved", recorded_by=me
            ), content=Narrative(text="Moved to Plymouth"),
        )  # fmt: skip
        uow.add(
            SafeguardingConcern(**family, raised_at=MORNING, raised_by=me),
            content=Narrative(text="A bruise"),
        )
        uow.add(
            Assessment(
                **of_case(planted), form_version=2, status="complete", author_id=me,
                started_on=date(2026, 10, 2), completed_on=date(2026, 10, 9), sections_done=3,
                sections_total=3,
            ), content=Narrative(form_id="early_help_assessment", form_version=2),
        )  # fmt: skip
        uow.commit()
    view = look(door, planted)
    assert [one.text for one in view.timeline] == [
        "Spoke with school",
        "Home visit, not reached: Nobody in",
    ]
    assert [(one.text, one.tone) for one in view.chronology] == [
        ("Safeguarding concern raised: A bruise", "danger"),
        ("Early help assessment completed", ""),
        ("Moved to Plymouth", ""),
    ]


def test_shows_the_waiting_request_how_it_ended_and_the_managers_words(door, planted):
    with door("maureen").unit() as uow:
        uow.need_keys({planted.family_id})
        request = RequestForSupport(
            family_id=planted.family_id, team_id=door("maureen").team_id, received_on=TODAY,
            source="2A", status="waiting", decided_on=None, recorded_by=door("maureen").id,
        )  # fmt: skip
        uow.add(request, content=Narrative(answers={"reason.worries": "Not at school"}))
        closure = Closure(
            **of_case(planted), closed_on=TODAY, reason="C01", closed_by=door("maureen").id
        )
        uow.add(closure, content=Narrative(answers={"after.sustaining_plan": "Gran helps"}))
        said = Oversight(
            **of_case(planted), decided_at=MORNING, decided_by=door("maureen").id,
            decision="authorised",
        )  # fmt: skip
        uow.add(said, content=Narrative(text="A clear plan"))
        uow.commit()
    view = look(door, planted, "maureen")
    assert (view.request.reason, view.request.due_on) == ("Not at school", date(2026, 11, 23))
    assert view.case.closure_reason == "C01"
    said = [(one.label, one.text) for one in view.case.ending]
    assert said == [("What will keep things going?", "Gran helps")]
    assert [(one.text, one.who) for one in view.oversight] == [("A clear plan", "Maureen Tregear")]
    assert "request:decide" in view.may
    assert "request:decide" not in look(door, planted).may


def test_one_look_is_one_entry_with_its_purpose(door, planted):
    before = door("priya").context.vault.trail.size
    look(door, planted, purpose="supervision")
    assert door("priya").context.vault.trail.size == before + 1
    rows = door("priya").dispatch(WhoLooked(family_id=planted.family_id))
    newest = rows[0]
    assert (newest.who, newest.role, newest.what) == (
        "Priya Nandra",
        "practitioner",
        "opened the family",
    )
    assert (newest.purpose, newest.outcome) == ("Supervision or oversight", "viewed")


def test_who_looked_is_newest_first_and_limited(door, planted):
    look(door, planted, "maureen")
    look(door, planted)
    rows = door("priya").dispatch(WhoLooked(family_id=planted.family_id, limit=2))
    assert [row.who for row in rows] == ["Priya Nandra", "Maureen Tregear"]
    with pytest.raises(Refused):
        door("sol").dispatch(WhoLooked(family_id=planted.family_id))


def test_what_is_read_lies_sealed_in_the_store(door, planted):
    with door("priya").unit() as uow:
        person = uow.get(Person, planted.child_id)
        assert isinstance(person.directory, Envelope)
        assert b"Maja" not in person.directory


def test_what_is_not_shown_is_counted_and_can_be_asked_for(door):
    family = plant(door)
    with door("priya").unit() as uow:
        uow.need_keys({family.family_id})
        for number in range(103):
            note = CaseNote(
                family_id=family.family_id, written_at=MORNING, author_id=door("priya").id
            )
            uow.add(note, content=Narrative(text=f"Note {number}"))
            event = ChronologyEvent(
                family_id=family.family_id, happened_on=date(2026, 10, 3), kind="other",
                recorded_by=door("priya").id,
            )  # fmt: skip
            uow.add(event, content=Narrative(text=f"Event {number}"))
        uow.commit()
    ask = door("priya").dispatch
    shown = ask(FamilyPageView(family_id=family.family_id))
    assert (len(shown.timeline), shown.left_out) == (100, {"timeline": 3, "chronology": 3})
    whole = ask(FamilyPageView(family_id=family.family_id, shown=200))
    assert (len(whole.timeline), whole.left_out) == (103, {})
