"""Texts that show nothing count as missing everywhere behind the door; broken ones are kept with a mark."""

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.messages import framing
from earlyhelp.messages.casework import (
    AddCaseNote,
    AssessmentPage,
    CompleteAssessment,
    SaveAnswers,
    StartAssessment,
)
from earlyhelp.messages.plans import ReturnPlan
from earlyhelp.messages.tidy import tidied
from tests.services.filled import OVERSIGHT, assessed, authorise, content, filled, sent

BLANK = "\u200b\u2060"


@pytest.mark.parametrize("blank", [{"owner": BLANK}, {"text": BLANK}, {"contingency": BLANK}])
def test_a_plan_with_an_invisible_part_is_not_authorised(door, planted, blank):
    assessed(door, planted)
    waiting = sent(door, planted, content(**blank))
    with pytest.raises(Invalid, match=r"plan\.incomplete"):
        authorise(door, waiting)
    asked = ReturnPlan(plan_id=waiting.id, version=waiting.version, comment=BLANK)
    with pytest.raises(Invalid):
        door("maureen").dispatch(asked)
    with pytest.raises(Invalid):
        door("priya").dispatch(AddCaseNote(family_id=planted.family_id, text=BLANK))


def test_oversight_that_shows_nothing_authorises_nothing(door, planted):
    assessed(door, planted)
    waiting = sent(door, planted)
    with pytest.raises(Invalid):
        authorise(door, waiting, text=BLANK)
    authorise(door, waiting, text=OVERSIGHT)


def test_an_invisible_answer_is_no_answer(door, planted):
    begun = door("priya").dispatch(StartAssessment(case_id=planted.case_id))
    answers = filled("early_help_assessment", [planted.child_id]) | {"reason.why_now": BLANK}
    saved = door("priya").dispatch(SaveAnswers(assessment_id=begun.id, version=1, changes=answers))
    whole = CompleteAssessment(assessment_id=begun.id, version=saved.version)
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(whole)
    assert told.value.fields == {"reason.why_now": "answer.required"}


def test_half_a_character_is_kept_with_a_mark(door, planted):
    begun = door("priya").dispatch(StartAssessment(case_id=planted.case_id))
    broken = SaveAnswers(
        assessment_id=begun.id, version=1, changes={"reason.why_now": "He \ud800 said so."}
    )
    door("priya").dispatch(broken)
    shown = door("priya").dispatch(AssessmentPage(assessment_id=begun.id))
    assert shown.answers == {"reason.why_now": "He \ufffd said so."}
    (payload,) = framing.Splitter().feed(framing.ask(7, broken))
    assert framing.asked(payload) == (7, tidied(broken))


def test_a_message_with_nothing_to_mend_is_the_same_message():
    plain = SaveAnswers(assessment_id=1, version=1, changes={"a.b": "Łukasz", "c.d": ["x"]})
    assert tidied(plain) is plain
