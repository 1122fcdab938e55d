"""Assessments: told once, saved together, complete only when all is there."""

import pytest

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.casework import (
    AssessmentPage,
    CompleteAssessment,
    SaveAnswers,
    StartAssessment,
)
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case, LevelOfNeed, SafeguardingConcern
from earlyhelp.records.casework import Assessment, Need, ScaleReading
from earlyhelp.records.people import Family
from tests.services.filled import NEED, assessed, filled
from tests.services.founded import plant

TALK = "reason.why_now"
TRIED = "reason.tried"


def start(door, planted):
    return door("priya").dispatch(StartAssessment(case_id=planted.case_id))


def save(door, begun, version, **changes):
    answers = {key.replace("__", "."): value for key, value in changes.items()}
    return door("priya").dispatch(
        SaveAnswers(assessment_id=begun.id, version=version, changes=answers)
    )


def page(door, begun, who="priya"):
    return door(who).dispatch(AssessmentPage(assessment_id=begun.id))


def test_starting_twice_opens_the_same_assessment(door, planted):
    assert start(door, planted).id == start(door, planted).id


def test_what_is_known_is_shown_and_not_typed(door, planted):
    shown = page(door, start(door, planted))
    assert shown.answers == {}
    assert "Maja Kowalska, 9" in shown.known["family.members"]
    assert shown.known["family.households"] == (
        "1 Made Up Row, PL1 3AB: Anna Kowalska, Maja Kowalska",
    )
    assert shown.form_version == 2
    assert shown.due_on is not None


def test_another_teams_worker_gets_the_answer_of_a_missing_assessment(door, planted):
    begun = start(door, planted)
    with pytest.raises(Refused) as theirs:
        page(door, begun, "sol")
    with pytest.raises(Refused) as missing:
        door("sol").dispatch(AssessmentPage(assessment_id=12345))
    assert theirs.value.key == missing.value.key
    assert page(door, begun, "maureen").id == begun.id


def test_saves_of_different_answers_go_together(door, planted):
    begun = start(door, planted)
    save(door, begun, begun.version, reason__why_now="He does not sleep.")
    save(door, begun, begun.version, reason__tried="A sleep diary.")
    assert page(door, begun).answers == {TALK: "He does not sleep.", TRIED: "A sleep diary."}


def test_a_conflict_keeps_both_texts(door, planted):
    begun = start(door, planted)
    first = save(door, begun, begun.version, reason__why_now="First text.")
    with pytest.raises(Conflict) as told:
        save(door, begun, begun.version, reason__why_now="Second text.")
    assert told.value.theirs == {TALK: "First text."}
    assert told.value.version == first.version
    assert page(door, begun).answers[TALK] == "First text."
    save(door, begun, told.value.version, reason__why_now="First text. Second text.")
    assert page(door, begun).answers[TALK] == "First text. Second text."


def test_the_same_text_twice_is_no_conflict(door, planted):
    begun = start(door, planted)
    save(door, begun, begun.version, reason__why_now="Same.")
    save(door, begun, begun.version, reason__why_now="Same.")
    assert page(door, begun).answers[TALK] == "Same."


def test_an_empty_text_removes_an_answer(door, planted):
    begun = start(door, planted)
    saved = save(door, begun, begun.version, reason__why_now="Words")
    save(door, begun, saved.version, reason__why_now="")
    assert TALK not in page(door, begun).answers


@pytest.mark.parametrize(
    ("key", "value"),
    [("reason.no_such", "x"), ("summary.relationships_by_parent", 11), ("analysis.agree", True)],
)
def test_an_answer_that_fits_no_question_is_not_kept(door, planted, key, value):
    begun = start(door, planted)
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(SaveAnswers(assessment_id=begun.id, version=1, changes={key: value}))
    assert key in told.value.fields
    door("priya").dispatch(
        SaveAnswers(
            assessment_id=begun.id, version=1, changes={"summary.relationships_by_parent": 10}
        )
    )


def test_completing_asks_for_every_required_answer(door, planted):
    begun = start(door, planted)
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(CompleteAssessment(assessment_id=begun.id, version=1))
    assert {TALK, f"voice@{planted.child_id}.obtained"} <= told.value.fields.keys()


def test_a_complete_assessment_is_promoted_and_moves_the_case(door, planted):
    ident = assessed(door, planted, summary__parents_wellbeing_by_parent=3)
    with door("priya").unit() as uow:
        of = Need.family_id == planted.family_id
        assert {uow.open(one, "coded").ref for one in uow.all(Need, of)} == {NEED}
        (reading,) = uow.all(ScaleReading, ScaleReading.family_id == planted.family_id)
        assert uow.open(reading, "reading").value == 3
        levels = uow.all(LevelOfNeed, LevelOfNeed.family_id == planted.family_id)
        assert {one.person_id for one in levels} == {None, planted.child_id}
        assert uow.get(Case, planted.case_id).status == "assessed"
        assert uow.get(Family, planted.family_id).level == "L1"
        done = uow.get(Assessment, ident)
        assert (done.status, done.sections_done) == ("complete", done.sections_total)


def test_a_finished_assessment_is_never_changed(door, planted):
    ident = assessed(door, planted)
    with pytest.raises(Refused, match=r"assessment\.finished"):
        door("priya").dispatch(SaveAnswers(assessment_id=ident, version=3, changes={TALK: "Other"}))


def test_the_next_assessment_shows_what_was_answered_before(door, planted):
    first = assessed(door, planted)
    begun = start(door, planted)
    assert begun.id != first
    assert page(door, begun).previous[TALK] == "Made up words"


def test_significant_harm_raises_a_concern_and_stops_early_help(door, planted):
    begun = start(door, planted)
    gate = {
        "gate__significant_harm": True,
        "gate__harm_what": "A bruise.",
        "gate__harm_decided_by": "Priya Nandra",
    }
    saved = save(door, begun, 1, gate__significant_harm=True)
    with pytest.raises(Invalid):
        door("priya").dispatch(CompleteAssessment(assessment_id=begun.id, version=saved.version))
    saved = save(door, begun, saved.version, **gate)
    door("priya").dispatch(CompleteAssessment(assessment_id=begun.id, version=saved.version))
    with door("priya").unit() as uow:
        of = SafeguardingConcern.family_id == planted.family_id
        (concern,) = uow.all(SafeguardingConcern, of)
        assert uow.open(concern, "content").answers["gate.harm_what"] == "A bruise."
        assert uow.get(Case, planted.case_id).status == "escalated"
        assert uow.get(Assessment, begun.id).status == "draft"


def test_answers_to_an_old_version_open_as_they_were_asked(door, planted):
    answers = filled("early_help_assessment", [planted.child_id], version=1)
    with door("priya").unit() as uow:
        old = Assessment(
            family_id=planted.family_id, case_id=planted.case_id, form_version=1, status="draft",
            author_id=door("priya").id, started_on=uow.clock.today(), completed_on=None,
        )  # fmt: skip
        uow.need_keys({planted.family_id})
        told = Narrative(form_id="early_help_assessment", form_version=1, answers=answers)
        uow.add(old, content=told)
        uow.commit()
    shown = page(door, old)
    assert shown.form_version == 1
    assert shown.answers == answers
    only_in_2 = {"summary.parents_wellbeing_by_parent": 4}
    with pytest.raises(Invalid):
        door("priya").dispatch(
            SaveAnswers(assessment_id=old.id, version=old.version, changes=only_in_2)
        )
    door("priya").dispatch(CompleteAssessment(assessment_id=old.id, version=old.version))
    assert page(door, old).status == "complete"


def test_an_answer_to_a_question_no_longer_asked_is_left_out(door, planted):
    ident = assessed(
        door, planted, parent_views__agree=True, parent_views__disagree_what="Typed before."
    )
    with door("priya").unit() as uow:
        answers = uow.open(uow.get(Assessment, ident), "content").answers
    assert "parent_views.disagree_what" not in answers
    assert answers["parent_views.agree"] is True


def test_a_family_under_way_is_assessed_again_where_it_stands(door):
    family = plant(door, status="plan_active")
    assessed(door, family)
    with door("priya").unit() as uow:
        assert uow.get(Case, family.case_id).status == "plan_active"


def test_a_case_with_the_front_door_is_not_assessed(door):
    family = plant(door, status="escalated")
    with pytest.raises(Invalid):
        start(door, family)
