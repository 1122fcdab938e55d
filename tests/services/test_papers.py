"""Papers: from the records of a family to the words on the page, for one reader."""

from datetime import date

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.casework import Paper
from earlyhelp.messages.disclosing import ReaderFor, ReleasePaper
from earlyhelp.messages.people import HomeDetails, WhoLooked
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent
from earlyhelp.messages.records import Narrative, Reading
from earlyhelp.messages.sharing import SharingPage
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, Oversight, ScaleReading
from earlyhelp.records.people import Home
from tests.reports.made_up import squeezed, text_of
from tests.services.founded import MORNING, TODAY, plant


def written(door, planted):
    """Return the ids of a complete assessment and an authorised plan."""
    of_case = {"family_id": planted.family_id, "case_id": planted.case_id}
    me, manager = door("priya").id, door("maureen").id
    answers = {
        "gate.significant_harm": False,
        "gate.harm_decided_by": "Who decided it",
        "reason.why_now": "School is hard",
        f"child@{planted.child_id}.health": "Sleeps badly",
    }
    plan = PlanContent(
        outcomes=(
            OutcomeDraft(
                id=1, words="Maja sleeps", baseline=3, now=4, target=8, needs=("2.1",),
                actions=(
                    ActionDraft(id=1, text="Bedtime plan", owner="Anna", due_on=date(2026, 11, 18)),
                ),
            ),
        ),
        contingency="Ring Gran",
    )  # fmt: skip
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
        assessment = uow.add(
            Assessment(
                **of_case, form_version=2, status="complete", author_id=me,
                started_on=date(2026, 10, 2), completed_on=date(2026, 10, 9),
            ), content=Narrative(form_id="early_help_assessment", form_version=2, answers=answers),
        )  # fmt: skip
        uow.add(
            ScaleReading(**of_case, read_on=date(2026, 10, 9), event="assessment"),
            reading=Reading(area="home_money", scorer="parent", value=3),
        )
        sheet = uow.add(
            EarlyHelpPlan(
                **of_case, number=1, status="authorised", author_id=me,
                started_on=date(2026, 10, 10), submitted_on=TODAY, authorised_on=TODAY,
                authorised_by=manager,
            ), content=plan, comment=None,
        )  # fmt: skip
        said = Oversight(
            **of_case, decided_at=MORNING, decided_by=manager, decision="plan_authorised"
        )
        uow.add(said, content=Narrative(text="A clear plan"))
        hidden = Home(family_id=planted.family_id, from_on=date(2026, 11, 1), until_on=None)
        uow.add(hidden, hidden=HomeDetails(lines="2 Secret Way"), directory=None)
        uow.commit()
    door("priya").context.index.refresh([planted.family_id])  # as the dispatcher would have
    return assessment.id, sheet.id


def filed(door, kind, subject_id, login="priya"):
    """Return the words of the file copy."""
    message = Paper(kind=kind, subject_id=subject_id)
    return squeezed(text_of(door(login).dispatch(message)))


def given(door, planted, what, subject_id, login="priya", **reader):
    """Return the words of the copy the mother is given."""
    whom = ReaderFor(**{"kind": "family", "person_id": planted.mother_id} | reader)
    message = ReleasePaper(
        family_id=planted.family_id, kind=what, subject_id=subject_id, reader=whom
    )
    return squeezed(text_of(door(login).dispatch(message).content))


def test_the_familys_assessment_leaves_out_the_gate_and_the_address(door, planted):
    assessment_id, _ = written(door, planted)
    family = given(door, planted, "assessment", assessment_id)
    file = filed(door, "assessment", assessment_id)
    for words in ("Kowalska", "Schoolishard", "Sleepsbadly", "Homeandmoney", "PriyaNandra"):
        assert words in family
        assert words in file
    assert "Whodecidedit" in file
    assert "Whodecidedit" not in family
    assert "SecretWay" not in family
    assert "ForAnnaKowalska" in family


def test_a_plan_stands_as_it_is_today(door, planted):
    _, plan_id = written(door, planted)
    family = given(door, planted, "plan", plan_id)
    for words in ("Majasleeps", "Bedtimeplan", "18Nov2026", "RingGran", "MaureenTregear"):
        assert words in family
    assert "dayslate" not in family  # paper is read next week, too
    assert "Aclearplan" not in family
    assert "Aclearplan" in filed(door, "plan", plan_id)


def test_a_paper_leaves_its_reader_in_the_audit(door, planted):
    _, plan_id = written(door, planted)
    filed(door, "plan", plan_id)
    row = door("priya").dispatch(WhoLooked(family_id=planted.family_id))[0]
    assert (row.what, row.purpose) == ("made a paper", "file copy")
    assert log(door, planted) == ()
    given(door, planted, "plan", plan_id)
    row = door("priya").dispatch(WhoLooked(family_id=planted.family_id))[0]
    assert row.what == "handed out a paper or a package"
    (entry,) = log(door, planted)
    assert (entry.note.reader, entry.note.method) == ("Anna Kowalska", "paper")
    assert "People" in entry.note.what


def log(door, planted):
    return door("priya").dispatch(SharingPage(family_id=planted.family_id)).log


def test_the_file_copy_leaves_as_a_file_only_with_a_reason_that_is_kept(door, planted):
    _, plan_id = written(door, planted)
    with pytest.raises(Invalid) as caught:
        given(door, planted, "plan", plan_id, kind="file")
    assert set(caught.value.fields) == {"reason"}
    assert log(door, planted) == ()
    words = given(door, planted, "plan", plan_id, kind="file", reason="For the court bundle")
    assert "Aclearplan" in words
    (entry,) = log(door, planted)
    assert (entry.note.method, entry.note.reason) == ("file", "For the court bundle")
    assert entry.note.what == (
        "The whole plan with its oversight, saved as a file outside the store",
    )


def test_a_copy_of_another_family_s_record_is_not_there(door, planted):
    _, plan_id = written(door, planted)
    other = plant(door, surname="Pascoe")
    for reader in ({"kind": "file", "reason": "Asked for"}, {}):
        with pytest.raises(Refused):
            given(door, other, "plan", plan_id, **reader)
    assert log(door, other) == ()


def test_only_those_who_may_see_the_family_print_it(door, planted):
    for subject, kind in zip(written(door, planted), ("assessment", "plan"), strict=True):
        for login in ("omar", "sol", "sam", "bea", "ira"):
            with pytest.raises(Refused):
                filed(door, kind, subject, login)
            for reader in ({"kind": "file", "reason": "Asked for"}, {}):
                with pytest.raises(Refused):
                    given(door, planted, kind, subject, login, **reader)
        assert filed(door, kind, subject, "maureen")
        assert given(door, planted, kind, subject, "maureen")


def test_other_papers_are_not_made(door):
    with pytest.raises(Invalid) as caught:
        door("priya").dispatch(Paper(kind="photo", subject_id=1))
    assert set(caught.value.fields) == {"kind"}
