"""Looks at a workbook's bytes before anything parses them.

Refuses whatever is not a plain .xlsx: bombs, lies about sizes, macros, links, entities, odd names.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from earlyhelp.errors import Invalid

MAX_FILE = 25 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_TOTAL = 50 * 1024 * 1024
MAX_ENTRY = 25 * 1024 * 1024
MAX_RATIO = 120
_RATIO_FROM = 100_000  # below this no ratio can do harm
_CHUNK = 64 * 1024
_OVERLAP = 16

_ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CENTRAL = b"PK\x01\x02"
_CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_XML_NAMES = (".xml", ".rels", ".vml")
_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_LINK = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>")
_ACTIVE = re.compile(r"vbaproject|macrosheets/|activex/", re.IGNORECASE)
_LINKED = re.compile(r"externallinks/|/connections\.xml$|querytables/", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"embeddings/|\.(zip|xlsx|xlsm|xls|docx|docm|doc|exe|dll|js)$", re.IGNORECASE
)


def refuse(reason: str) -> Invalid:
    """Make the refusal of a file; its sentence is `import.file.<reason>`."""
    return Invalid({"file": f"import.file.{reason}"})


def admit(file_name: str, data: bytes) -> None:
    """Let a plain workbook pass; nothing in it is interpreted beyond the ZIP directory.

    Raises: Invalid with the reason for the file.
    """
    _check_outside(file_name, data)
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
        raise refuse("damaged") from cause
    _check_directory(entries)
    total = 0
    for entry in entries:
        total += _check_entry(data, entry, MAX_TOTAL - total)


def _check_outside(file_name: str, data: bytes) -> None:
    if not data:
        raise refuse("empty")
    if len(data) > MAX_FILE:
        raise refuse("too_large")
    if data.startswith(_OLE_MAGIC):
        raise refuse("old_format")
    if not file_name.lower().endswith(".xlsx"):
        raise refuse("extension")
    if not data.startswith(_ZIP_MAGIC):
        raise refuse("not_a_workbook")
    # Counted in the bytes, because building a directory of a million lies costs memory.
    if data.count(_CENTRAL) > MAX_ENTRIES:
        raise refuse("too_many_parts")


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise refuse("too_many_parts")
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) != len(names):
        raise refuse("names")
    if _CONTENT_TYPES not in names:
        raise refuse("not_a_workbook")
    for entry in entries:
        _check_name(entry.orig_filename)
        _check_name(entry.filename)
        if entry.flag_bits & 0x1:
            raise refuse("encrypted")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise refuse("names")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refuse("damaged")


def _check_name(name: str) -> None:
    parts = name.split("/")
    hostile = ".." in parts or name.startswith("/") or "\\" in name or ":" in name
    if hostile or len(name) > 200 or not name.isprintable():
        raise refuse("names")
    if _ACTIVE.search(name):
        raise refuse("macros")
    if _LINKED.search(name):
        raise refuse("links")
    if _EMBEDDED.search(name):
        raise refuse("embedded")


def _check_entry(data: bytes, entry: zipfile.ZipInfo, room: int) -> int:
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
            raise refuse("unpacks_too_large")
        if size > _RATIO_FROM and size > MAX_RATIO * entry.compress_size:
            raise refuse("unpacks_too_large")
        if is_xml and b"\0" in chunk:
            raise refuse("encoding")
        joined = tail + chunk
        if b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
            raise refuse("entities")
        tail = joined[-_OVERLAP:]
        if _is_small_part(entry.filename):
            whole += chunk
    if size != entry.file_size or crc != entry.CRC:
        raise refuse("damaged")
    _check_whole(entry.filename, bytes(whole))
    return size


def _unpack(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part's own bytes in pieces, whatever size the directory claims."""
    at = entry.header_offset
    if at < 0 or data[at : at + 4] != _ZIP_MAGIC or len(data) < at + 30:
        raise refuse("damaged")
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
                raise refuse("damaged")
            if chunk:
                yield chunk
        if inflater.unused_data:
            raise refuse("damaged")
    except zlib.error as cause:
        raise refuse("damaged") from cause


def _check_head(chunk: bytes, name: str) -> bool:
    """Tell whether the part is XML, whatever it is called."""
    if chunk.startswith((_ZIP_MAGIC, _OLE_MAGIC, b"MZ")):
        raise refuse("embedded")
    text = chunk.removeprefix(b"\xef\xbb\xbf")
    # Another encoding could hide a declaration from the search of the bytes.
    if text.startswith(b"<?xml"):
        declaration, closed, _ = text[:1000].partition(b"?>")
        declared = _ENCODING.match(declaration)
        if not closed or (declared and declared.group(1).lower() not in _ENCODINGS):
            raise refuse("encoding")
    return b"<" in chunk[:4] or name.lower().endswith(_XML_NAMES)


def _is_small_part(name: str) -> bool:
    return name == _CONTENT_TYPES or name.lower().endswith(".rels")


def _check_whole(name: str, text: bytes) -> None:
    if name == _CONTENT_TYPES:
        if b"macroenabled" in text.lower() or b"vbaproject" in text.lower():
            raise refuse("macros")
        if _WORKBOOK_TYPE not in text:
            raise refuse("not_a_workbook")
    for link in _LINK.findall(text):
        # A hyperlink is words to us: nobody follows it.
        if not re.search(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", link):
            raise refuse("links")
