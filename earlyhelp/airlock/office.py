"""Opens .docx and .xlsx whose bytes the archive check let pass; gives their words for reading.

Refuses parts that are not sound XML and fields that fetch or start something.  Child only.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator

from earlyhelp.airlock.refusal import NotAdmitted

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FETCHES = re.compile(
    rb"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|WEBSERVICE\s*\()", re.IGNORECASE
)
_STARTS = re.compile(rb"<(?:\w+:)?f[\s>][^<]*(?:\||DDE\()[^<]*!", re.IGNORECASE)
_SHOWN_ROWS, _SHOWN_CELLS = 2000, 60


def open_office(kind: str, data: bytes) -> None:
    """Open the structure and read every XML part to its end.

    Raises: NotAdmitted.
    """
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    import defusedxml.sax
    from defusedxml.common import DefusedXmlException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if not name.lower().endswith((".xml", ".rels", ".vml")):
                    continue
                part = archive.read(name)
                if _FETCHES.search(_instructions(part)) or _STARTS.search(part):
                    raise NotAdmitted("links")
                defusedxml.sax.parseString(part, ContentHandler())
            if kind == "docx":
                archive.getinfo("word/document.xml")
            else:
                _workbook(data).close()
    except DefusedXmlException as cause:
        raise NotAdmitted("entities") from cause
    except (
        ValueError,
        KeyError,
        zipfile.BadZipFile,
        OSError,
        TypeError,
        SAXException,
        IndexError,
        AttributeError,
    ) as cause:
        raise NotAdmitted("unreadable") from cause


def _instructions(part: bytes) -> bytes:
    """Return what the fields of a text document say, put together: Word lets them be cut to pieces."""
    pieces = re.findall(rb"<w:instrText[^>]*>([^<]*)<", part)
    simple = re.findall(rb'w:instr="([^"]*)"', part)
    formulas = re.findall(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)<", part)
    return b"".join(pieces) + b" " + b" ".join(simple) + b" " + b" ".join(formulas)


def office_text(kind: str, data: bytes) -> str:
    """Return the words of a document or the cells of a workbook, a line for each paragraph or row."""
    return "\n".join(_paragraphs(data) if kind == "docx" else _rows(data))


def _paragraphs(data: bytes) -> Iterator[str]:
    from defusedxml.ElementTree import iterparse

    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as part:
        line: list[str] = []
        for _event, element in iterparse(part):
            if element.tag == f"{_WORD}t":
                line.append(element.text or "")
            elif element.tag == f"{_WORD}tab":
                line.append("\t")
            elif element.tag in {f"{_WORD}p", f"{_WORD}br"}:
                yield "".join(line)
                line.clear()
                element.clear()


def _rows(data: bytes) -> Iterator[str]:
    book = _workbook(data)
    for sheet in book.worksheets:
        yield f"[{sheet.title}]"
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if number >= _SHOWN_ROWS:
                yield "[…]"
                break
            yield "\t".join(
                "" if cell is None else str(cell) for cell in row[:_SHOWN_CELLS]
            ).rstrip()
        yield ""


def _workbook(data: bytes):  # type: ignore[no-untyped-def] # noqa: ANN202
    # openpyxl would load numpy for its number types; the child has no need of it.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise NotAdmitted("unreadable")
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
