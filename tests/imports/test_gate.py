"""The gate lets a plain workbook pass and nothing else."""

import hashlib
import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.airlock import archive, children
from earlyhelp.errors import Invalid
from earlyhelp.imports import gate
from tests.imports.workbooks import good, repacked

GOOD = good()
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"


def refused(data, name="annex.xlsx"):
    with pytest.raises(Invalid) as caught:
        gate.admit(name, data)
    return caught.value.fields["file"].removeprefix("import.file.")


def with_entry(info, content=b"x", compress_type=zipfile.ZIP_DEFLATED):
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(info, content, compress_type)
    return out.getvalue()


def with_central_field(data, name, offset, value):
    """Overwrite a four-byte field of one part's directory entry."""
    at = 0
    bent = bytearray(data)
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        length = int.from_bytes(data[at + 28 : at + 30], "little")
        if data[at + 46 : at + 46 + length].decode() == name:
            bent[at + offset : at + offset + 4] = struct.pack("<I", value)
        at += 4
    return bytes(bent)


def test_a_good_workbook_passes():
    gate.admit("annex.xlsx", GOOD)
    gate.admit("ANNEX.XLSX", GOOD)


def test_a_part_called_as_a_picture_passes():
    gate.admit("annex.xlsx", repacked(GOOD, add=[("xl/media/image1.png", b"\x89PNG\r\n\x1a\n\0")]))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("annex.xlsx", b"", "empty"),
        ("annex.xlsx", b"Child Unique ID,Gender\n1,Female\n", "other_inside"),
        ("annex.xlsx", b"MZ" + GOOD, "other_inside"),
        ("annex.csv", GOOD, "extension"),
        ("annex.xlsm", GOOD, "extension"),
        ("annex", GOOD, "extension"),
        ("annex.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_format"),
        ("annex.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_format"),
        ("annex.xlsx", GOOD[: len(GOOD) // 2], "damaged"),
        ("annex.xlsx", GOOD[:30], "damaged"),
        ("annex.xlsx", b"PK\x03\x04" + b"\0" * (25 * 1024 * 1024), "too_large"),
    ],
)
def test_wrong_files_are_refused(name, data, reason):
    assert refused(data, name) == reason


def test_a_zip_of_something_else_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refused(out.getvalue()) == "other_inside"
    renamed = repacked(GOOD, change={TYPES: lambda old: old.replace(b"sheet.main", b"other.main")})
    assert refused(renamed) == "other_inside"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "xl/../../evil.xml",
        "/etc/evil.xml",
        "C:/evil.xml",
        "xl\\evil.xml",
        "a\nb",
        "x" * 201,
    ],
)
def test_hostile_names_are_refused(name):
    assert refused(with_entry(zipfile.ZipInfo(name))) == "names"


def test_a_plain_name_passes():
    gate.admit("annex.xlsx", with_entry(zipfile.ZipInfo("xl/notes..xml"), b"<a/>"))


def test_two_parts_of_one_name_are_refused():
    assert refused(with_entry(zipfile.ZipInfo(SHEET.upper()), b"<a/>")) == "names"


def test_a_symbolic_link_is_refused():
    link = zipfile.ZipInfo("xl/link.xml")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refused(with_entry(link, b"/etc/passwd")) == "names"


def test_an_encrypted_part_is_refused():
    at = GOOD.rindex(b"PK\x01\x02")
    bent = bytearray(GOOD)
    bent[at + 8] |= 1
    assert refused(bytes(bent)) == "encrypted"


def test_another_compression_is_refused():
    assert refused(with_entry(zipfile.ZipInfo("xl/a.xml"), b"<a/>", zipfile.ZIP_LZMA)) == "damaged"


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("xl/vbaProject.bin", b"\0", "macros"),
        ("xl/macrosheets/sheet1.xml", b"<a/>", "macros"),
        ("xl/activeX/activeX1.xml", b"<a/>", "macros"),
        ("xl/externalLinks/externalLink1.xml", b"<a/>", "links"),
        ("xl/connections.xml", b"<a/>", "links"),
        ("xl/embeddings/object1.bin", b"\0", "embedded"),
        ("xl/media/more.zip", b"\0", "embedded"),
        ("xl/media/image1.png", GOOD, "embedded"),
        ("xl/media/image1.png", b"MZ\x90", "embedded"),
        ("xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entities"),
        ("xl/a.bin", b"   <!DOCTYPE a>", "entities"),
        ("xl/a.xml", b"<a>" + b" " * (64 * 1024 - 8) + b"<!DOCTYPE b><a/>", "entities"),
        ("xl/a.xml", "<!DOCTYPE a><a/>".encode("utf-16"), "encoding"),
        ("xl/a.xml", b'<?xml version="1.0" encoding="cp037"?><a/>', "encoding"),
        ("xl/a.xml", b"<?xml " + b" " * 2000 + b'encoding="cp037"?><a/>', "encoding"),
        (
            "xl/_rels/a.rels",
            b'<Relationship Type="x/oleObject" Target="file:a" TargetMode="External"/>',
            "links",
        ),
    ],
)
def test_active_parts_are_refused(part, content, reason):
    assert refused(repacked(GOOD, add=[(part, content)])) == reason


def test_a_hyperlink_passes():
    link = b'<Relationship TargetMode="External" Target="mailto:a" Type="x/hyperlink"/>'
    gate.admit("annex.xlsx", repacked(GOOD, add=[("xl/_rels/a.rels", link)]))


def test_the_content_type_of_macros_is_refused():
    old, new = b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    assert refused(repacked(GOOD, change={TYPES: lambda text: text.replace(old, new)})) == "macros"


def test_a_bomb_is_refused():
    assert refused(repacked(GOOD, add=[("xl/a.xml", b" " * 30_000_000)])) == "unpacks_too_large"


def test_large_parts_together_are_refused():
    # Each part keeps to its size and ratio; only the sum is too much.
    blocks = (hashlib.shake_256(bytes([k % 256, k // 256])).digest(1000) for k in range(400))
    part = b"\x89PNG" + b"".join(block + bytes(50_000) for block in blocks)
    gate.admit("annex.xlsx", repacked(GOOD, add=[("xl/media/1.png", part)]))
    parts = [(f"xl/media/{k}.png", part) for k in range(3)]
    assert refused(repacked(GOOD, add=parts)) == "unpacks_too_large"


def test_a_lying_size_does_not_hide_a_bomb():
    bomb = repacked(GOOD, add=[("xl/a.xml", b" " * 30_000_000)])
    assert refused(with_central_field(bomb, "xl/a.xml", 24, 10)) == "unpacks_too_large"


def test_a_lying_size_or_checksum_is_damage():
    assert refused(with_central_field(GOOD, SHEET, 24, 10)) == "damaged"
    assert refused(with_central_field(GOOD, SHEET, 16, 10)) == "damaged"


def test_a_lying_place_is_damage():
    assert refused(with_central_field(GOOD, SHEET, 42, 7)) == "damaged"


def test_thousands_of_parts_are_refused():
    parts = [(f"xl/media/{k}.png", b"") for k in range(5000)]
    assert refused(repacked(GOOD, add=parts)) == "too_many_parts"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_arbitrary_bytes_give_a_house_error(data):
    for start in (b"", b"PK\x03\x04"):
        refused(start + data)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_bent_workbook_passes_or_gives_a_house_error(at, bytes_):
    bent = GOOD[:at] + bytes_ + GOOD[at + len(bytes_) :]
    try:
        gate.admit("annex.xlsx", bent)
    except Invalid as refusal:
        assert refusal.fields["file"].startswith("import.file.")


def test_every_reason_has_a_sentence():
    import re
    import tomllib

    from earlyhelp.settings import resource

    wording = tomllib.loads(resource("wording/imports.toml").read_text("utf-8"))
    room = Path(gate.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in room.glob("*.py"))
    shared = "\n".join(Path(one.__file__).read_text("utf-8") for one in (archive, children))
    used = {f"import.file.{key}" for key in re.findall(r'refuse\("(\w+)"\)', code)}
    used |= {f"import.file.{key}" for key in re.findall(r'NotAdmitted\("(\w+)"\)', shared)}
    used |= {f"import.file.{key}" for key in re.findall(r'refused="(\w+)"', code)}
    used |= {f"import.row.{key}" for key in re.findall(r'dirty\("(\w+)"', code)}
    used |= set(re.findall(r'"(import\.(?:row|mend_file)\.\w+)"', code))
    assert used - set(wording) == set()
    assert len(used) > 30
