"""Putting a record right: asked, decided, beside the record everywhere, the original kept."""

from datetime import date, timedelta

import pytest

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.casework import AddCaseNote
from earlyhelp.messages.corrections import (
    CorrectableTexts,
    Corrections,
    DecideCorrection,
    NoteRecipientTold,
    RequestCorrection,
    StateDisagreement,
)
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.looks import StatePurpose
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.sharing import SharingNote
from earlyhelp.records.casework import CaseNote
from earlyhelp.records.sharing import SharingLog
from tests.services.founded import plant
from tests.services.requested import ask, close, known, parts

TODAY = date(2026, 11, 20)
NOTE = "Anna was late again and smelt of paint."


@pytest.fixture
def noted(door, planted):
    door("priya").dispatch(AddCaseNote(family_id=planted.family_id, text=NOTE))
    door("maureen").dispatch(StatePurpose(family_id=planted.family_id, code="supervision"))
    return planted


def key_of(door, planted, words: str = "smelt of paint") -> str:
    texts = door("priya").dispatch(CorrectableTexts(family_id=planted.family_id))
    return next(one.key for one in texts if words in one.label)


def wanted(door, planted, record: str = ""):
    message = RequestCorrection(
        family_id=planted.family_id, record=record or key_of(door, planted), asker="Anna Kowalska",
        wrong="I was never late.", wanted="Anna was on time.", received_on=TODAY,
    )  # fmt: skip
    return door("priya").dispatch(message)


def listed(door, planted, login: str = "maureen"):
    return door(login).dispatch(Corrections(family_id=planted.family_id))


def decide(door, row, *, corrected: bool, by: str = "maureen"):
    return door(by).dispatch(
        DecideCorrection(
            correction_id=row.id, version=row.version, corrected=corrected,
            correction="Anna was on time." if corrected else "", why="The diary shows it.",
        )
    )  # fmt: skip


def page_texts(door, planted) -> str:
    family = door("priya").dispatch(FamilyPageView(family_id=planted.family_id))
    return "\n".join(row.text for row in family.timeline)


def test_the_correction_stands_beside_and_the_original_is_kept(door, noted) -> None:
    wanted(door, noted)
    (row,) = listed(door, noted)
    assert NOTE in row.record
    assert row.lateness.state == "on_track"
    assert "Corrected" not in page_texts(door, noted)
    decide(door, row, corrected=True)
    said = page_texts(door, noted)
    assert NOTE in said
    assert "Corrected 22 Nov 2026: Anna was on time." in said
    with door("priya").unit() as uow:
        (note,) = uow.all(CaseNote, CaseNote.family_id == noted.family_id)
        assert (note.version, uow.open(note, "content").text) == (1, NOTE)


def test_a_refusal_carries_the_persons_own_statement(door, noted) -> None:
    wanted(door, noted)
    (row,) = listed(door, noted)
    early = StateDisagreement(correction_id=row.id, version=row.version, statement="No.")
    with pytest.raises(Refused):
        door("priya").dispatch(early)
    decide(door, row, corrected=False)
    (row,) = listed(door, noted)
    assert (row.status, row.content.why) == ("refused", "The diary shows it.")
    said = StateDisagreement(
        correction_id=row.id, version=row.version, statement="I was there at nine."
    )
    door("priya").dispatch(said)
    assert "Anna Kowalska disagrees (22 Nov 2026): I was there at nine." in page_texts(door, noted)


def test_beside_a_persons_details_stand_the_original_the_correction_and_the_statement(
    door, noted
) -> None:
    texts = door("priya").dispatch(CorrectableTexts(family_id=noted.family_id))
    ours = [one for one in texts if one.key.startswith(f"person:{noted.child_id}|")]
    name = next(one for one in ours if "Maja" in one.label)
    for corrected in (True, False):
        wanted(door, noted, record=name.key)
        row = next(one for one in listed(door, noted) if one.status == "open")
        decide(door, row, corrected=corrected)
    (refused,) = [one for one in listed(door, noted) if one.status == "refused"]
    assert len(_corrected(door, noted)) == 1
    door("priya").dispatch(
        StateDisagreement(
            correction_id=refused.id, version=refused.version, statement="My name is Maya."
        )
    )
    first, second = _corrected(door, noted)
    assert first.record_id == second.record_id == noted.child_id
    assert "Maja" in first.original
    assert first.said == "Corrected 22 Nov 2026: Anna was on time."
    assert second.said == "Anna Kowalska disagrees (22 Nov 2026): My name is Maya."


def _corrected(door, planted):
    return [*door("priya").dispatch(FamilyPageView(family_id=planted.family_id)).corrected]


def test_who_works_the_case_decides_nothing_and_one_decides_once_with_a_reason(door, noted) -> None:
    wanted(door, noted)
    (row,) = listed(door, noted)
    with pytest.raises(Refused):
        decide(door, row, corrected=True, by="priya")
    with pytest.raises(Refused):
        decide(door, row, corrected=True, by="sam")
    with pytest.raises(Invalid) as caught:
        door("maureen").dispatch(
            DecideCorrection(correction_id=row.id, version=row.version, corrected=True, why=" ")
        )
    assert set(caught.value.fields) == {"why", "correction"}
    with pytest.raises(Conflict):
        decide(door, type(row)(**{**_fields(row), "version": 9}), corrected=True)
    decide(door, row, corrected=True)
    with pytest.raises(Refused):
        decide(door, row, corrected=False)


def test_information_governance_decides_inside_an_open_request_and_nowhere_else(
    door, noted
) -> None:
    other = plant(door, surname="Pascoe")
    door("priya").dispatch(AddCaseNote(family_id=other.family_id, text=NOTE))
    for family in (noted, other):
        wanted(door, family)
    (row,), (elsewhere,) = listed(door, noted), listed(door, other)

    def closed(row, planted) -> bool:
        with pytest.raises(Refused) as looked:
            listed(door, planted, "ira")
        with pytest.raises(Refused) as decided:
            decide(door, row, corrected=True, by="ira")
        return looked.value.key == decided.value.key == "refused.record"

    assert closed(row, noted)
    request_id = ask(door)
    assert closed(row, noted)
    known(door, request_id, noted.child_id)
    assert [one.record for one in listed(door, noted, "ira")] == [row.record]
    assert closed(elsewhere, other)
    decide(door, row, corrected=True, by="ira")
    (decided,) = listed(door, noted)
    assert (decided.status, decided.decided_by) == (
        "corrected",
        door("ira").context.principal.display_name,
    )
    with pytest.raises(Refused) as told:
        door("ira").dispatch(FamilyPageView(family_id=noted.family_id))
    assert told.value.key == "refused.role"
    close(door, request_id)
    assert closed(row, noted)


def _fields(row) -> dict:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def test_a_text_that_is_not_the_familys_is_not_corrected(door, noted) -> None:
    with pytest.raises(Invalid) as caught:
        wanted(door, noted, record="case_note:1|text")
    assert set(caught.value.fields) == {"record"}
    with pytest.raises(Refused):
        door("sol").dispatch(CorrectableTexts(family_id=noted.family_id))


def test_those_who_received_it_are_listed_and_ticked_off(door, noted) -> None:
    with door("maureen").unit() as uow:
        uow.get(type(uow.first(CaseNote, CaseNote.family_id == noted.family_id)), _note(uow, noted))
        log = SharingLog(
            family_id=noted.family_id, decided_at=uow.clock.now(), decided_by=door("maureen").id,
            decision="shared", basis="consent",
        )  # fmt: skip
        uow.add(log, content=SharingNote(reader="Head teacher", agency="School"))
        uow.commit()
    wanted(door, noted)
    (row,) = listed(door, noted)
    assert row.to_tell == ()
    decide(door, row, corrected=True)
    (row,) = listed(door, noted)
    (name,) = row.to_tell
    assert "School" in name
    assert not to_pass_on(door, noted, "priya")  # a month to pass it on: not due yet
    before = door.clock.instant
    door.clock.instant += timedelta(days=40)
    try:
        (line,) = to_pass_on(door, noted, "priya")
        assert (line.subject_id, line.state) == (row.id, "late")
        assert len(to_pass_on(door, noted, "maureen")) == 1
        assert not to_pass_on(door, noted, "sam")
        door("priya").dispatch(
            NoteRecipientTold(correction_id=row.id, recipient=name, told_on=TODAY)
        )
        assert not to_pass_on(door, noted, "priya")
    finally:
        door.clock.instant = before
    (row,) = listed(door, noted)
    assert (row.to_tell, row.told) == ((), ((name, TODAY),))


def to_pass_on(door, noted, login):
    rows = door(login).dispatch(MyWorkPage()).rows
    return [one for one in rows if (one.kind, one.family_id) == ("correction", noted.family_id)]


def _note(uow, noted) -> int:
    return uow.first(CaseNote, CaseNote.family_id == noted.family_id).id


def test_the_pack_carries_the_correction(door, noted) -> None:
    texts = door("priya").dispatch(CorrectableTexts(family_id=noted.family_id))
    record = next(one.key for one in texts if one.key.startswith("person:"))
    wanted(door, noted, record=record)
    (row,) = listed(door, noted)
    decide(door, row, corrected=True)
    request_id = ask(door)
    known(door, request_id, noted.child_id)
    kinds = {one.part.kind for one in parts(door, request_id).rows}
    assert "rectification" in kinds
