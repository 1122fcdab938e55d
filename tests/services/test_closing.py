"""Endings: every outcome has a result, some reasons ask about escalation, helpers can still look."""

from datetime import date

import msgspec
import pytest
from msgspec.structs import replace

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.cases import SignOffEnding
from earlyhelp.messages.casework import SaveAnswers, StartAssessment
from earlyhelp.messages.plans import PlansToAuthorise, SavePlan, StartPlan
from earlyhelp.records.cases import Allocation, Case, Closure
from earlyhelp.records.casework import Oversight
from earlyhelp.records.people import Family
from earlyhelp.services.closing import FINAL
from tests.services.filled import OUTCOME, authorised, closing, content, sent
from tests.services.founded import plant

AGREES, WORDS = "manager.manager_agrees", "manager.manager_words"
LOST = {
    "escalation__needs_could_escalate": False,
    "escalation__no_escalation_why": "School and grandmother see her daily.",
}


def version_of(door, planted):
    with door("maureen").unit() as uow:
        return uow.get(Case, planted.case_id).version


def close(door, planted, who="priya", results=None, **changes):
    message = closing(planted, version_of(door, planted), results, **changes)
    if who == "maureen":  # a manager who does not lead the case signs it off
        told = msgspec.structs.asdict(message)
        told["answers"] |= {AGREES: True, WORDS: "Police and school were told."}
        message = SignOffEnding(**told)
    return door(who).dispatch(message)


@pytest.mark.parametrize(
    "results", [{}, {OUTCOME: "in_progress"}, {OUTCOME: "achieved", 99: "achieved"}]
)
def test_every_outcome_needs_its_result_and_no_other(door, planted, results):
    authorised(door, planted)
    with pytest.raises(Invalid) as told:
        close(door, planted, results=results)
    assert any(field.startswith("outcome:") for field in told.value.fields)
    close(door, planted)
    with door("priya").unit() as uow:
        case = uow.get(Case, planted.case_id)
        assert (case.status, case.closed_on) == ("closed", date(2026, 11, 21))
        family = uow.get(Family, planted.family_id)
        assert (family.status, family.level) == ("closed", "L1")
        (closure,) = uow.all(Closure, Closure.case_id == planted.case_id)
        assert uow.open(closure, "content").results == {OUTCOME: "achieved"}
        (lead,) = uow.all(Allocation, Allocation.case_id == planted.case_id)
        assert lead.ended_on is None


@pytest.mark.parametrize("result", sorted(FINAL))
def test_an_outcome_ends_in_one_of_four_ways(door, planted, result):
    authorised(door, planted)
    close(door, planted, results={OUTCOME: result})


def test_a_case_without_a_plan_closes_without_results(door, planted):
    close(door, planted, reason="C10", results={})


@pytest.mark.parametrize("reason", ["C05", "C06", "C08"])
def test_some_reasons_ask_whether_needs_could_escalate(door, planted, reason):
    with pytest.raises(Invalid) as told:
        close(door, planted, reason=reason, results={})
    assert "escalation.needs_could_escalate" in told.value.fields
    who = {"C08": "maureen"}.get(reason, "priya")
    close(door, planted, who, reason=reason, results={}, **LOST)


@pytest.mark.parametrize("closed_on", [date(2026, 11, 23), date(2026, 9, 1)])
def test_the_day_lies_between_opening_and_today(door, planted, closed_on):
    whole = closing(planted, version_of(door, planted), {}, reason="C10")
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(replace(whole, closed_on=closed_on))
    assert "closed_on" in told.value.fields


def test_a_stale_ending_is_a_conflict(door, planted):
    with pytest.raises(Conflict):
        door("priya").dispatch(closing(planted, 99, {}, reason="C10"))


def test_an_ended_case_is_not_worked_on(door, planted):
    close(door, planted, reason="C10", results={})
    for message in (StartAssessment(case_id=planted.case_id), StartPlan(case_id=planted.case_id)):
        with pytest.raises(Invalid):
            door("priya").dispatch(message)
    with pytest.raises(Invalid):
        close(door, planted, reason="C10", results={})


def test_what_is_being_written_for_an_ended_case_is_not_changed_any_more(door, planted):
    begun = door("priya").dispatch(StartAssessment(case_id=planted.case_id))
    typed = SaveAnswers(assessment_id=begun.id, version=1, changes={"voice.not_asked": "No time"})
    plan = door("priya").dispatch(StartPlan(case_id=planted.case_id))
    written = SavePlan(plan_id=plan.id, version=1, content=content())
    assert door("priya").dispatch(written).version == 2
    close(door, planted, reason="C10", results={})
    again = replace(written, version=2, content=content(contingency="Ring."))
    for message in (typed, again):
        with pytest.raises(Refused) as told:
            door("priya").dispatch(message)
        assert told.value.key == "casework.ended"


def test_a_plan_that_waited_for_the_manager_waits_no_more(door, planted):
    authorised(door, planted)
    sent(door, planted)
    assert planted.family_id in {
        row.family_id for row in door("maureen").dispatch(PlansToAuthorise())
    }
    close(door, planted)
    assert planted.family_id not in {
        row.family_id for row in door("maureen").dispatch(PlansToAuthorise())
    }


def test_another_team_closes_nothing(door, planted):
    whole = closing(planted, version_of(door, planted), {}, reason="C10")
    for who in ("sol", "sam"):
        with pytest.raises(Refused):
            door(who).dispatch(whole)
    door("maureen").dispatch(whole)


def test_an_ending_that_needs_a_manager_is_not_the_leads(door, planted):
    whole = closing(planted, version_of(door, planted), {}, reason="C08", **LOST)
    for who in ("priya", "maureen"):
        with pytest.raises(Invalid) as told:
            door(who).dispatch(whole)
        assert told.value.fields == {"reason": "closure.needs_manager"}
    close(door, planted, "maureen", reason="C08", results={}, **LOST)
    with door("priya").unit() as uow:
        (signed,) = uow.all(Oversight, Oversight.case_id == planted.case_id)
        assert (signed.decision, signed.decided_by) == ("closure_agreed", door("maureen").id)
        assert uow.open(signed, "content").text == "Police and school were told."
        (closure,) = uow.all(Closure, Closure.case_id == planted.case_id)
        assert uow.open(closure, "content").answers[AGREES] is True


def test_a_managers_part_comes_from_a_manager_only(door, planted):
    whole = closing(planted, version_of(door, planted), {}, reason="C10")
    forged = replace(whole, answers=whole.answers | {AGREES: True, WORDS: "Agreed, M. Tregear"})
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(forged)
    assert told.value.fields == dict.fromkeys((AGREES, WORDS), "answer.managers")
    signed = SignOffEnding(**msgspec.structs.asdict(forged))
    with pytest.raises(Refused):
        door("priya").dispatch(signed)
    with pytest.raises(Invalid) as told:
        door("maureen").dispatch(replace(signed, answers=signed.answers | {AGREES: False}))
    assert told.value.fields == {AGREES: "closure.not_agreed"}
    door("maureen").dispatch(signed)


def test_nobody_signs_off_the_ending_of_a_case_they_lead(door):
    hers = plant(door, lead="maureen")
    with pytest.raises(Refused, match=r"closure\.own"):
        close(door, hers, "maureen", reason="C10", results={})
    door("maureen").dispatch(closing(hers, version_of(door, hers), {}, reason="C10"))
