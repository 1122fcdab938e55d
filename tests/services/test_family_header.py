"""What the family page says at a glance: lateness in words, outcomes, distance, buttons."""

from datetime import date

from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Agreement, Case
from earlyhelp.records.people import Person
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
