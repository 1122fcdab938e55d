"""What files hold is in the pack: words with third parties marked, pages only where somebody gave them."""

from io import BytesIO

import pikepdf
import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.rights import Choice
from earlyhelp.messages.subject_requests import DecidePart, SubjectFile, SubjectPackCopy
from earlyhelp.services import rights_files
from tests.airlock.samples import GOOD, document, picture
from tests.reports.made_up import squeezed, text_of
from tests.services.arriving import arrive, kept
from tests.services.requested import accept_all, ask, finish, known, parts

_WORDS = "Maja likes kites. Dawid Wolny of 14 Otherwise Terrace was cross. Maja draws well."


@pytest.fixture
def filed(door, planted, tmp_path, scanner):
    """A letter of words, a paper and a picture of a family whose record is asked for."""
    rights_files._read.clear()
    letter = document(body=f"<w:p><w:r><w:t>{_WORDS}</w:t></w:r></w:p>")
    for name, data in (
        ("letter.docx", letter),
        ("paper.pdf", GOOD[".pdf"]),
        ("drawing.jpg", picture()),
    ):
        arrive(door("maureen"), kept(tmp_path, name, data), planted.family_id)
    asked = ask(door)
    known(door, asked, planted.child_id)
    while parts(door, asked).unread:
        pass
    return asked


def files(door, request_id):
    """Return the parts of files by name."""
    rows = parts(door, request_id).rows
    return {
        next(one.text for one in row.part.fields if one.id == "name"): row
        for row in rows
        if row.part.kind == "document_content"
    }


def decide(door, request_id, row, decision, **more):
    choice = Choice(decision=decision, digest=row.proposed.digest, **more)
    return door("ira").dispatch(DecidePart(request_id=request_id, part=row.part.key, choice=choice))


def pack(door, request_id):
    finish(door, request_id)
    return door("ira").dispatch(SubjectPackCopy(request_id=request_id))


def pages(content):
    with pikepdf.open(BytesIO(content)) as opened:
        assert not opened.attachments
        return len(opened.pages)


def test_words_of_a_file_stand_in_the_pack_with_others_marked(door, filed) -> None:
    found = files(door, filed)["letter.docx"]
    assert found.proposed.decision == "redact"
    accept_all(door, filed)
    text = squeezed(text_of(pack(door, filed)))
    assert squeezed("Maja likes kites.") in text
    assert squeezed("Maja draws well.") in text
    for secret in ("Dawid", "Wolny", "Otherwise"):
        assert secret not in text


def test_without_marks_the_file_would_tell(door, filed) -> None:
    """The twin: given as it stands, the letter tells everything."""
    accept_all(door, filed)
    decide(door, filed, files(door, filed)["letter.docx"], "release")
    text = squeezed(text_of(pack(door, filed)))
    assert "DawidWolny" in text


def test_pages_are_left_out_until_somebody_gives_them(door, filed) -> None:
    accept_all(door, filed)
    found = files(door, filed)
    assert {found[name].decided.decision for name in ("paper.pdf", "drawing.jpg")} == {"withhold"}
    before = pages(pack(door, filed))
    for name in ("paper.pdf", "drawing.jpg"):
        decide(door, filed, found[name], "release")
    after = pack(door, filed)
    assert pages(after) == before + 2
    assert squeezed("Its pages are at the end") in squeezed(text_of(after))


def test_a_name_in_a_file_name_is_not_told_by_giving_its_pages(
    door, planted, filed, tmp_path
) -> None:
    path = kept(tmp_path, "from Loveday Tamblyn.pdf", GOOD[".pdf"])
    arrive(door("maureen"), path, planted.family_id)
    accept_all(door, filed)
    decide(door, filed, files(door, filed)[path.name], "release")
    assert "Tamblyn" not in text_of(pack(door, filed))


def test_pages_are_looked_at_before_and_given_whole_or_not(door, filed) -> None:
    found = files(door, filed)
    for name in ("paper.pdf", "drawing.jpg"):
        asked = SubjectFile(request_id=filed, part=found[name].part.key)
        assert pages(door("ira").dispatch(asked)) == 1
        with pytest.raises(Invalid) as told:
            decide(door, filed, found[name], "redact")
        assert "decision" in told.value.fields
    letter = SubjectFile(request_id=filed, part=found["letter.docx"].part.key)
    with pytest.raises(Refused, match=r"subject\.no_pages"):
        door("ira").dispatch(letter)
    with pytest.raises(Refused, match=r"refused\.role"):
        door("priya").dispatch(letter)


def test_what_no_scanner_cleared_is_not_opened(door, planted, tmp_path, scanner) -> None:
    scanner("unknown")
    path = kept(tmp_path, "waiting.pdf", GOOD[".pdf"])
    arrive(door("maureen"), path, planted.family_id)
    asked = ask(door)
    known(door, asked, planted.child_id)
    assert "waiting.pdf" not in files(door, asked)


def test_words_are_read_one_file_a_message(door, filed, monkeypatch) -> None:
    rights_files._read.clear()
    asked: list[str] = []
    read = rights_files.as_text

    def counted(kind, content):
        asked.append(kind)
        return read(kind, content)

    monkeypatch.setattr(rights_files, "as_text", counted)
    parts(door, filed)
    assert asked == ["docx"]
    parts(door, filed)
    assert asked == ["docx"]
