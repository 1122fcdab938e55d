"""The files of an import: not there, rejected rows to mend and read again; a step that met a full disk."""

import os
import sys

import openpyxl
import pytest

from earlyhelp.errors import Invalid
from earlyhelp.messages.importing import ContinueImport, PrepareImport, SaveRejected
from earlyhelp.records.people import Family
from earlyhelp.records.store import ImportRun
from tests.services.annex import held, workbook


@pytest.fixture
def book(tmp_path):
    return workbook(tmp_path / "Annex_A_made_up.xlsx")


def test_a_file_that_is_not_there_is_named_so(door, tmp_path):
    with pytest.raises(Invalid) as caught:
        door("maureen").dispatch(PrepareImport(path=str(tmp_path / "none.xlsx")))
    assert caught.value.fields == {"file": "import.file.not_there"}


def test_rejected_rows_are_written_mended_and_read_again(door, book, tmp_path):
    report = door("maureen").dispatch(PrepareImport(path=str(book)))
    out = tmp_path / "To mend.xlsx"
    door("maureen").dispatch(SaveRejected(work_id=report.work_id, path=str(out)))
    kept = openpyxl.load_workbook(out)
    heads = [cell.value for cell in kept["List 1"][1]]
    kept["List 1"].cell(2, heads.index("Date of Contact") + 1).value = "3 April 2026"
    kept.save(out)
    again = door("maureen").dispatch(PrepareImport(path=str(out)))
    assert (again.read, again.added, again.rejected) == (1, 1, 0)


@pytest.mark.parametrize("name", ["To mend.csv", "Annex_A_made_up.xlsx"])
def test_rejected_rows_do_not_go_over_the_workbook_or_into_another_kind(door, book, tmp_path, name):
    report = door("maureen").dispatch(PrepareImport(path=str(book)))
    with pytest.raises(Invalid):
        door("maureen").dispatch(SaveRejected(work_id=report.work_id, path=str(tmp_path / name)))


def test_rejected_rows_go_to_a_private_file_outside_the_store(door, book, tmp_path):
    desk = door("maureen")
    report = desk.dispatch(PrepareImport(path=str(book)))
    with pytest.raises(Invalid) as caught:
        inside = str(door.folder / "To mend.xlsx")
        desk.dispatch(SaveRejected(work_id=report.work_id, path=inside))
    assert caught.value.fields == {"path": "audit.path.store"}
    out = tmp_path / "To mend.xlsx"
    desk.dispatch(SaveRejected(work_id=report.work_id, path=str(out)))
    assert list(tmp_path.glob("To mend*")) == [out]
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["a\0b.xlsx", "pipe.xlsx", "."])
def test_what_is_no_plain_file_is_not_waited_for(door, tmp_path, name):
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(Invalid) as caught:
        door("maureen").dispatch(PrepareImport(path=f"{tmp_path}/{name}"))
    assert caught.value.fields == {"file": "import.file.not_there"}


def test_a_step_that_was_not_saved_comes_again(door, tmp_path):
    other = workbook(tmp_path / "Other.xlsx", prefix="X")
    desk = door("maureen")
    work = desk.dispatch(PrepareImport(path=str(other))).work_id
    before = held(door)
    desk.context.before_commit.append(full_disk)
    with pytest.raises(OSError, match="full"):
        desk.dispatch(ContinueImport(work_id=work))
    desk.context.before_commit.remove(full_disk)
    assert held(door) == before
    while not (report := desk.dispatch(ContinueImport(work_id=work))).finished:
        pass
    with desk.unit() as uow:
        assert len(uow.all(Family, Family.source.startswith("Other,"))) == report.total == 4
        assert uow.get(ImportRun, work).status == "finished"


def full_disk(_uow):
    raise OSError("full")
