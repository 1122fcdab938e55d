"""The manager's check: by a manager who wrote none of it, on the record of the case, open to nobody else."""

import pytest

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.casework import (
    AssessmentPage,
    CheckAssessment,
    CompleteAssessment,
    SaveAnswers,
    StartAssessment,
)
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.records import Narrative
from earlyhelp.records.casework import Assessment, Need, Oversight, ScaleReading
from tests.services.filled import assessed, authorised, filled
from tests.services.founded import TODAY

DECISION, COMMENTS = "manager.decision", "manager.comments"
FORGED = {DECISION: "agreed", COMMENTS: "Looks good, M. Tregear"}


def page(door, ident, who="maureen"):
    return door(who).dispatch(AssessmentPage(assessment_id=ident))


def checked(door, ident, decision="agreed", comments="The children were heard.", who="maureen"):
    version = page(door, ident, "priya").version
    return door(who).dispatch(
        CheckAssessment(assessment_id=ident, version=version, decision=decision, comments=comments)
    )


@pytest.mark.parametrize("who", ["priya", "maureen"])
def test_nobody_types_the_managers_part_into_a_draft(door, planted, who):
    begun = door("priya").dispatch(StartAssessment(case_id=planted.case_id))
    with pytest.raises(Invalid) as told:
        door(who).dispatch(SaveAnswers(assessment_id=begun.id, version=1, changes=FORGED))
    assert told.value.fields == dict.fromkeys(FORGED, "answer.managers")
    mine = {"reason.why_now": "He does not sleep."}
    door(who).dispatch(SaveAnswers(assessment_id=begun.id, version=1, changes=mine))
    assert page(door, begun.id).answers == mine


def test_what_was_typed_there_before_is_no_check(door, planted):
    answers = filled("early_help_assessment", [planted.child_id]) | FORGED
    with door("priya").unit() as uow:
        old = Assessment(
            family_id=planted.family_id, case_id=planted.case_id, form_version=2, status="draft",
            author_id=door("priya").id, started_on=uow.clock.today(), completed_on=None,
        )  # fmt: skip
        uow.need_keys({planted.family_id})
        told = Narrative(form_id="early_help_assessment", form_version=2, answers=answers)
        uow.add(old, content=told)
        uow.commit()
    door("priya").dispatch(CompleteAssessment(assessment_id=old.id, version=old.version))
    shown = page(door, old.id)
    assert not shown.answers.keys() & FORGED.keys()
    assert (shown.may_check, shown.checked_by) == (True, "")


def test_a_manager_agrees_once_and_it_stands_on_the_case(door, planted):
    ident = assessed(door, planted)
    assert not page(door, ident, "priya").may_check
    assert page(door, ident).may_check
    checked(door, ident)
    shown = page(door, ident, "priya")
    assert shown.checked_by == "Maureen Tregear"
    assert shown.answers[DECISION] == "agreed"
    assert shown.answers["manager.checked_on"] == TODAY.isoformat()
    assert (shown.status, page(door, ident).may_check) == ("complete", False)
    (told,) = door("priya").dispatch(FamilyPageView(family_id=planted.family_id)).oversight
    assert (told.kind, told.who, told.text) == (
        "assessment_agreed", "Maureen Tregear",
        "Assessment checked and agreed. The children were heard.",
    )  # fmt: skip
    with pytest.raises(Invalid, match=r"assessment\.not_waiting"):
        checked(door, ident)


@pytest.mark.parametrize("who", ["priya", "omar", "sam", "sol"])
def test_only_a_manager_of_the_team_checks(door, planted, who):
    ident = assessed(door, planted)
    with pytest.raises(Refused):
        checked(door, ident, who=who)
    assert page(door, ident).may_check


def test_whoever_wrote_any_of_it_does_not_check_it(door, planted):
    begun = door("priya").dispatch(StartAssessment(case_id=planted.case_id))
    answers = filled("early_help_assessment", [planted.child_id])
    door("priya").dispatch(SaveAnswers(assessment_id=begun.id, version=1, changes=answers))
    saved = door("maureen").dispatch(
        SaveAnswers(assessment_id=begun.id, version=2, changes={"reason.why_now": "Mine."})
    )
    door("priya").dispatch(CompleteAssessment(assessment_id=begun.id, version=saved.version))
    assert not page(door, begun.id).may_check
    with pytest.raises(Refused, match=r"assessment\.own"):
        checked(door, begun.id)


@pytest.mark.parametrize(
    ("decision", "comments", "field"),
    [("returned", " ", COMMENTS), ("", "Words", DECISION), ("perhaps", "Words", DECISION)],
)
def test_a_decision_is_one_of_two_and_a_return_says_why(door, planted, decision, comments, field):
    ident = assessed(door, planted)
    with pytest.raises(Invalid) as told:
        checked(door, ident, decision, comments)
    assert told.value.fields.keys() == {field}
    with pytest.raises(Conflict):
        door("maureen").dispatch(
            CheckAssessment(assessment_id=ident, version=99, decision="agreed")
        )
    checked(door, ident, comments="")


def test_a_returned_one_is_written_on_and_finds_its_needs_once(door, planted):
    ident = assessed(door, planted, summary__parents_wellbeing_by_parent=3)
    checked(door, ident, "returned", "Say what Maja told you.")
    shown = page(door, ident, "priya")
    assert (shown.status, shown.completed_on, shown.checked_by) == (
        "draft", None, "Maureen Tregear",
    )  # fmt: skip
    assert shown.answers[COMMENTS] == "Say what Maja told you."
    saved = door("priya").dispatch(
        SaveAnswers(
            assessment_id=ident,
            version=shown.version,
            changes={"summary.parents_wellbeing_by_parent": 4},
        )
    )
    door("priya").dispatch(CompleteAssessment(assessment_id=ident, version=saved.version))
    with door("priya").unit() as uow:
        (reading,) = uow.all(ScaleReading, ScaleReading.case_id == planted.case_id)
        assert uow.open(reading, "reading").value == 4
        assert uow.count(Need, Need.assessment_id == ident) == 1
        assert uow.count(Oversight, Oversight.case_id == planted.case_id) == 1
    again = page(door, ident)
    assert (again.may_check, again.checked_by, DECISION in again.answers) == (True, "", False)
    checked(door, ident)


def line(door, planted, who="maureen"):
    rows = door(who).dispatch(MyWorkPage()).rows
    return next(
        (one for one in rows if (one.kind, one.family_id) == ("check", planted.family_id)), None
    )


def test_what_waits_for_a_check_is_on_the_managers_list_and_on_no_other(door, planted):
    ident = assessed(door, planted)
    told = line(door, planted)
    assert (told.subject_id, told.standing) == (ident, "completed 22 Nov 2026 by Priya Nandra")
    assert [line(door, planted, who) for who in ("priya", "sam")] == [None, None]
    checked(door, ident)
    assert line(door, planted) is None


def test_a_returned_one_waits_again_once_it_is_complete(door, planted):
    ident = assessed(door, planted)
    checked(door, ident, "returned")
    assert line(door, planted) is None
    version = page(door, ident, "priya").version
    door("priya").dispatch(CompleteAssessment(assessment_id=ident, version=version))
    assert line(door, planted).subject_id == ident


def test_the_check_of_an_earlier_assessment_is_not_that_of_the_next(door, planted):
    checked(door, assessed(door, planted))
    again = assessed(door, planted)
    assert line(door, planted).subject_id == again
    checked(door, again)
    assert line(door, planted) is None


def test_the_late_check_of_an_earlier_assessment_is_not_that_of_the_next(door, planted):
    first, second = assessed(door, planted), assessed(door, planted)
    checked(door, first)
    assert line(door, planted).subject_id == second
    checked(door, second)
    assert line(door, planted) is None


def test_once_the_newest_is_checked_an_older_one_waits_no_more(door, planted):
    assessed(door, planted)
    checked(door, assessed(door, planted))
    assert line(door, planted) is None


@pytest.mark.parametrize("value", [3, 5])
def test_what_is_returned_takes_back_its_own_readings_alone(door, planted, value):
    first = assessed(door, planted, summary__parents_wellbeing_by_parent=3)
    assessed(door, planted, summary__parents_wellbeing_by_parent=value)
    checked(door, first, "returned")
    with door("priya").unit() as uow:
        rows = uow.all(ScaleReading, ScaleReading.case_id == planted.case_id)
        assert [uow.open(row, "reading").value for row in rows] == [value]


def test_once_a_plan_is_authorised_an_unchecked_assessment_waits_no_more(door, planted):
    authorised(door, planted)
    assert line(door, planted) is None
