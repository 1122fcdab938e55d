"""Looks at the bytes of a .xlsx or .docx before anything parses them.

Refuses whatever is not plain: bombs, lies about sizes, macros, links, entities, odd names.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from earlyhelp.airlock.refusal import NotAdmitted

MAX_ENTRIES = 2000
MAX_TOTAL = 50 * 1024 * 1024
MAX_ENTRY = 25 * 1024 * 1024
MAX_RATIO = 120
_RATIO_FROM = 100_000  # below this no ratio can do harm
_CHUNK = 64 * 1024
_OVERLAP = 16

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CENTRAL = b"PK\x01\x02"
_CONTENT_TYPES = "[Content_Types].xml"
_OFFICE = b"application/vnd.openxmlformats-officedocument."
#: ending -> what the file must say it is
_MAIN_TYPES = {
    ".xlsx": _OFFICE + b"spreadsheetml.sheet.main+xml",
    ".docx": _OFFICE + b"wordprocessingml.document.main+xml",
}
_XML_NAMES = (".xml", ".rels", ".vml")
_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_LINK = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>")
_ACTIVE = re.compile(r"vbaproject|macrosheets/|activex/", re.IGNORECASE)
_LINKED = re.compile(r"externallinks/|/connections\.xml$|querytables/", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"embeddings/|\.(zip|xlsx|xlsm|xls|docx|docm|doc|exe|dll|js)$", re.IGNORECASE
)


def look_into(ending: str, data: bytes) -> None:
    """Let a plain archive pass; nothing in it is interpreted beyond the ZIP directory.

    `ending` is ".xlsx" or ".docx". Raises: NotAdmitted.
    """
    # Counted in the bytes, because building a directory of a million lies costs memory.
    if data.count(_CENTRAL) > MAX_ENTRIES:
        raise NotAdmitted("too_many_parts")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (
        zipfile.BadZipFile,
        ValueError,
        OverflowError,
        NotImplementedError,
        struct.error,
    ) as cause:
        raise NotAdmitted("damaged") from cause
    _check_directory(entries)
    total = 0
    for entry in entries:
        total += _check_entry(data, entry, MAX_TOTAL - total, _MAIN_TYPES[ending])


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise NotAdmitted("too_many_parts")
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) != len(names):
        raise NotAdmitted("names")
    if _CONTENT_TYPES not in names:
        raise NotAdmitted("other_inside")
    for entry in entries:
        _check_name(entry.orig_filename)
        _check_name(entry.filename)
        if entry.flag_bits & 0x1:
            raise NotAdmitted("encrypted")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise NotAdmitted("names")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise NotAdmitted("damaged")


def _check_name(name: str) -> None:
    parts = name.split("/")
    hostile = ".." in parts or name.startswith("/") or "\\" in name or ":" in name
    if hostile or len(name) > 200 or not name.isprintable():
        raise NotAdmitted("names")
    if _ACTIVE.search(name):
        raise NotAdmitted("macros")
    if _LINKED.search(name):
        raise NotAdmitted("links")
    if _EMBEDDED.search(name):
        raise NotAdmitted("embedded")


def _check_entry(data: bytes, entry: zipfile.ZipInfo, room: int, main_type: bytes) -> int:
    """Unpack one part, keeping nothing, and return its true size."""
    size, crc, tail = 0, 0, b""
    is_xml = False
    whole = bytearray()
    for chunk in _unpack(data, entry):
        if not size:
            is_xml = _check_head(chunk, entry.filename)
        size += len(chunk)
        crc = zlib.crc32(chunk, crc)
        if size > min(MAX_ENTRY, room):
            raise NotAdmitted("unpacks_too_large")
        if size > _RATIO_FROM and size > MAX_RATIO * entry.compress_size:
            raise NotAdmitted("unpacks_too_large")
        if is_xml and b"\0" in chunk:
            raise NotAdmitted("encoding")
        joined = tail + chunk
        if b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
            raise NotAdmitted("entities")
        tail = joined[-_OVERLAP:]
        if _is_small_part(entry.filename):
            whole += chunk
    if size != entry.file_size or crc != entry.CRC:
        raise NotAdmitted("damaged")
    _check_whole(entry.filename, bytes(whole), main_type)
    return size


def _unpack(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part's own bytes in pieces, whatever size the directory claims."""
    at = entry.header_offset
    if at < 0 or data[at : at + 4] != ZIP_MAGIC or len(data) < at + 30:
        raise NotAdmitted("damaged")
    start = at + 30 + sum(int.from_bytes(data[at + k : at + k + 2], "little") for k in (26, 28))
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (packed[k : k + _CHUNK] for k in range(0, len(packed), _CHUNK))
        return
    inflater = zlib.decompressobj(-15)
    try:
        while not inflater.eof:
            chunk = inflater.decompress(packed, _CHUNK)
            packed = inflater.unconsumed_tail
            if not chunk and not packed and not inflater.eof:
                raise NotAdmitted("damaged")
            if chunk:
                yield chunk
        if inflater.unused_data:
            raise NotAdmitted("damaged")
    except zlib.error as cause:
        raise NotAdmitted("damaged") from cause


def _check_head(chunk: bytes, name: str) -> bool:
    """Tell whether the part is XML, whatever it is called."""
    if chunk.startswith((ZIP_MAGIC, OLE_MAGIC, b"MZ")):
        raise NotAdmitted("embedded")
    text = chunk.removeprefix(b"\xef\xbb\xbf")
    # Another encoding could hide a declaration from the search of the bytes.
    if text.startswith(b"<?xml"):
        declaration, closed, _ = text[:1000].partition(b"?>")
        declared = _ENCODING.match(declaration)
        if not closed or (declared and declared.group(1).lower() not in _ENCODINGS):
            raise NotAdmitted("encoding")
    return b"<" in chunk[:4] or name.lower().endswith(_XML_NAMES)


def _is_small_part(name: str) -> bool:
    return name == _CONTENT_TYPES or name.lower().endswith(".rels")


def _check_whole(name: str, text: bytes, main_type: bytes) -> None:
    if name == _CONTENT_TYPES:
        if b"macroenabled" in text.lower() or b"vbaproject" in text.lower():
            raise NotAdmitted("macros")
        if main_type not in text:
            raise NotAdmitted("other_inside")
    for link in _LINK.findall(text):
        # A hyperlink is words to us: nobody follows it.
        if not re.search(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", link):
            raise NotAdmitted("links")
