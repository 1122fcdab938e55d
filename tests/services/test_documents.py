"""Documents: nothing unscanned is read by anybody; content is sealed, whole, and leaves with a reason."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid, Refused, StorageFault
from earlyhelp.messages.documents import (
    AddDocument,
    ContinueDocument,
    CopyDocument,
    DocumentPart,
    Documents,
    LookAtDocument,
    ScanDocument,
)
from earlyhelp.messages.session import ConfirmMyself
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.records.documents import DocumentContent
from tests.airlock.samples import GOOD, picture
from tests.services.arriving import CANARY, ENDS, arrive, big_paper, kept
from tests.services.founded import PASSPHRASE


@pytest.mark.parametrize("state", ["unknown", "infected"])
def test_only_a_clean_verdict_opens_a_document(door, planted, tmp_path, scanner, state):
    scanner(state)
    path = kept(tmp_path, "a.pdf", GOOD[".pdf"])
    work = arrive(door("priya"), path, planted.family_id)
    assert work.stage == {"unknown": "waiting", "infected": "refused"}[state]
    with pytest.raises(Refused) as told:
        door("maureen").dispatch(LookAtDocument(document_id=work.work_id))
    assert told.value.key in {"document.not_scanned", "document.refused"}


def test_a_large_paper_comes_in_steps_and_goes_in_parts(door, planted, tmp_path, scanner):
    priya = door("priya")
    path = kept(tmp_path, "report.pdf", big_paper())
    asked = AddDocument(
        family_id=planted.family_id, path=str(path), kind="report", person_id=planted.child_id,
        source="The school",
    )  # fmt: skip
    stages, work = [], priya.dispatch(asked)
    while work.stage not in ENDS:
        work = priya.dispatch(ContinueDocument(work_id=work.work_id))
        stages.append((work.stage, work.done, work.total))
    assert stages[-2:] == [
        ("storing", work.total - 1, work.total),
        ("safe", work.total, work.total),
    ]
    assert work.total > 1
    seen = priya.dispatch(LookAtDocument(document_id=work.work_id))
    assert (seen.view, seen.name) == ("pages", "report.pdf")
    assert seen.parts > 1
    parts = [
        priya.dispatch(DocumentPart(document_id=work.work_id, number=number))
        for number in range(seen.parts)
    ]
    assert max(map(len, parts)) < 1_000_000
    (row,) = priya.dispatch(Documents(family_id=planted.family_id)).rows
    assert len(b"".join(parts)) == row.size
    assert b"".join(parts).startswith(b"%PDF-")
    assert (row.whose, row.source, row.added_by) == ("Maja Kowalska", "The school", "Priya Nandra")
    with pytest.raises(Refused):
        priya.dispatch(DocumentPart(document_id=work.work_id, number=seen.parts))


def test_pictures_are_shown_small_and_texts_as_words(door, planted, tmp_path, scanner):
    priya = door("priya")
    work = arrive(priya, kept(tmp_path, "a.png", picture("PNG", (3000, 2000))), planted.family_id)
    seen = priya.dispatch(LookAtDocument(document_id=work.work_id))
    assert seen.view == "picture"
    assert len(seen.picture) < 1_000_000
    work = arrive(priya, kept(tmp_path, "a.docx", GOOD[".docx"]), planted.family_id)
    seen = priya.dispatch(LookAtDocument(document_id=work.work_id))
    assert (seen.view, seen.text.strip(), seen.cut) == ("text", "A made up letter.", False)


def test_a_copy_leaves_with_a_proof_and_a_reason_and_the_audit_knows(
    door, planted, tmp_path, scanner
):
    priya = door("priya")
    work = arrive(priya, kept(tmp_path, "a.txt", CANARY.encode()), planted.family_id)
    target = tmp_path / "out.txt"
    copy = CopyDocument(document_id=work.work_id, path=str(target), reason="court")
    priya.context.confirmed_at = None
    with pytest.raises(Refused) as told:
        priya.dispatcher.dispatch(copy)
    assert told.value.key == "confirm.needed"
    priya.dispatch(ConfirmMyself(passphrase=PASSPHRASE))
    for wrong in ({"reason": "because"}, {"path": str(tmp_path / "out.exe")}):
        with pytest.raises(Invalid):
            fields = {"path": str(target), "reason": "court"} | wrong
            priya.dispatch(CopyDocument(document_id=work.work_id, **fields))
    assert not target.exists()
    priya.dispatch(copy)
    assert target.read_text() == CANARY
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(Invalid):
        priya.dispatch(copy)  # never over a file that is there
    assert target.read_text() == CANARY
    newest = door("ira").dispatch(AuditTrail()).rows
    assert any(f"document {work.work_id} copied out: court" in row.purpose for row in newest)


def test_other_teams_and_roles_get_nothing(door, planted, tmp_path, scanner):
    work = arrive(door("priya"), kept(tmp_path, "a.txt", b"words"), planted.family_id)
    for login in ("sol", "sam", "bea", "ira", "omar"):
        for message in (
            Documents(family_id=planted.family_id),
            LookAtDocument(document_id=work.work_id),
            DocumentPart(document_id=work.work_id, number=0),
            ScanDocument(document_id=work.work_id),
            AddDocument(family_id=planted.family_id, path=str(tmp_path / "a.txt"), kind="letter"),
        ):
            with pytest.raises(Refused):
                door(login).dispatch(message)
    assert door("maureen").dispatch(LookAtDocument(document_id=work.work_id)).text == "words"


def test_content_is_sealed_and_a_moved_piece_does_not_open(door, planted, tmp_path, scanner):
    priya = door("priya")
    data = (CANARY + " ").encode() * 6000
    first = arrive(priya, kept(tmp_path, "one.txt", data), planted.family_id)
    second = arrive(priya, kept(tmp_path, "two.txt", data[::-1]), planted.family_id)
    with priya.unit(Permission.DOCUMENT_ADD) as uow:
        rows = uow.all(DocumentContent, DocumentContent.document_id == first.work_id)
        assert len(rows) > 2
        assert not any(CANARY.encode() in row.content for row in rows)
        theirs = uow.all(DocumentContent, DocumentContent.document_id == second.work_id)
        # Swapped in the table by somebody who can write to it: the seal names document and place.
        rows[0].number, rows[1].number = 90, rows[0].number
        uow.session.flush()
        rows[0].number = 1
        theirs[0].number = 91
        uow.commit()
    for work in (first, second):
        with pytest.raises(StorageFault):
            priya.dispatch(LookAtDocument(document_id=work.work_id))
