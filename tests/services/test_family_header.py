"""What the family page says at a glance: lateness in words, outcomes, distance, buttons."""

from datetime import date

from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.people import Contactable, FamilyList, Particulars
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Agreement, Allocation, Case
from earlyhelp.records.people import Person
from tests.services.filled import closing
from tests.services.opened import add, authorised, look, reading, reviewed


def pills(door, planted):
    return {one.text: one.tone for one in look(door, planted).pills}


def test_the_header_says_what_is_late_in_words(door, planted):
    shown = pills(door, planted)
    assert shown["Level 2: additional needs, early signs of vulnerability"] == "info"
    assert shown["First contact 47 days late"] == "danger"
    assert shown["No agreement recorded"] == "warn"


def test_the_header_tells_agreement_and_safe_contact(door, planted):
    agreement = Agreement(
        family_id=planted.family_id, status="given", given_on=date(2026, 10, 3),
        recorded_by=door("priya").id,
    )  # fmt: skip
    add(door, agreement, content=Narrative(form_id="agreement", form_version=1))
    for name in ("Ola", "Jan"):
        friend = Contactable(forename=name, surname="Nowak", safe_contact="text only")
        add(
            door, Person(family_id=planted.family_id, role="other"), directory=friend,
            particulars=Particulars(),
        )  # fmt: skip
    shown = pills(door, planted)
    assert shown["Agreement given 3 Oct 2026"] == "plain"
    assert shown["Safe contact, Ola, Jan: text only"] == "warn"
    assert [one.status for one in look(door, planted).statements] == ["given"]


def test_the_next_review_follows_the_plan_and_then_the_last_review(door, planted):
    plan_id = authorised(door, planted)
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
        uow.change(uow.get(Case, planted.case_id), None, first_contact_on=date(2026, 10, 2))
        uow.commit()
    assert "Review on track, 9 days left" in pills(door, planted)  # six weeks after 20 October
    reviewed(door, planted, plan_id, date(2026, 11, 10))
    assert "Review on track, 72 days left" in pills(door, planted)  # twelve weeks later
    reviewed(door, planted, plan_id, date(2026, 11, 11), next_on=date(2026, 11, 18))
    assert "Review 4 days late" in pills(door, planted)


def test_outcomes_stand_as_last_reviewed(door, planted):
    outcomes = (
        OutcomeDraft(id=1, words="Maja sleeps", baseline=3, now=3, target=8),
        OutcomeDraft(
            id=2, words="We have breakfast", baseline=5, now=5, target=8,
            actions=(ActionDraft(id=1, text="Ask", owner="Anna", due_on=date(2026, 11, 1)),),
        ),
        OutcomeDraft(id=3, words="Money lasts", target=8),
    )  # fmt: skip
    plan_id = authorised(door, planted, outcomes=outcomes)
    reviewed(door, planted, plan_id, date(2026, 11, 10), now={1: 6})
    shown = look(door, planted).outcomes
    assert [(one.first, one.now, one.goal) for one in shown] == [
        ("3", "6", "8"),
        ("5", "5", "8"),
        ("not measured", "not measured", "8"),
    ]
    assert [(one.standing, one.tone) for one in shown] == [
        ("getting better", "go"),
        ("an action is overdue", "danger"),
        ("on track", "go"),
    ]


def test_distance_is_kept_apart_by_person(door, planted):
    reading(door, planted, date(2026, 10, 5), 2)
    reading(door, planted, date(2026, 11, 5), 6)
    reading(door, planted, date(2026, 11, 5), 9, person_id=planted.child_id)
    shown = look(door, planted).distance
    assert [(one.first, one.latest, one.result) for one in shown] == [
        (2, 6, "improved"),
        (9, None, "no_second_reading"),
    ]


def test_buttons_follow_the_case(door, planted):
    assert "review:record" not in look(door, planted).may
    authorised(door, planted)
    assert {"review:record", "case:close", "escalation:record"} <= look(door, planted).may


def ended(door, planted):
    plan_id = authorised(door, planted, outcomes=(OutcomeDraft(id=1, words="Maja sleeps"),))
    version = look(door, planted).case.version
    door("priya").dispatch(closing(planted, version, {1: "achieved"}))
    return plan_id


def test_a_family_that_has_ended_looks_ended(door, planted):
    assert look(door, planted).helpers[0].until_on is None
    ended(door, planted)
    shown = look(door, planted)
    assert (shown.pills[0].text, shown.pills[0].tone) == ("Closed 21 Nov 2026", "plain")
    assert {row.until_on for row in shown.helpers} == {shown.case.closed_on}
    assert not {"case:close", "plan:save", "allocation:change"} & shown.may


def test_the_lead_of_a_family_that_has_ended_still_finds_and_reads_it(door, planted):
    ended(door, planted)
    rows = door("priya").dispatch(FamilyList()).rows
    (row,) = (one for one in rows if one.id == planted.family_id)
    assert (row.status, row.lead_professional) == ("closed", "")
    work = door("priya").dispatch(MyWorkPage())
    assert planted.family_id not in {one.family_id for one in work.rows}
    assert work.families == len([one for one in rows if one.status != "closed"])
    with door("priya").unit() as uow:  # history: nobody else's to end, and what lets priya look
        assert {one.ended_on for one in uow.all(Allocation)} == {None}


def test_all_that_was_said_at_the_end_is_shown(door, planted):
    ended(door, planted)
    case = look(door, planted).case
    said = {one.label: one.text for one in case.ending}
    asked = {"Why is early help ending?", "What will keep things going?",
             "Where can the family go if things change?", "Was the family asked for feedback?"}  # fmt: skip
    assert asked <= set(said)
    assert all(said[label] for label in asked)
    assert case.ended_by == "Priya Nandra"
    assert look(door, planted).case.lead_professional
