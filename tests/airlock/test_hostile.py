"""Office files, pictures and e-mails made to do harm: refused, or let in without what could act."""

import io
import zlib

import pytest
from PIL import Image

from tests.airlock.samples import document, mail, picture, place_told
from tests.imports.workbooks import good as workbook
from tests.imports.workbooks import repacked

TEMPLATE = b"""<R><Relationship Type="x/attachedTemplate" Target="http://a.example/t.dotm"
 TargetMode="External"/></R>"""


@pytest.mark.parametrize(
    ("add", "reason"),
    [
        (("word/vbaProject.bin", b"\0"), "macros"),
        (("word/embeddings/a.bin", b"\0"), "embedded"),
        (("word/media/image1.png", workbook()), "embedded"),
        (("word/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "entities"),
        (("word/a.xml", b" " * 30_000_000), "unpacks_too_large"),
        (("../a.xml", b"<a/>"), "names"),
        (("word/a.xml", b"<a><b></a>"), "unreadable"),
        (
            ("word/_rels/settings.xml.rels", TEMPLATE),
            "links",
        ),
    ],
)
def test_acting_documents_are_refused(refused, add, reason):
    assert refused("a.docx", document(add=[add])) == reason


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:r><w:instrText> DDEAUTO c:\\\\a "b"</w:instrText></w:r></w:p>',
        "<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO x</w:instrText></w:r></w:p>",
        '<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://a.example/b.png"/></w:p>',
    ],
)
def test_fields_that_fetch_are_refused(refused, body):
    assert refused("a.docx", document(body)) == "links"


def test_a_plain_field_passes(clean):
    body = "<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    assert clean("a.docx", document(body))[0] == "docx"


def test_a_workbook_that_starts_a_program_is_refused(refused):
    def run(text):
        return text.replace(b"<v>", b"<f>cmd|'/C calc'!A0</f><v>", 1)

    data = repacked(workbook(), change={"xl/worksheets/sheet1.xml": run})
    assert refused("a.xlsx", data) == "links"


def test_a_document_without_its_main_part_is_refused(refused):
    assert refused("a.docx", repacked(document(), drop=["word/document.xml"])) == "unreadable"


def test_a_photograph_loses_its_place_and_keeps_its_direction(clean):
    data = picture(size=(40, 30), exif=place_told(), comment=b"secret remark")
    assert b"Made Up Camera" in data
    _, kept, left_out = clean("a.jpg", data + b"trailing secret")
    assert left_out == ("picture_details",)
    for told in (b"Made Up Camera", b"secret", b"Exif"):
        assert told not in kept
    with Image.open(io.BytesIO(kept)) as drawn:
        assert drawn.size == (30, 40)  # turned upright before the note of the turn was dropped
        assert not drawn.getexif()


def test_a_drawing_loses_its_texts(clean):
    from PIL import PngImagePlugin

    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Somebody Known")
    _, kept, left_out = clean("a.png", picture("PNG", pnginfo=notes, exif=place_told()))
    assert left_out == ("picture_details",)
    assert b"Somebody" not in kept
    assert b"eXIf" not in kept


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(refused, clean):
    data = bytearray(picture("PNG"))
    data[16:24] = (8000).to_bytes(4, "big") + (5001).to_bytes(4, "big")
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    assert refused("a.png", bytes(data)) == "picture_too_large"
    assert clean("a.png", picture("PNG"))[0] == "png"


def test_half_a_picture_is_refused(refused):
    data = picture("JPEG", size=(400, 300))
    assert refused("a.jpg", data[: len(data) // 2]) == "unreadable"
    assert refused("a.jpg", b"\xff\xd8\xff" + bytes(50)) == "unreadable"


def test_an_email_keeps_its_words_and_leaves_its_files_out(clean):
    _, kept, left_out = clean("a.eml", mail([("a.exe", b"MZ secret")]))
    assert left_out == ("attachments",)
    assert b"MZ" not in kept
    assert clean("a.eml", mail())[2] == ()


def test_an_email_of_markup_becomes_words(clean):
    from earlyhelp.airlock.mail import mail_text

    data = (
        b"From: a@b.example\r\nSubject: =?utf-8?q?Zo=C3=AB?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/html\r\n\r\n<p>Come at <b>ten</b></p><script>steal()</script>"
        b'<img src="http://tracker.example/x.png">'
    )
    text = mail_text(clean("a.eml", data)[1])
    assert "Subject: Zoë" in text
    assert "Come at ten" in text
    for gone in ("steal", "tracker", "<"):
        assert gone not in text
