"""An ending sent to a manager: seen as it was written, signed off or returned, by nobody else."""

import msgspec
import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.cases import AskSignOff, ReturnEnding, SignOffEnding
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.records.cases import Case
from tests.services.filled import OUTCOME, authorised, closing
from tests.services.founded import plant
from tests.services.test_closing import AGREES, LOST, WORDS, version_of


def send(door, planted, who="priya", **changes):
    results = changes.pop("results", {OUTCOME: "achieved"})
    whole = closing(planted, version_of(door, planted), results, **changes)
    return door(who).dispatch(AskSignOff(**msgspec.structs.asdict(whole)))


def lost(door, planted, **more):
    return send(door, planted, reason="C08", results={}, **LOST, **more)


def case_seen(door, planted, who="maureen"):
    return door(who).dispatch(FamilyPageView(family_id=planted.family_id)).case


def listed(door, planted, who="maureen", kind="ending"):
    rows = door(who).dispatch(MyWorkPage()).rows
    return [row for row in rows if row.kind == kind and row.family_id == planted.family_id]


def test_a_manager_sees_what_was_written_and_signs_it_off(door, planted):
    authorised(door, planted)
    send(door, planted)
    before = case_seen(door, planted)
    asked = before.asked
    assert (asked.by, asked.waits) == (before.lead_professional, True)
    assert asked.results == {OUTCOME: "achieved"}
    (line,) = listed(door, planted)
    assert asked.by in line.standing
    shown = msgspec.structs.asdict(closing(planted, version_of(door, planted)))
    told = {**shown, "outcome_results": asked.results}
    told["answers"] = asked.answers | {AGREES: True, WORDS: "Agreed."}
    door("maureen").dispatch(SignOffEnding(**told))
    after = case_seen(door, planted)
    assert (after.status, after.asked) == ("closed", None)
    assert {one.text for one in asked.said} <= {one.text for one in after.ending}
    assert listed(door, planted) == []


def test_a_lost_family_is_sent_by_its_lead_and_the_case_stays_open(door, planted):
    before = version_of(door, planted)
    lost(door, planted)
    with door("maureen").unit() as uow:
        case = uow.get(Case, planted.case_id)
        assert (case.closed_on, case.version) == (None, before)
    oversight = door("priya").dispatch(FamilyPageView(family_id=planted.family_id)).oversight
    assert oversight[0].kind == "closure_asked"


def test_half_an_ending_is_not_sent(door, planted):
    with pytest.raises(Invalid) as told:
        lost(door, planted, reason__explain="")
    assert set(told.value.fields) == {"reason.explain"}
    whole = closing(planted, version_of(door, planted), {}, reason="C10")
    forged = msgspec.structs.asdict(whole)
    forged["answers"] |= {AGREES: True}
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(AskSignOff(**forged))
    assert told.value.fields == {AGREES: "answer.managers"}
    assert case_seen(door, planted).asked is None


def give_back(door, planted, asked_id, who="maureen", said="Ask the school first."):
    message = ReturnEnding(case_id=planted.case_id, asked_id=asked_id, words=said)
    return door(who).dispatch(message)


def test_a_manager_returns_it_and_the_lead_sends_it_again(door, planted):
    lost(door, planted)
    asked = case_seen(door, planted).asked
    with pytest.raises(Invalid) as told:
        give_back(door, planted, asked.id, said=" ")
    assert told.value.fields == {WORDS: "closure.words_missing"}
    give_back(door, planted, asked.id)
    seen = case_seen(door, planted, "priya").asked
    assert (seen.waits, seen.returned) == (False, "Ask the school first.")
    assert seen.answers == asked.answers
    assert listed(door, planted) == []
    (back,) = listed(door, planted, "priya", "ending_returned")
    assert (back.subject_id, asked.by in back.standing) == (planted.case_id, False)
    assert listed(door, planted, "maureen", "ending_returned") == []
    with pytest.raises(Invalid, match="not_waiting"):
        give_back(door, planted, asked.id)
    lost(door, planted)
    assert listed(door, planted, "priya", "ending_returned") == []
    assert case_seen(door, planted).asked.waits
    assert len(listed(door, planted)) == 1


def test_the_newest_ending_is_the_one_that_waits(door, planted):
    lost(door, planted)
    first = case_seen(door, planted).asked
    send(door, planted, reason="C10", results={})
    newest = case_seen(door, planted).asked
    assert newest.answers["reason.reason"] == "C10"
    assert len(listed(door, planted)) == 1
    with pytest.raises(Invalid, match="not_waiting"):
        give_back(door, planted, first.id)


def test_only_a_manager_who_does_not_lead_returns_it(door, planted):
    lost(door, planted)
    asked = case_seen(door, planted).asked
    for who in ("priya", "sol", "sam"):
        with pytest.raises(Refused):
            give_back(door, planted, asked.id, who)
    for who in ("sol", "sam"):
        with pytest.raises(Refused):
            send(door, planted, who, reason="C10", results={})
    hers = plant(door, lead="maureen")
    send(door, hers, "maureen", reason="C10", results={})
    page = door("maureen").dispatch(FamilyPageView(family_id=hers.family_id))
    assert page.may.isdisjoint({Permission.CASE_RETURN.value, Permission.CASE_SIGN_OFF.value})
    with pytest.raises(Refused, match=r"closure\.own"):
        give_back(door, hers, page.case.asked.id)
    assert listed(door, hers) == []
    give_back(door, planted, asked.id)
