"""What was said of one document, one concern, one case is not taken for what was said of another."""

from datetime import date, timedelta

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.cases import AnswerConcern, RaiseConcern
from earlyhelp.messages.casework import (
    AssessmentPage,
    CompleteAssessment,
    SaveAnswers,
    StartAssessment,
)
from earlyhelp.messages.records import Narrative
from earlyhelp.messages.sharing import SharingNote
from earlyhelp.records.cases import Agreement, Case
from earlyhelp.records.casework import EarlyHelpPlan
from earlyhelp.records.sharing import SharingLog
from earlyhelp.services.paper_plan import plan_sheet
from earlyhelp.wording import day
from tests.services.filled import assessed, authorise, content, sent
from tests.services.founded import TODAY, plant
from tests.services.opened import add, look
from tests.services.retiring import plant_ended
from tests.services.test_corrections import decide, listed, noted, wanted  # noqa: F401

HARM = {
    "gate.significant_harm": True, "gate.harm_what": "A bruise.",
    "gate.harm_decided_by": "Priya Nandra",
}  # fmt: skip


def test_each_version_of_a_plan_is_printed_with_what_was_said_of_it(door, planted):
    """Two versions, authorised on one day by one manager."""
    assessed(door, planted)
    first = authorise(door, sent(door, planted), text="The first one will do.")
    second = sent(door, planted, content(contingency="Ring the duty line."))
    authorise(door, second, text="Better with the duty line.")
    told = {}
    for login in ("maureen", "priya"):
        with door(login).unit(Permission.PLAN_READ) as uow:
            told[login] = [plan_sheet(uow, one.id, "file").oversight for one in (first, second)]
    expected = ["The first one will do.", "Better with the duty line."]
    assert told == {"maureen": expected, "priya": expected}


def test_a_version_without_words_of_its_own_borrows_none(door, planted):
    assessed(door, planted)
    first = authorise(door, sent(door, planted), text="The first one will do.")
    with door("maureen").unit(Permission.PLAN_READ) as uow:
        kept = uow.get(EarlyHelpPlan, first.id)
        later = EarlyHelpPlan(
            family_id=kept.family_id, case_id=kept.case_id, number=2, status="authorised",
            author_id=kept.author_id, started_on=TODAY, submitted_on=TODAY,
            authorised_on=TODAY, authorised_by=kept.authorised_by,
        )  # fmt: skip
        uow.add(later, content=uow.open(kept, "content"), comment=None)
        uow.flush()
        assert plan_sheet(uow, kept.id, "file").oversight == ""  # one text, two versions: neither's
        assert plan_sheet(uow, later.id, "file").oversight == "The first one will do."


def test_the_assessment_before_is_one_that_was_begun_before(door, planted):
    first = assessed(door, planted, reason__why_now="The first time.")
    second = assessed(door, planted, reason__why_now="The second time.")
    shown = {
        ident: door("priya").dispatch(AssessmentPage(assessment_id=ident)).previous
        for ident in (first, second)
    }
    assert shown[first] == {}
    assert shown[second]["reason.why_now"] == "The first time."


def concerns(door, planted):
    rows = look(door, planted).chronology
    return sorted(one.text for one in rows if one.kind == "safeguarding_concern")


def test_a_concern_from_a_form_is_told_beside_what_else_was_said_that_day(door, planted):
    begun = door("priya").dispatch(StartAssessment(case_id=planted.case_id))
    saved = door("priya").dispatch(
        SaveAnswers(assessment_id=begun.id, version=begun.version, changes=HARM)
    )
    door("priya").dispatch(CompleteAssessment(assessment_id=begun.id, version=saved.version))
    assert len(concerns(door, planted)) == 1
    said = {"answered_on": TODAY, "text": "Nothing further for now; help goes on.", "look_on": None}
    door("maureen").dispatch(AnswerConcern(family_id=planted.family_id, outcome="returned", **said))
    told = concerns(door, planted)
    assert len(told) == 2
    assert any("A bruise" in one for one in told)


def test_two_concerns_of_one_day_are_told_once_each(door, planted):
    for what in ("A bruise", "A bruise", "x" * 400):
        door("priya").dispatch(RaiseConcern(family_id=planted.family_id, what=what))
    told = concerns(door, planted)
    assert len(told) == 3
    assert sum("A bruise" in one for one in told) == 2


def pills(door, planted):
    return {one.text: one.tone for one in look(door, planted, "maureen").pills}


@pytest.mark.parametrize(
    ("given_on", "status", "text"),
    [
        (date(2000, 1, 3), "given", "No agreement since the last case ended (given 3 Jan 2000)"),
        (date(2026, 10, 3), "given", "Agreement given 3 Oct 2026"),
        (date(2000, 1, 3), "withdrawn", "Agreement ended 3 Jan 2000: sharing stops"),
    ],
)
def test_an_agreement_to_a_case_that_ended_is_none_to_the_next(door, given_on, status, text):
    planted = plant_ended(door)  # on 5 March 2001
    row = Agreement(
        family_id=planted.family_id, status=status, given_on=given_on, recorded_by=door("priya").id
    )
    add(door, row, content=Narrative(form_id="agreement", form_version=1))
    said = f"Agreement {'given' if status == 'given' else 'ended'} {day(given_on)}"
    assert any(one.startswith(said) for one in pills(door, planted))  # of that case, as it was said
    following = Case(
        family_id=planted.family_id, status="assessing", opened_on=date(2026, 10, 1),
        closed_on=None, lead_id=door("priya").id, first_contact_on=None,
    )  # fmt: skip
    add(door, following, "maureen")
    assert text in pills(door, planted)


def test_a_first_case_needs_no_later_agreement(door):
    planted = plant(door)
    row = Agreement(
        family_id=planted.family_id, status="given", given_on=date(2026, 9, 1),
        recorded_by=door("priya").id,
    )  # fmt: skip
    add(door, row, content=Narrative(form_id="agreement", form_version=1))
    assert "Agreement given 1 Sep 2026" in pills(door, planted)


def test_who_received_it_after_it_was_put_right_has_nothing_to_be_told(door, noted) -> None:  # noqa: F811
    wanted(door, noted)
    (row,) = listed(door, noted)
    for days, agency in ((0, "School"), (3, "Police")):
        with door("maureen").unit() as uow:
            uow.need_keys({noted.family_id})
            log = SharingLog(
                family_id=noted.family_id, decided_at=uow.clock.now() + timedelta(days=days),
                decided_by=door("maureen").id, decision="shared", basis="consent",
            )  # fmt: skip
            uow.add(log, content=SharingNote(reader="Somebody", agency=agency))
            uow.commit()
    decide(door, row, corrected=True)
    (row,) = listed(door, noted)
    assert row.to_tell == ("School · Somebody",)
