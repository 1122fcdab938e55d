"""The QR code on a printed checkpoint, read from the page as a telephone would read it."""

from datetime import date

import zxingcpp
from PIL import Image, ImageDraw
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from earlyhelp.audit.checkpoint import parse_and_verify
from earlyhelp.audit.verify import verify_export
from earlyhelp.messages.checkpoints import CheckpointPaper
from earlyhelp.messages.trail import ExportAudit
from earlyhelp.reports.checkpoint_sheet import CheckpointSheet, checkpoint_pdf

DOTS = 200  # per inch, as a telephone's picture of a page


def page_of(content):
    """Return the first page of a PDF as a picture in grey."""
    buffer, paper = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    paper.load(buffer)
    points = paper.pagePointSize(0)
    size = QSize(round(points.width() * DOTS / 72), round(points.height() * DOTS / 72))
    drawn = paper.render(0, size)
    paper.close()
    rows = drawn.convertToFormat(QImage.Format.Format_RGBA8888)
    picture = Image.frombuffer(
        "RGBA", (rows.width(), rows.height()), bytes(rows.constBits()), "raw", "RGBA",
        rows.bytesPerLine(), 1,
    )  # fmt: skip
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("L")


def read(picture):
    return [one.text for one in zxingcpp.read_barcodes(picture)]


def exported(door, tmp_path):
    path = tmp_path / "trail.jsonl"
    door("ira").dispatch(ExportAudit(path=str(path)))
    return path


def test_what_a_reader_decodes_is_the_checkpoint_that_the_verifier_accepts(door, tmp_path, qapp):
    (text,) = read(page_of(door("ira").dispatch(CheckpointPaper())))
    report = verify_export(exported(door, tmp_path), [text])
    assert report.problems == []
    signed = parse_and_verify(text, door("ira").context.vault.signer.public())
    assert 0 < signed.size <= report.size


def test_a_code_of_another_text_is_read_as_such_and_refused_by_the_verifier(door, tmp_path, qapp):
    (text,) = read(page_of(door("ira").dispatch(CheckpointPaper())))
    first, size, *rest = text.split("\n")
    forged = "\n".join((first, str(int(size) + 1), *rest))
    sheet = CheckpointSheet(
        printed_on=date(2026, 11, 22), text=forged, size=1, at_utc="", short="", signed_by="ira"
    )
    assert read(page_of(checkpoint_pdf(sheet))) == [forged]
    assert verify_export(exported(door, tmp_path), [forged]).problems


def test_a_page_whose_code_is_covered_is_not_read(door, qapp):
    picture = page_of(door("ira").dispatch(CheckpointPaper()))
    (found,) = zxingcpp.read_barcodes(picture)
    spot = found.position
    ImageDraw.Draw(picture).rectangle(
        (spot.top_left.x, spot.top_left.y, spot.bottom_right.x, spot.bottom_right.y), fill=255
    )
    assert read(picture) == []
