"""List = search = count = export = detail: one answer at every door, for every role and relation.

The tables below are the oracle: written from product.md 1 and the DPIA, not read from rules or scopes.
"""

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.base import Page
from earlyhelp.messages.casework import AssessmentPage, Paper
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.people import FamilyList, PeopleFound, PossibleMatches, WhoLooked
from earlyhelp.messages.plans import PlanPage, PlansToAuthorise
from earlyhelp.messages.requests import RequestsWaiting
from tests.access.worlds import APART, RELATIONS, place_all

EVERY = RELATIONS | APART
WEST = frozenset(EVERY) - {"other", "other_waiting"}
SOUTH = frozenset({"other", "other_waiting"})
#: who sees which family, at whichever door
SEES = {
    "priya": frozenset({"lead", "lead_waiting", "member", "waiting", "closed", "granted"}),
    "omar": frozenset({"member", "former", "team", "decided", "waiting", "lead_waiting"})
    | {"restricted", "granted", "expired", "conflict"},
    "maureen": WEST,
    "sol": SOUTH | {"granted"},
    "sam": SOUTH,
    "bea": frozenset(),
    "ira": frozenset(),
    "ana": frozenset(),
}
CASEWORKERS = ("priya", "omar", "maureen", "sol", "sam")
MANAGERS = ("maureen", "sam")
WAITING = frozenset({"waiting", "lead_waiting", "other_waiting", "restricted", "conflict"})
#: a practitioner's work list holds the open cases they are allocated to, a manager's the team's
WORKS_ON = {
    "priya": frozenset({"lead", "lead_waiting", "member"}),
    "omar": frozenset({"member", "former", "team", "decided", "granted", "expired"}),
    "maureen": WEST - {"closed"},  # its plan waits for nobody any more
    "sol": SOUTH,
    "sam": SOUTH,
}
OPEN = frozenset(EVERY) - {"waiting", "closed"}
DETAILS = {
    "family page": lambda ids: FamilyPageView(family_id=ids["family_id"]),
    "assessment": lambda ids: AssessmentPage(assessment_id=ids["assessment_id"]),
    "plan": lambda ids: PlanPage(plan_id=ids["plan_id"]),
    "assessment on paper": lambda ids: Paper(kind="assessment", subject_id=ids["assessment_id"]),
    "plan on paper": lambda ids: Paper(kind="plan", subject_id=ids["plan_id"]),
    "who looked": lambda ids: WhoLooked(family_id=ids["family_id"]),
}


@pytest.fixture(scope="module")
def world(door):
    return place_all(door, EVERY)


@pytest.fixture(scope="module")
def names(world):
    return {placed.family_id: name for name, placed in world.items()}


def listed(desk, limit):
    after, rows, totals = "", [], set()
    while True:
        page = desk.dispatch(FamilyList(page=Page(after=after, limit=limit)))
        rows += [row.id for row in page.rows]
        totals.add(page.total)
        after = page.next_after
        if not after:
            return rows, totals


def opens(desk, message) -> bool:
    try:
        desk.dispatch(message)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("login", CASEWORKERS)
@pytest.mark.parametrize("limit", [1, 3, 50])
def test_the_list_and_its_count(door, world, names, login, limit):
    rows, totals = listed(door(login), limit)
    assert sorted(names[one] for one in rows) == sorted(SEES[login])
    assert totals == {len(SEES[login])}


@pytest.mark.parametrize("login", CASEWORKERS)
@pytest.mark.parametrize("how", ["surname", "misspelt", "reference", "whole reference", "day"])
def test_the_search(door, world, names, login, how):
    found = set()
    for name, placed in world.items():
        texts = {
            "surname": placed.relation.surname,
            "misspelt": f"Ana {placed.relation.surname[:-1]}",
            "reference": placed.reference[:10],
            "whole reference": placed.reference.lower(),
            "day": "02/04/1991 PL1 3AB",
        }
        hits = door(login).dispatch(PeopleFound(text=texts[how], limit=100))
        these = {names[hit.family_id] for hit in hits}
        assert these <= SEES[login], name
        assert (name in these) == (name in SEES[login]), name
        found |= these
    assert found == SEES[login]


@pytest.mark.parametrize("login", CASEWORKERS)
def test_a_match_of_another_team_has_no_face(door, world, names, login):
    faceless = 0
    for name, placed in world.items():
        asked = PossibleMatches(
            forename="Anna", surname=placed.relation.surname, postcode="PL1 3AB"
        )
        for match in door(login).dispatch(asked):
            if match.family_id:
                assert names[match.family_id] in SEES[login], name
            else:
                faceless += 1
                assert (match.person_id, match.name, match.born_on) == (0, "", None)
    assert faceless


@pytest.mark.parametrize("login", CASEWORKERS)
def test_the_work_list_and_its_counts(door, world, names, login):
    work = door(login).dispatch(MyWorkPage())
    shown = {names[row.family_id] for row in work.rows}
    assert shown == WORKS_ON[login]
    assert shown <= SEES[login]
    assert work.families == len(WORKS_ON[login] & OPEN)
    assert work.waiting_requests == len(WAITING & SEES[login])
    assert work.waiting_plans == (len(SEES[login] & OPEN) if login in MANAGERS else 0)
    assert {names[row.family_id] for row in work.looked_at} <= SEES[login]


@pytest.mark.parametrize("login", CASEWORKERS)
def test_requests_that_wait(door, world, names, login):
    rows = door(login).dispatch(RequestsWaiting())
    assert sorted(names[row.family_id] for row in rows) == sorted(WAITING & SEES[login])


@pytest.mark.parametrize("login", MANAGERS)
def test_plans_to_authorise(door, world, names, login):
    rows = door(login).dispatch(PlansToAuthorise())
    assert sorted(names[row.family_id] for row in rows) == sorted(SEES[login] & OPEN)


@pytest.mark.parametrize("login", SEES)
@pytest.mark.parametrize("what", DETAILS)
def test_every_detail(door, world, login, what):
    desk = door(login)
    opened = {name for name, placed in world.items() if opens(desk, DETAILS[what](placed.ids))}
    assert opened == SEES[login]


@pytest.mark.parametrize("login", ["bea", "ira", "ana"])
@pytest.mark.parametrize(
    "message",
    [
        FamilyList(), PeopleFound(text="Aldersey"), MyWorkPage(), RequestsWaiting(),
        PlansToAuthorise(), PossibleMatches(surname="Aldersey"),
    ],
    ids=lambda message: type(message).__name__,
)  # fmt: skip
def test_roles_without_families_have_no_lists(door, world, login, message):
    with pytest.raises(Refused) as told:
        door(login).dispatch(message)
    assert told.value.key == "refused.role"
    assert opens(door("maureen"), message)


@pytest.mark.parametrize("login", ["priya", "omar", "sol"])
def test_practitioners_have_no_queue_of_plans(door, world, login):
    with pytest.raises(Refused):
        door(login).dispatch(PlansToAuthorise())
