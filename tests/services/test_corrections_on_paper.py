"""What was put right goes on paper with what it is about: an assessment, a detail of a person."""

import pytest

from earlyhelp.messages.casework import Paper, SaveAnswers, StartAssessment
from earlyhelp.messages.corrections import CorrectableTexts
from earlyhelp.messages.disclosing import DisclosurePreview, ReaderFor
from earlyhelp.messages.looks import StatePurpose
from earlyhelp.messages.people import Particulars
from earlyhelp.records.people import Person
from tests.reports.made_up import squeezed, text_of
from tests.services.test_corrections import decide, listed, wanted

SAID = squeezed("Anna was on time.")


@pytest.fixture
def begun(door, planted):
    """An assessment being written; returned with its family."""
    door("maureen").dispatch(StatePurpose(family_id=planted.family_id, code="supervision"))
    return planted, door("priya").dispatch(StartAssessment(case_id=planted.case_id))


def put_right(door, planted, start: str) -> None:
    texts = door("priya").dispatch(CorrectableTexts(family_id=planted.family_id))
    wanted(door, planted, record=next(one.key for one in texts if one.key.startswith(start)))
    (row,) = listed(door, planted)
    decide(door, row, corrected=True)


def papers(door, planted, made) -> dict[str, str]:
    """Return the words of the assessment as each reader is given it."""
    readers = {
        "mother": ReaderFor(kind="family", person_id=planted.mother_id),
        "colleague": ReaderFor(kind="colleague", account_id=door("omar").id),
        "school": ReaderFor(
            kind="agency", name="Ms Hill", agency="School", basis="agreement", why="support"
        ),
    }
    found = {
        name: door("priya").dispatch(
            DisclosurePreview(
                family_id=planted.family_id, kind="assessment", subject_id=made.id, reader=reader
            )
        ).content
        for name, reader in readers.items()
    }  # fmt: skip
    found["file"] = door("priya").dispatch(Paper(kind="assessment", subject_id=made.id))
    return {name: squeezed(text_of(content)) for name, content in found.items()}


@pytest.mark.parametrize("field", ["name", "role"])
def test_a_detail_that_papers_print_goes_with_its_correction(door, begun, field) -> None:
    planted, made = begun
    assert not any(SAID in words for words in papers(door, planted, made).values())
    put_right(door, planted, f"person:{planted.child_id}|{field}")
    told = papers(door, planted, made)
    assert {name for name, words in told.items() if SAID in words} == {
        "mother",
        "colleague",
        "file",
    }
    assert squeezed("Maja Kowalska,") in told["mother"]


def test_a_detail_no_paper_prints_brings_none_on_it(door, begun) -> None:
    planted, made = begun
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
        child = uow.get(Person, planted.child_id)
        uow.change(child, None, particulars=Particulars(notes="Likes trains"))
        uow.commit()
    put_right(door, planted, f"person:{planted.child_id}|notes")
    assert not any(SAID in words for words in papers(door, planted, made).values())


def test_a_correction_of_an_assessment_is_printed_with_it(door, begun) -> None:
    planted, made = begun
    door("priya").dispatch(
        SaveAnswers(
            assessment_id=made.id, version=made.version,
            changes={"gate.harm_what": "Said what we think."},
        )
    )  # fmt: skip
    put_right(door, planted, "assessment:")
    told = papers(door, planted, made)
    assert {name for name, words in told.items() if SAID in words} == {
        "mother",
        "colleague",
        "file",
    }
