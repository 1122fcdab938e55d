"""Ending, first bytes and structure must agree: eight types under eight endings."""

import pytest

from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.airlock.types import TYPES
from tests.airlock.samples import GOOD, table

#: a table is a text as well and may be kept as one; nothing else passes under another's name
ALSO = {(".csv", ".txt")}


def test_the_samples_are_one_of_each_type():
    assert {ending for one in TYPES for ending in one.endings} == set(GOOD) | {".jpeg"}


@pytest.mark.parametrize("content", GOOD)
@pytest.mark.parametrize("ending", GOOD)
def test_eight_types_under_eight_endings(clean, content, ending):
    name = f"letter{ending}"
    if content == ending or (content, ending) in ALSO:
        kind, kept, left_out = clean(name, GOOD[content])
        assert (kept, left_out) != (b"", None)
        assert kind == {".jpg": "jpeg"}.get(ending, ending[1:])
        return
    with pytest.raises(NotAdmitted) as caught:
        clean(name, GOOD[content])
    assert caught.value.reason in {"mismatch", "other_inside", "not_a_table", "not_mail"}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"%PDF-" + bytes(25 * 1024 * 1024), "too_large"),
        ("a.pdf", b" " + GOOD[".pdf"], "mismatch"),
        ("a.pdf", b"MZ" + GOOD[".pdf"], "mismatch"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_format"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_format"),
        ("a.docm", GOOD[".docx"], "macros"),
        ("a.xlsm", GOOD[".xlsx"], "macros"),
        ("a.zip", GOOD[".docx"], "archive"),
        ("a.heic", b"\0\0\0\x18ftypheic", "picture_type"),
        ("a.exe", b"MZ", "type"),
        ("a.pdf.exe", GOOD[".pdf"], "type"),
        ("a", GOOD[".pdf"], "type"),
        ("a.pdf:b.exe", GOOD[".pdf"], "type"),
        ("a\u202efdp.exe", GOOD[".pdf"], "type"),
        ("a.txt", b"<html><script>1</script></html>", "mismatch"),
        ("a.txt", b"  <!DOCTYPE a>", "mismatch"),
        ("a.txt", b"{\\rtf1 x}", "mismatch"),
        ("a.txt", b"#!/bin/sh\n", "mismatch"),
        ("a.csv", b"MZ,1\r\n2,3", "mismatch"),
    ],
)
def test_other_files_are_refused(refused, name, data, reason):
    assert refused(name, data) == reason


def test_endings_in_capitals_and_from_folders_pass(clean):
    assert clean("C:\\Users\\someone\\LETTER.PDF", GOOD[".pdf"])[0] == "pdf"
    assert clean("photo.JPEG", GOOD[".jpg"])[0] == "jpeg"


def test_texts_in_older_encodings_become_utf_8(clean):
    assert clean("a.txt", "Zoë said ‘yes’".encode("cp1252"))[1].decode() == "Zoë said ‘yes’"
    assert clean("a.txt", "Zoë".encode("utf-16"))[1].decode() == "Zoë"
    assert clean("a.txt", b"\xef\xbb\xbfZo\xc3\xab")[1].decode() == "Zoë"


@pytest.mark.parametrize("data", [b"a\0b", b"a\x1b[2Jb", b"\x81\x8d\x00"])
def test_what_is_no_text_is_refused(refused, data):
    assert refused("a.txt", data) == "not_text"


def test_tables_keep_to_their_size_and_shape(refused):
    assert refused("a.csv", table("a,b", "1,2,3")) == "not_a_table"
    assert refused("a.csv", table("a", "b")) == "not_a_table"
    assert refused("a.csv", b'a,b\r\n"' + b"x" * 40_000 + b'",1') == "not_a_table"
    assert refused("a.csv", b"a,b\r\n" * 200_001) == "too_many_rows"


def test_cells_a_spreadsheet_would_run_are_made_harmless(clean):
    _, kept, left_out = clean("a.csv", table("a,b", "=cmd|' /C calc'!A0,-5", "@SUM(1),plain"))
    assert kept.decode().splitlines() == ["a,b", "'=cmd|' /C calc'!A0,-5", "'@SUM(1),plain"]
    assert left_out == ("formulas",)
    assert clean("a.csv", table())[2] == ()
