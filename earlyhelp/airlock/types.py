"""The eight types of file that may come in, told by ending and by their first bytes together.

Refuses everything else by name where a person can do something about it.
"""

import re
from dataclasses import dataclass

from earlyhelp.airlock.archive import OLE_MAGIC, ZIP_MAGIC
from earlyhelp.airlock.limits import MAX_FILE
from earlyhelp.airlock.names import display_name
from earlyhelp.airlock.refusal import NotAdmitted

PDF_MAGIC = b"%PDF-"
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
JPEG_MAGIC = b"\xff\xd8\xff"


@dataclass(frozen=True)
class FileType:
    """One type; a type without magic is text, which begins with nobody's magic."""

    key: str
    endings: tuple[str, ...]
    magic: bytes = b""


TYPES = (
    FileType("pdf", (".pdf",), PDF_MAGIC),
    FileType("docx", (".docx",), ZIP_MAGIC),
    FileType("xlsx", (".xlsx",), ZIP_MAGIC),
    FileType("png", (".png",), PNG_MAGIC),
    FileType("jpeg", (".jpg", ".jpeg"), JPEG_MAGIC),
    FileType("txt", (".txt",)),
    FileType("csv", (".csv",)),
    FileType("eml", (".eml",)),
)
ENDINGS = {ending: one for one in TYPES for ending in one.endings}
_MACROS = {".docm", ".xlsm", ".dotm", ".xltm", ".xlsb", ".pptm", ".xlam"}
_OLD = {".doc", ".xls", ".ppt", ".rtf", ".odt", ".ods", ".msg", ".pptx"}
_PICTURES = {".heic", ".heif", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg"}
_ARCHIVES = {".zip", ".rar", ".7z", ".gz", ".tar", ".iso"}
#: what no text begins with: programs, archives, pictures, markup that acts
_NOT_TEXT = (
    PDF_MAGIC, ZIP_MAGIC, PNG_MAGIC, JPEG_MAGIC, OLE_MAGIC, b"MZ", b"\x7fELF", b"PK\x05\x06", b"Rar!",
    b"7z\xbc\xaf", b"\x1f\x8b", b"GIF8", b"BM", b"RIFF", b"{\\rtf", b"#!", b"\xca\xfe\xba\xbe",
)  # fmt: skip
_MARKUP = re.compile(rb"\s*<(?:[!?/]|[A-Za-z][\w:-]*[\s>/])")
_MAIL = re.compile(
    rb"(?:Return-Path|Received|From|Delivered-To|MIME-Version|Message-ID|X-[\w-]+|Date|Subject):",
    re.IGNORECASE,
)


def type_of(file_name: str, data: bytes) -> FileType:
    """Return the type on which the ending and the first bytes agree.

    Raises: NotAdmitted for anything else.
    """
    name = display_name(file_name).lower()
    ending = name[name.rfind(".") :] if "." in name else ""
    if not data:
        raise NotAdmitted("empty")
    if len(data) > MAX_FILE:
        raise NotAdmitted("too_large")
    if data.startswith(OLE_MAGIC) or ending in _OLD:
        raise NotAdmitted("old_format")
    if ending in _MACROS:
        raise NotAdmitted("macros")
    if ending in _ARCHIVES:
        raise NotAdmitted("archive")
    if ending in _PICTURES:
        raise NotAdmitted("picture_type")
    found = ENDINGS.get(ending)
    if found is None:
        raise NotAdmitted("type")
    if not (data.startswith(found.magic) if found.magic else _begins_as(found, data)):
        raise NotAdmitted("mismatch")
    return found


def _begins_as(found: FileType, data: bytes) -> bool:
    """Tell whether bytes without magic of their own begin as this kind of text may."""
    head = data[:2000].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_NOT_TEXT) or _MARKUP.match(head):
        return False
    return bool(_MAIL.match(head)) == (found.key == "eml")
