"""Print for one named reader: what each is given, what is left out and why, what must be settled, what is logged."""

from datetime import date

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.disclosing import (
    DisclosurePreview,
    ReaderFor,
    ReleaseOutside,
    ReleasePaper,
)
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.messages.sharing import RecordSharing, SaveIsa, SharingPage
from earlyhelp.records.people import Person
from tests.reports.made_up import squeezed, text_of
from tests.services.founded import TODAY, plant
from tests.services.test_papers import written

SCHOOL = "Hyde Park School"
FOR_SCHOOL = ReaderFor(
    kind="school", name="Ms Hill", agency=SCHOOL, basis="agreement", why="support"
)


@pytest.fixture
def laid(door, planted):
    """A family with assessment, plan, a home, a protected one and a stranger's name in the plan."""
    other = plant(door, surname="Trevanion")
    with door("maureen").unit() as uow:
        uow.add(
            Person(family_id=other.family_id, role="child"),
            directory=Contactable(
                forename="Benedict", surname="Carnwath", born_on=date(2016, 2, 1)
            ),
            particulars=Particulars(),
        )
        uow.commit()
    for login in ("priya", "maureen"):
        door(login).built().refresh([planted.family_id, other.family_id])
    assessment_id, plan_id = written(door, planted)
    door("priya").context.index.refresh([planted.family_id])
    return planted, assessment_id, plan_id


def agree(
    door, planted, people, said_by, classes=("identity", "contact", "personal", "special_category")
):
    door("priya").dispatch(
        RecordSharing(
            family_id=planted.family_id, person_ids=people, said_by=said_by, agency=SCHOOL,
            purposes=("support",), classes=classes, status="given", decided_on=TODAY,
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def covered(door):
    door("ira").dispatch(
        SaveIsa(
            agency=SCHOOL, organisation_type="school", purposes=("support",),
            classes=("identity", "personal", "special_category"), from_on=date(2026, 1, 1),
            review_on=date(2027, 6, 1), document="ISA-1",
        )
    )  # fmt: skip


def look(door, laid, reader, kind="assessment", login="priya", settled=None):
    planted, assessment_id, plan_id = laid
    subject = assessment_id if kind == "assessment" else plan_id
    asked = DisclosurePreview(
        family_id=planted.family_id, kind=kind, subject_id=subject, reader=reader,
        settled=settled or {},
    )  # fmt: skip
    shown = door(login).dispatch(asked)
    return squeezed(text_of(shown.content)), shown


def whys(shown):
    return {row.why for row in shown.left_out}


def test_a_school_is_given_what_was_agreed_and_staff_see_the_rest(door, laid, covered):
    planted, *_ = laid
    agree(door, planted, (planted.child_id,), planted.mother_id)
    text, shown = look(door, laid, FOR_SCHOOL)
    assert "MajaKowalska" in text
    assert "Sleepsbadly" in text
    assert "AnnaKowalska" not in text
    assert "Schoolishard" not in text
    assert "Who decided it".replace(" ", "") not in text
    assert {"Anna Kowalska has not been asked", "Between workers"} <= whys(shown)
    assert "Nandra" in text
    assert "P.Nandra" in text
    assert "PriyaNandra" not in text
    for word in ("notbeenasked", "leftout", "Betweenworkers"):
        assert word not in text
    agree(door, planted, (planted.mother_id,), planted.mother_id)
    text, _ = look(door, laid, FOR_SCHOOL)
    assert "AnnaKowalska" in text
    assert "Schoolishard" in text


def test_a_withdrawal_and_a_missing_agreement_empty_the_paper(door, laid, covered):
    planted, *_ = laid
    agree(door, planted, (planted.child_id,), planted.mother_id)
    elsewhere = replace(FOR_SCHOOL, agency="Nobody's School")
    text, shown = look(door, laid, elsewhere)
    assert "Maja" not in text
    assert shown.given == 0
    assert "No sharing agreement with the service covers it" in whys(shown)


def test_a_protected_home_is_on_no_paper(door, laid, covered):
    for reader in (
        FOR_SCHOOL,
        ReaderFor(
            kind="court", name="Family Court", basis="legal_order", why="legal", reason="Order"
        ),
        ReaderFor(kind="colleague", account_id=door("omar").id),
        ReaderFor(kind="family", person_id=laid[0].mother_id),
    ):
        text, shown = look(door, laid, reader)
        assert "SecretWay" not in text
        assert "Protectedaddress" not in text
        assert "Kept hidden: never printed" in whys(shown)


def test_one_of_the_family_is_given_no_sensitive_facts_of_another_adult(door, laid):
    planted, *_ = laid
    mother, _ = look(door, laid, ReaderFor(kind="family", person_id=planted.mother_id))
    assert "Sleepsbadly" in mother
    assert "Whodecidedit" not in mother
    colleague, _ = look(door, laid, ReaderFor(kind="colleague", account_id=door("omar").id))
    assert "Whodecidedit" in colleague
    assert "PriyaNandra" in colleague


def test_what_the_check_finds_must_be_settled_before_anything_leaves(door, laid):
    planted, _, plan_id = laid
    with door("priya").unit() as uow:
        from earlyhelp.records.casework import EarlyHelpPlan

        row = uow.get(EarlyHelpPlan, plan_id)
        content = uow.open(row, "content")
        uow.change(
            row, None, content=replace(content, contingency="Ring Benedict Carnwath or Gran")
        )
        uow.commit()
    reader = ReaderFor(kind="family", person_id=planted.mother_id)
    _, shown = look(door, laid, reader, "plan")
    (found,) = shown.to_settle
    assert (found.kind, found.words, found.before) == ("name", "Benedict Carnwath", "Ring ")
    release = ReleasePaper(
        family_id=planted.family_id, kind="plan", subject_id=plan_id, reader=reader
    )
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(release)
    assert told.value.key == "disclosure.settle"
    removed = door("priya").dispatch(replace(release, settled={found.key: "remove"}))
    assert "BenedictCarnwath" not in squeezed(text_of(removed.content))
    assert "anotherperson" in squeezed(text_of(removed.content))
    kept = door("priya").dispatch(replace(release, settled={found.key: "He is their uncle"}))
    assert "BenedictCarnwath" in squeezed(text_of(kept.content))
    log = door("priya").dispatch(SharingPage(family_id=planted.family_id)).log
    assert len(log) == 2
    assert log[0].note.kept == ("another person's name stays: He is their uncle",)
    assert log[0].note.reader == "Anna Kowalska"
    assert "Anna" not in kept.name
    assert planted.reference in kept.name


def outside(laid, reader, **more):
    planted, assessment_id, _ = laid
    return ReleaseOutside(
        family_id=planted.family_id,
        kind="assessment",
        subject_id=assessment_id,
        reader=reader,
        **more,
    )


def test_safety_overrides_agreement_with_a_reason_that_is_kept(door, laid):
    planted, *_ = laid
    police = ReaderFor(
        kind="agency", name="PC Hill", agency="Police", basis="safeguarding", why="protect"
    )
    text, _ = look(door, laid, police)
    assert "Sleepsbadly" in text
    assert "Whodecidedit" not in text
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(outside(laid, police))
    assert set(told.value.fields) == {"reason"}
    reader = replace(
        police, reason="He is not safe tonight", told_family=False, not_told_why="Risk"
    )
    door("priya").dispatch(outside(laid, reader))
    row = door("priya").dispatch(SharingPage(family_id=planted.family_id)).log[0]
    assert (row.basis, row.note.reason) == ("safeguarding", "He is not safe tonight")
    assert row.note.sources == ("basis:safeguarding",)
    assert row.note.left_out


def test_outside_needs_a_proof_and_nothing_given_is_not_released(door, laid, covered):
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(outside(laid, replace(FOR_SCHOOL, agency="Nobody")))
    assert told.value.key == "disclosure.nothing"
    with pytest.raises(Invalid):
        door("priya").dispatch(
            ReleasePaper(
                family_id=laid[0].family_id,
                kind="assessment",
                subject_id=laid[1],
                reader=FOR_SCHOOL,
            )
        )
    desk = door("priya")
    desk.sit()
    desk.context.confirmed_at = None
    with pytest.raises(Refused) as refused:
        desk.dispatcher.dispatch(outside(laid, FOR_SCHOOL))
    assert refused.value.key == "confirm.needed"


def test_only_those_who_see_the_family_compile_anything(door, laid):
    reader = ReaderFor(kind="family", person_id=laid[0].mother_id)
    for login in ("omar", "sol", "sam", "bea", "ira"):
        with pytest.raises(Refused):
            look(door, laid, reader, login=login)
    other = plant(door, surname="Pascoe")
    with pytest.raises(Refused):
        look(door, (other, laid[1], laid[2]), replace(reader, person_id=other.mother_id))
    with pytest.raises(Invalid):
        look(door, laid, replace(reader, person_id=other.mother_id))
    assert look(door, laid, reader)[1].given
