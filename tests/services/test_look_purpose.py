"""A family outside one's own caseload is shown for a purpose, kept for a while and written down."""

from datetime import timedelta

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.base import REGISTRY, Receipt
from earlyhelp.messages.casework import AddCaseNote, AssessmentPage, Paper
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.looks import StatePurpose
from earlyhelp.messages.people import FamilyList, PeopleFound, WhoLooked
from earlyhelp.messages.plans import PlanPage, SavePlan, StartPlan
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.grants import give
from earlyhelp.services.look_purpose import (
    ASKED,
    Purposes,
    _tasks,
    purpose_rules,
    purpose_words,
)
from earlyhelp.services.topics import load_topics
from earlyhelp.storage import audit_trail
from tests.services.filled import assessed, content, sent
from tests.services.founded import plant
from tests.services.made_requests import request_of


@pytest.fixture
def asked(door):
    """maureen and omar as their own sessions: nobody has said yet why they look."""

    def desk(login):
        found = door(login)
        found.context.purposes = Purposes()
        return found

    return desk


def look(planted, **more):
    return FamilyPageView(family_id=planted.family_id, **more)


def newest(desk) -> EntryFacts:
    with desk.context.vault.engine.connect() as connection:
        last = desk.context.vault.trail.size
        return next(audit_trail.entries(connection, last - 1))[0]


def needs(desk, message) -> str:
    with pytest.raises(Refused) as told:
        desk.dispatch(message)
    assert told.value.key == "purpose.needed"
    return told.value.params["family"]


def test_a_look_without_a_purpose_shows_nothing_and_with_one_shows_the_family(asked, planted):
    maureen = asked("maureen")
    assert needs(maureen, look(planted)) == str(planted.family_id)
    assert (newest(maureen).outcome, newest(maureen).purpose) == ("refused", "purpose:asked")
    maureen.dispatch(StatePurpose(family_id=planted.family_id, code="cover"))
    assert newest(maureen).purpose == "cover"
    assert maureen.dispatch(look(planted)).id == planted.family_id
    assert (newest(maureen).outcome, newest(maureen).purpose) == ("viewed", "cover")


def test_ones_own_caseload_needs_no_purpose(asked, planted):
    priya = asked("priya")
    assert priya.dispatch(look(planted)).id == planted.family_id
    assert newest(priya).purpose == ""


def test_every_other_look_asks_as_well(door, asked, planted):
    plan = door("priya").dispatch(StartPlan(case_id=planted.case_id))
    maureen = asked("maureen")
    looks = (
        WhoLooked(family_id=planted.family_id),
        PlanPage(plan_id=plan.id),
        Paper(kind="plan", subject_id=plan.id),
    )
    for message in looks:
        assert needs(maureen, message) == str(planted.family_id), message
    maureen.dispatch(StatePurpose(family_id=planted.family_id, code="quality_check"))
    for message in looks:
        maureen.dispatch(message)
        assert newest(maureen).purpose.startswith("quality_check")


def test_lists_and_searches_do_not_ask(door, asked, planted):
    maureen = asked("maureen")
    maureen.built()
    assert planted.family_id in {row.id for row in maureen.dispatch(FamilyList()).rows}
    assert maureen.dispatch(PeopleFound(text=planted.reference))


def test_a_purpose_holds_for_one_family_and_for_some_minutes(door, asked, planted):
    other, maureen = plant(door), asked("maureen")
    maureen.dispatch(StatePurpose(family_id=planted.family_id, code="duty"))
    door.clock.instant += timedelta(minutes=purpose_rules().minutes - 1)
    maureen.dispatch(look(planted))
    needs(maureen, look(other))
    door.clock.instant += timedelta(minutes=1)
    needs(maureen, look(planted))


def test_a_purpose_is_one_persons(asked, planted):
    asked("maureen").dispatch(StatePurpose(family_id=planted.family_id, code="duty"))
    with pytest.raises(Refused) as told:
        asked("omar").dispatch(look(planted))
    assert told.value.key == "refused.record"  # not his at all: no question is asked


def test_a_message_may_bring_its_purpose_along_but_only_one_of_the_list(asked, planted):
    maureen = asked("maureen")
    for made_up in ("because", "other", "other: I am curious about them"):
        needs(maureen, look(planted, purpose=made_up))
    maureen.dispatch(look(planted, purpose="supervision"))
    assert newest(maureen).purpose == "supervision"


@pytest.mark.parametrize(
    ("code", "text", "field", "key"),
    [
        ("curious", "", "code", "entry.not_in_list"),
        ("other", "  short  ", "text", "purpose.text.short"),
        ("other", "x" * 201, "text", "entry.too_long"),
        ("other", "Mrs KOWALSKA rang about the forms", "text", "purpose.text.names"),
    ],
)
def test_what_will_not_do_is_said_at_its_field(asked, planted, code, text, field, key):
    maureen = asked("maureen")
    with pytest.raises(Invalid) as told:
        maureen.dispatch(StatePurpose(family_id=planted.family_id, code=code, text=text))
    assert told.value.fields == {field: key}
    needs(maureen, look(planted))


def test_own_words_are_kept(asked, planted):
    maureen = asked("maureen")
    said = StatePurpose(family_id=planted.family_id, code="other", text="Court asked  for dates")
    maureen.dispatch(said)
    maureen.dispatch(look(planted))
    assert newest(maureen).purpose == "other: Court asked for dates"
    assert purpose_words(newest(maureen).purpose) == "Court asked for dates"


def test_nobody_states_a_purpose_for_what_is_not_there_or_not_theirs(door, asked, planted):
    for family_id in (planted.family_id, 4_611_686_018_427_387_000):
        with pytest.raises(Refused) as told:
            asked("sam").dispatch(StatePurpose(family_id=family_id, code="duty"))
        assert told.value.key == "refused.record"
    assert asked("maureen").dispatch(StatePurpose(family_id=planted.family_id, code="duty"))


def test_an_assessment_that_waits_for_a_check_is_its_own_purpose(door, asked, planted):
    maureen, ident = asked("maureen"), assessed(door, planted)
    maureen.dispatch(AssessmentPage(assessment_id=ident))
    assert newest(maureen).purpose == "task:check"
    assert purpose_words("task:check") == "Assessment waiting for their check"
    other = plant(door)
    assessed(door, other, "maureen")
    needs(maureen, look(other))  # nobody checks their own


def test_a_plan_that_waits_for_a_manager_is_its_own_purpose(door, asked, planted):
    maureen = asked("maureen")
    plan = sent(door, planted)
    for message in (PlanPage(plan_id=plan.id), look(planted)):
        maureen.dispatch(message)
        assert newest(maureen).purpose == "task:authorise"
    assert purpose_words("task:authorise") == "Plan waiting for their decision"
    assert purpose_words("hold: complaint") == "Kept longer: Complaint or review not finished"
    assert purpose_words("hold: nothing known") == "hold: nothing known"
    assert purpose_words("emergency: cover").endswith("Unplanned cover for an absent colleague")
    needs(maureen, look(plant(door)))


def test_a_request_is_the_purpose_of_whoever_decides_on_it_and_of_whoever_took_it(asked, door):
    taken = door("omar").dispatch(request_of(door("omar")))
    for login, task in (("maureen", "task:triage"), ("omar", "task:intake")):
        asked(login).dispatch(FamilyPageView(family_id=taken.family_id))
        assert newest(door(login)).purpose == task
    needs(asked("priya"), FamilyPageView(family_id=taken.family_id))


@pytest.mark.parametrize("kind", ["break_glass", "quality_audit"])
def test_a_grant_is_its_own_purpose_but_being_let_into_a_restricted_family_is_none(
    asked, door, planted, kind
):
    sol = asked("sol")
    with door("maureen").unit() as uow:
        context = door("maureen").context
        give(uow, context, planted.family_id, uow.get(StaffAccount, sol.id), "restricted")
        uow.commit()
    needs(sol, look(planted))
    with door("maureen").unit() as uow:
        give(uow, context, planted.family_id, uow.get(StaffAccount, sol.id), kind)
        uow.commit()
    sol.dispatch(look(planted))
    assert newest(sol).purpose == f"grant:{kind}"
    assert purpose_words(f"grant:{kind}") != f"grant:{kind}"


def test_what_a_colleague_saved_first_is_shown_for_a_purpose_only(door, asked, planted):
    plan = door("priya").dispatch(StartPlan(case_id=planted.case_id))
    door("priya").dispatch(SavePlan(plan_id=plan.id, version=1, content=content()))
    maureen = asked("maureen")
    late = SavePlan(plan_id=plan.id, version=1, content=content(owner="Maureen Tregear"))
    needs(maureen, late)
    maureen.dispatch(StatePurpose(family_id=planted.family_id, code="supervision"))
    with pytest.raises(Conflict) as told:
        maureen.dispatch(late)
    assert "content" in told.value.theirs


def test_work_needs_no_purpose_but_carries_one(asked, planted):
    maureen = asked("maureen")
    note = AddCaseNote(family_id=planted.family_id, text="Rang the school.")
    maureen.dispatch(note)
    assert newest(maureen).purpose == ""
    maureen.dispatch(StatePurpose(family_id=planted.family_id, code="cover"))
    maureen.dispatch(note)
    assert newest(maureen).purpose == "cover"


def test_who_looked_says_why_in_words(asked, planted):
    maureen = asked("maureen")
    maureen.dispatch(look(planted, purpose="supervision"))
    rows = asked("priya").dispatch(WhoLooked(family_id=planted.family_id))
    assert rows[0].purpose == "Supervision or oversight"


def test_the_lists_that_do_not_ask_are_messages_that_answer():
    load_topics()
    for name in purpose_rules().lists:
        kind = REGISTRY[name]
        assert kind.reply is not Receipt
    tasks = {task for task, _ in _tasks(1, frozenset(Permission))}
    assert set(purpose_rules().tasks) == tasks
    for entry in (*tasks, ASKED):
        assert purpose_words(entry) != entry
