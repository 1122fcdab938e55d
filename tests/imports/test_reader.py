"""The child reads within its memory and time, and its death is a refusal."""

import io
import subprocess
import sys
import zipfile
from datetime import date

import msgspec
import openpyxl
import pytest

from earlyhelp.errors import Bug, Invalid
from earlyhelp.imports import child
from earlyhelp.imports.annex_a import read_annex_a
from earlyhelp.imports.mapping import annex_a_mapping
from earlyhelp.imports.reader import read_workbook
from tests.imports.workbooks import CONTACTS, HEADINGS, at, contact, good, repacked

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def refused(data, **options):
    with pytest.raises(Invalid) as caught:
        read_workbook("annex.xlsx", data, ["List 1"], **options)
    return caught.value.fields["file"].removeprefix("import.file.")


def sheet_of(cells):
    """Return the good workbook with other cells in its first sheet."""
    text = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{cells}</sheetData></worksheet>'
    )
    return repacked(good(), change={SHEET: lambda _: text.encode()})


def cells_of(data):
    (sheet,) = read_workbook("annex.xlsx", data, ["List 1"]).sheets
    return [(cell.row, cell.column, cell.kind, cell.text) for cell in sheet.cells]


def test_cells_come_as_they_are():
    cells = cells_of(good())
    assert cells[:2] == [(1, 1, "text", CONTACTS[0]), (1, 2, "text", "Gender")]
    assert (2, 1, "number", "900001") in cells
    assert (2, 4, "date", "2010-05-04T00:00:00") in cells


def test_only_the_wanted_sheets_come():
    names = [sheet.name for sheet in read_workbook("a.xlsx", good(), ["list-3", "List 9"]).sheets]
    assert names == ["List 3"]


def test_a_formula_gives_its_cached_value_or_is_told():
    cells = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+2</f></c></row>'
    assert cells_of(sheet_of(cells)) == [(1, 1, "number", "2"), (1, 2, "formula", "=1+2")]


def test_other_kinds_of_cell():
    cells = (
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="b"><v>1</v></c>'
        '<c r="C1"><v>1E999</v></c><c r="D1"><v>0.5</v></c></row>'
    )
    kinds = [(kind, text) for _, _, kind, text in cells_of(sheet_of(cells))]
    assert kinds == [("error", "#REF!"), ("boolean", "True"), ("text", "inf"), ("number", "0.5")]


def test_the_claimed_size_of_a_sheet_is_not_believed():
    cells = '<row r="3"><c r="C3"><v>7</v></c></row>'
    assert cells_of(sheet_of(cells)) == [(3, 3, "number", "7")]


@pytest.mark.parametrize("place", ["A1048576", "XFD1"])
def test_sheets_without_end_are_refused(place):
    row = "".join(letter for letter in place if letter.isdigit())
    cells = f'<row r="{row}"><c r="{place}"><v>7</v></c></row>'
    assert refused(sheet_of(cells)) == "too_many_cells"


def test_long_words_repeated_are_refused():
    long = "x" * 30_000
    strings = f'<sst xmlns="{MAIN}"><si><t>{long}</t></si></sst>'.encode()
    cells = "".join(f'<row r="{k}"><c r="A{k}" t="s"><v>0</v></c></row>' for k in range(1, 2001))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    data = repacked(
        sheet_of(cells),
        add=[("xl/sharedStrings.xml", strings)],
        change={"[Content_Types].xml": lambda old: old.replace(b"</Types>", override.encode())},
    )
    assert refused(data) == "too_many_cells"


@pytest.mark.parametrize(
    "content", [b"", b"<a", b"<a/>", b"\x00\xff", b"<worksheet><sheetData><row><c>"]
)
def test_a_broken_sheet_is_a_refusal_or_empty(content):
    data = repacked(good(), change={SHEET: lambda _: content})
    try:
        sheets = read_workbook("annex.xlsx", data, ["List 1"]).sheets
    except Invalid as refusal:
        assert refusal.fields["file"] in {"import.file.unreadable", "import.file.encoding"}
    else:
        assert all(sheet.cells == () for sheet in sheets)


def test_a_broken_workbook_part_is_unreadable():
    data = repacked(good(), change={"xl/workbook.xml": lambda _: b"<workbook"})
    assert refused(data) == "unreadable"


def test_a_child_that_is_slow_or_babbles_is_a_refusal():
    slow = [
        sys.executable,
        "-c",
        "import sys; sys.stdin.buffer.read(); all(iter(lambda: 1, 0))",
    ]
    assert refused(good(), child=slow, seconds=0.3) == "too_slow"
    assert refused(good(), child=[sys.executable, "-c", "print(1)"]) == "unreadable"
    assert refused(good(), child=[sys.executable, "-c", "raise SystemExit(3)"]) == "unreadable"


def test_entities_are_refused_by_the_child_as_well(monkeypatch):
    evil = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'
    data = repacked(good(), change={SHEET: lambda _: evil})
    assert refused(data) == "entities"
    monkeypatch.setattr("earlyhelp.imports.reader.admit", lambda name, data: None)
    assert refused(data) == "unreadable"


def test_the_child_does_not_start_without_the_hardened_reader(monkeypatch):
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    with pytest.raises(Bug):
        child.extract(good(), frozenset({"list1"}))


def test_the_memory_cap_holds():
    code = (
        "from earlyhelp.airlock.limits import cap_memory; cap_memory(200*1024*1024);"
        "bytes({}*1024*1024)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code.format(size)], capture_output=True, check=False)
        for size in (1, 400)
    ]
    assert [run.returncode == 0 for run in runs] == [True, False]
    assert b"MemoryError" in runs[1].stderr


def big_workbook(rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("List 1")
    sheet.append(HEADINGS["List 1"])
    for number in range(rows):
        sheet.append(contact(child_id=1000 + number, contact_on=at(2020, 9, 1 + number % 28)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory used as Linux tells it")
def test_twenty_thousand_rows_are_read_in_little_memory():
    data = big_workbook(20_000)
    # Told by the process itself: what its parent sees includes the parent's own pages.
    code = (
        "import sys; from earlyhelp.imports.child import main; main(sys.argv[1:]);"
        "lines = open('/proc/self/status').read().splitlines();"
        "sys.stderr.write(next(line.split()[1] for line in lines if line.startswith('VmHWM')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "list1"], input=data, capture_output=True, check=True
    )
    assert 10_000 < int(run.stderr) < 300 * 1024
    workbook = msgspec.msgpack.decode(run.stdout, type=child.Answer).workbook
    annex = read_annex_a(workbook, date(2024, 1, 31))
    assert (len(annex.contacts), len(annex.people), annex.rejected) == (20_000, 20_000, ())


def test_the_names_asked_for_are_those_of_the_mapping():
    assert {"List 1", "List 2", "List 3"} <= set(annex_a_mapping().sheet_names())


def test_the_window_could_import_the_rows_without_weight():
    code = (
        "import sys, earlyhelp.imports.reader, earlyhelp.imports.report, earlyhelp.imports.mend_file;"
        "sys.exit(any(name in sys.modules for name in ('openpyxl', 'numpy', 'sqlalchemy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_nested_workbook_is_refused():
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        assert SHEET in archive.namelist()
    assert refused(repacked(good(), add=[("xl/media/image1.png", good())])) == "embedded"
