"""What was kept out goes out as it was, and comes in when it is mended."""

import io

import openpyxl
import pytest

from earlyhelp.errors import StorageFault
from earlyhelp.imports.mend_file import rejected_workbook, write_rejected
from tests.imports.workbooks import CONTACTS, assessment, at, book, contact, good

DIRTY = {
    "List 1": [contact(child_id=7), contact(sex="girl"), contact(child_id=8, contact_on=None)],
    "List 2": [assessment(organisation='=HYPERLINK("x")', started_on="04/05/2020")],
}


def say(key):
    return f"sentence of {key}"


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(workbook):
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_the_kept_out_rows_have_all_their_cells_and_a_reason(read):
    sheet = opened(rejected_workbook(read(book(DIRTY)), say))["List 1"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (*CONTACTS, "What to mend")
    assert rows[1][:3] == (900001, "girl", "a) WBRI")
    assert rows[1][3] == at(2010, 5, 4)
    assert rows[1][-1] == "Gender: sentence of import.row.code_unknown"
    assert len(rows) == 3


def test_a_mended_file_reads_clean(read):
    sheets = opened(rejected_workbook(read(book(DIRTY)), say))
    sheets["List 1"]["B2"] = "Female"
    sheets["List 1"]["F3"] = at(2020, 9, 16)
    sheets["List 2"]["F2"] = "4 May 2020"
    sheets["List 2"]["H2"] = "Early Help North"
    annex = read(saved(sheets))
    assert annex.rejected == ()
    assert (len(annex.contacts), len(annex.assessments)) == (2, 1)
    whole = read(book({"List 1": [contact()]}))
    assert annex.contacts[0].fingerprint == whole.contacts[0].fingerprint


def test_an_unmended_file_gathers_no_second_reason(read):
    first = rejected_workbook(read(book(DIRTY)), say)
    again = rejected_workbook(read(first), say)
    assert opened(again)["List 1"].max_column == len(CONTACTS) + 1
    assert opened(again)["List 1"].max_row == 3


def test_nothing_goes_out_as_a_formula(read):
    kept = book({"List 1": [contact(sex="=1+1"), contact(ethnicity="+1", sex="x")]})
    for sheet in opened(rejected_workbook(read(kept), say)):
        assert [cell.value for row in sheet for cell in row if cell.data_type == "f"] == []
        assert sheet["B2"].value == "=1+1"


def test_without_its_headings_a_list_goes_out_whole(read):
    headings = {"List 1": CONTACTS[:-1]}
    annex = read(book({"List 1": [contact()[:-1], contact(child_id=7)[:-1]]}, headings))
    sheet = opened(rejected_workbook(annex, say))["List 1"]
    assert sheet.max_row == 3
    assert "heading_missing" in sheet["G2"].value


def test_a_clean_workbook_gives_an_empty_file(read):
    assert opened(rejected_workbook(read(good()), say)).sheetnames == ["List 1"]


def test_the_file_is_written_or_the_fault_is_told(read, tmp_path):
    annex = read(book(DIRTY))
    write_rejected(tmp_path / "mend.xlsx", annex, say)
    assert read((tmp_path / "mend.xlsx").read_bytes()).read == {"contacts": 2, "assessments": 1}
    with pytest.raises(StorageFault) as caught:
        write_rejected(tmp_path / "nowhere" / "mend.xlsx", annex, say)
    assert caught.value.key == "import.mend_file.not_written"
