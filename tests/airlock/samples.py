"""One good file of each of the eight types, made here, and files bent to do harm."""

import io
import zipfile
from email.message import EmailMessage

import pikepdf
from PIL import Image

from tests.imports.workbooks import good as workbook

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body="<w:p><w:r><w:t>A made up letter.</w:t></w:r></w:p>", add=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in add:
            archive.writestr(name, content)
    return out.getvalue()


def paper(bend=lambda pdf: None, *, packed=False):
    """Return a PDF of one page; `packed` puts its objects into object streams."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    bend(pdf)
    out = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    pdf.save(out, object_stream_mode=mode)
    return out.getvalue()


def picture(kind="JPEG", size=(40, 30), **saved):
    out = io.BytesIO()
    Image.new("RGB", size, (10, 120, 90)).save(out, kind, **saved)
    return out.getvalue()


def place_told():
    """Return EXIF data with a camera, a place and a turn to the right."""
    exif = Image.Exif()
    exif[0x010F] = "Made Up Camera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 22.0, 14.0), 3: "W", 4: (4.0, 8.0, 30.0)})
    return exif


def mail(attach=()):
    message = EmailMessage()
    message["From"], message["To"] = "School <office@school.example>", "hub@council.example"
    message["Date"], message["Subject"] = "Mon, 05 Jan 2026 10:00:00 +0000", "Attendance"
    message.set_content("Attendance is better.\n")
    for name, data in attach:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def table(*rows):
    return "\r\n".join(rows or ("day,present", "Monday,1", "Tuesday,0")).encode()


GOOD = {
    ".pdf": paper(),
    ".docx": document(),
    ".xlsx": workbook(),
    ".png": picture("PNG"),
    ".jpg": picture("JPEG"),
    ".txt": b"A note of the made up school.\nIt says little.\n",
    ".csv": table(),
    ".eml": mail(),
}
