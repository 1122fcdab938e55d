"""Must show 7: three third parties in every free-text place, and none of their facts in the pack."""

from io import BytesIO

import pikepdf
import pytest

from earlyhelp.messages.access import AddSealedNote
from earlyhelp.messages.rights import Choice
from earlyhelp.messages.subject_requests import DecidePart, LooksSheet, SubjectPackCopy
from tests.airlock.samples import document
from tests.reports.made_up import squeezed, text_of
from tests.services.arriving import arrive, kept
from tests.services.requested import accept_all, ask, finish, known, parts
from tests.services.told_of_others import OWN, SECRETS, TEXT, tell


@pytest.fixture
def told(door, planted, tmp_path, scanner):
    """The three in every free-text place, in the words of a file and in a practitioner's sealed note."""
    found = tell(door, planted)
    body = f"<w:p><w:r><w:t>{TEXT.format(own='', after='')}</w:t></w:r></w:p>"
    path = kept(tmp_path, "letter.docx", document(body=body))
    assert arrive(door("maureen"), path, found.family_id).stage == "safe"
    note = AddSealedNote(
        family_id=found.family_id, text=TEXT.format(own="", after=""), reader_ids=()
    )
    door("priya").dispatch(note)
    return found


@pytest.fixture
def request_id(door, told):
    asked = ask(door)
    known(door, asked, told.child_id)
    return asked


def said_in(pdf: bytes) -> str:
    """Return the pack's text without white space: long words and lines are broken anywhere."""
    return squeezed(text_of(pdf))


def copy(door, request_id: int) -> bytes:
    return door("ira").dispatch(SubjectPackCopy(request_id=request_id))


def metadata(pdf: bytes) -> str:
    """Return the document's information, its XMP and every string outside the pages' streams."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        said = [str(value) for value in opened.docinfo.values()]
        said += [repr(one) for one in opened.objects if not isinstance(one, pikepdf.Stream)]
        said.append(str(opened.open_metadata()))
        assert not opened.attachments
    return " ".join(said)


def test_none_of_what_others_told_or_are_is_in_the_pack(door, told, request_id) -> None:
    accept_all(door, request_id)
    finish(door, request_id)
    pdf = copy(door, request_id)
    text, about = said_in(pdf), metadata(pdf)
    assert [secret for secret in SECRETS if squeezed(secret).casefold() in text.casefold()] == []
    assert [secret for secret in SECRETS if secret.casefold() in about.casefold()] == []
    assert [fact for fact in OWN if squeezed(fact) not in text] == []
    assert "████[A]" in text
    assert "████[B]" in text
    assert squeezed("Told to us in confidence") in text
    assert not any(word in about for word in ("Kowalska", "Maja"))


def test_the_subjects_own_words_stand_in_every_part_that_is_given(door, told, request_id) -> None:
    accept_all(door, request_id)
    finish(door, request_id)
    text = said_in(copy(door, request_id))
    given = [row for row in parts(door, request_id).rows if row.decided.decision != "withhold"]
    said = " ".join(field.text for row in given for field in row.part.fields)
    whole = {
        word
        for row in given
        for field in row.part.fields
        if not field.about
        for word in told.words
        if word in field.text
    }
    assert len([word for word in told.words if word in said]) > 60
    assert {told.words[word] for word in whole if word not in text} == set()


def test_the_file_is_among_what_is_told(door, told, request_id) -> None:
    kinds = {row.part.kind for row in parts(door, request_id).rows}
    assert {"document", "document_content", "sealed_note"} <= kinds


def test_without_redaction_they_would_be_there(door, told, request_id) -> None:
    """The twin: released as it stands, the same pack tells everything."""
    for row in parts(door, request_id).rows:
        choice = Choice(decision="release", digest=row.proposed.digest)
        door("ira").dispatch(DecidePart(request_id=request_id, part=row.part.key, choice=choice))
    finish(door, request_id)
    text = said_in(copy(door, request_id))
    wanted = [secret for secret in SECRETS if secret not in {"999 888", "tamblyn@", "700444"}]
    assert [secret for secret in wanted if squeezed(secret) not in text] == []


def test_who_looked_shows_roles_and_no_name(door, told, request_id) -> None:
    accept_all(door, request_id)
    finish(door, request_id)
    for pdf in (copy(door, request_id), door("ira").dispatch(LooksSheet(request_id=request_id))):
        text = said_in(pdf)
        assert squeezed("Who looked at your record") in text
        assert "teammanager" in text
        assert not any(name in text for name in ("Maureen", "Tregear", "Priya", "Menhenick"))
        assert [secret for secret in SECRETS if squeezed(secret) in text] == []
