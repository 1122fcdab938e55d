"""The list of families and the search: what one shows the other finds, and nothing besides."""

from datetime import date

import pytest
from sqlalchemy import event

from earlyhelp.errors import Refused
from earlyhelp.messages.base import Page
from earlyhelp.messages.cases import ChangeLead
from earlyhelp.messages.people import Contactable, FamilyList, PeopleFound, SavePerson
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Assessment
from tests.services.founded import plant


@pytest.fixture(scope="module")
def many(door):
    """Seven families of West (five Priya's, two Omar's), two of South."""
    west = [plant(door, lead="priya", surname=f"Kowalsk{end}") for end in "aeiou"]
    west += [plant(door, lead="omar", surname="Pawlak") for _ in range(2)]
    south = [plant(door, manager="sam", lead="sol", surname="Kowalska") for _ in range(2)]
    for login in ("priya", "omar", "maureen", "sol", "sam"):
        door(login).built()
    return west, south


def pages(desk, limit, **filters):
    after, seen = "", []
    while True:
        page = desk.dispatch(FamilyList(page=Page(after=after, limit=limit), **filters))
        seen.append(page)
        after = page.next_after
        if not after:
            return seen


def ids(desk, **filters):
    return {row.id for page in pages(desk, 50, **filters) for row in page.rows}


def test_pages_hold_everything_once_newest_first(door, many):
    found = pages(door("maureen"), 3)
    references = [row.reference for page in found for row in page.rows]
    assert [len(page.rows) for page in found] == [3, 3, 1]
    assert references == sorted(set(references), reverse=True)
    assert {page.total for page in found} == {7}


def test_a_row_tells_name_team_lead_children_and_what_is_next(door, many):
    (row,) = (row for row in pages(door("maureen"), 50)[0].rows if row.id == many[0][0].family_id)
    assert (row.name, row.team, row.lead_professional) == ("Kowalska", "West", "Priya Nandra")
    assert (row.children, row.status, row.level) == (1, "assessing", "L2")
    assert row.next_due_on == date(2026, 10, 6)
    assert row.next_due == "First contact: 47 days late"


def test_everybody_sees_their_own(door, many):
    west, south = ({one.family_id for one in team} for team in many)
    assert ids(door("maureen")) == west
    assert ids(door("sam")) == south == ids(door("sol"))
    assert ids(door("priya")) | ids(door("omar")) == west
    assert not ids(door("priya")) & ids(door("omar"))
    for login in ("bea", "ira", "ana"):
        with pytest.raises(Refused):
            door(login).dispatch(FamilyList())


def test_filters_count_what_they_show(door, many):
    maureen, omar = door("maureen"), door("omar")
    assert ids(maureen, lead_id=omar.id) == ids(omar)
    assert pages(maureen, 1, lead_id=omar.id)[0].total == len(ids(omar))
    assert len(ids(maureen, level="L2")) == 7
    assert ids(maureen, level="L4") == set()
    assert len(ids(maureen, status="assessing")) == 7
    assert ids(maureen, status="closed") == set()


def test_late_only_leaves_out_what_is_in_time(door, many):
    maureen = door("maureen")
    family = many[0][1]
    assert family.family_id in ids(maureen, late_only=True)
    with maureen.unit() as uow:
        uow.change(uow.get(Case, family.case_id), None, first_contact_on=date(2026, 10, 2))
        uow.commit()
    assert family.family_id not in ids(maureen, late_only=True)
    with maureen.unit() as uow:
        uow.need_keys({family.family_id})
        begun = Assessment(
            family_id=family.family_id, case_id=family.case_id, form_version=1, status="draft",
            author_id=1, started_on=date(2026, 9, 1), completed_on=None,
        )  # fmt: skip
        uow.add(begun, content=Narrative())
        uow.commit()
    assert family.family_id in ids(maureen, late_only=True)


def test_the_number_of_questions_does_not_grow_with_the_page(door, many):
    maureen = door("maureen")
    engine, asked = maureen.context.vault.engine, []

    def note(_conn, _cursor, statement, *_):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        pages(maureen, 2)
        small = len(asked) / 4
        asked.clear()
        pages(maureen, 50)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(asked) <= small + 1


def find(desk, text):
    return desk.dispatch(PeopleFound(text=text, limit=50))


@pytest.mark.parametrize("login", ["priya", "omar", "maureen", "sol", "sam"])
@pytest.mark.parametrize("text", ["kowalsca", "pawlak", "30/09/2017", "PL1 3", "maja"])
def test_a_search_finds_no_family_that_the_list_does_not_show(door, many, login, text):
    desk = door(login)
    assert {hit.family_id for hit in find(desk, text)} <= ids(desk)


def test_a_search_finds_all_that_match_in_the_list(door, many):
    assert {hit.family_id for hit in find(door("priya"), "maja")} == ids(door("priya"))
    assert {hit.family_id for hit in find(door("sam"), "maja")} == ids(door("sam"))


def test_a_reference_is_found_only_within_reach(door, many):
    west = many[0][0]
    (first, second) = find(door("maureen"), west.reference.lower())
    assert {first.family_id, second.family_id} == {west.family_id}
    assert first.why == "reference"
    assert find(door("sam"), west.reference) == ()


def test_the_search_follows_changes_of_people_and_of_leads(door, many):
    maureen, priya, omar = door("maureen"), door("priya"), door("omar")
    moving = many[0][4]
    assert find(omar, "kowalsku maja") == ()
    case = ChangeLead(case_id=moving.case_id, version=1, lead_id=omar.id, reason="caseloads")
    maureen.dispatch(case)
    assert moving.family_id in {hit.family_id for hit in find(omar, "kowalsku maja")}
    assert moving.family_id not in {hit.family_id for hit in find(priya, "kowalsku maja")}
    added = SavePerson(
        family_id=moving.family_id, role="child",
        details=Contactable(forename="Жанна", surname="Łukasik", nhs_number="9434765919"),
    )  # fmt: skip
    omar.dispatch(added)
    assert [hit.name for hit in find(omar, "lukasik")] == ["Жанна Łukasik"]
    assert [hit.why for hit in find(omar, "943 476 5919")] == ["identifier"]
