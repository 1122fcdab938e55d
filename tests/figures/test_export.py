"""The files: complete, whole or absent, and silent about which hidden cells are small."""

import csv
import hashlib

import pytest
from openpyxl import load_workbook

from earlyhelp.errors import StorageFault
from earlyhelp.figures.counting import count
from earlyhelp.figures.export import write_csv, write_xlsx
from earlyhelp.figures.presets import preset
from earlyhelp.figures.protect import protect

from .made_up import YEAR, many


@pytest.fixture(scope="module")
def release():
    return protect(count(many(300), YEAR), preset("dfe"), YEAR)


def test_csv_holds_every_table_as_protected(release, tmp_path):
    path = tmp_path / "figures.csv"
    assert write_csv(release, path) == hashlib.sha256(path.read_bytes()).hexdigest()
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    for table in release.tables:
        start = lines.index([table.title])
        header = lines.index(["", *table.columns], start)
        for offset, (label, cells) in enumerate(zip(table.rows, table.cells, strict=True), 1):
            assert lines[header + offset] == [label, *(cell.text for cell in cells)]


def test_xlsx_holds_numbers_as_numbers_and_symbols_as_text(release, tmp_path):
    path = tmp_path / "figures.xlsx"
    assert write_xlsx(release, path) == hashlib.sha256(path.read_bytes()).hexdigest()
    book = load_workbook(path)
    assert len(book.sheetnames) == 1 + len(release.tables)
    for table in release.tables:
        rows = list(book[table.id].iter_rows(values_only=True))
        header = next(k for k, row in enumerate(rows) if row[1] == table.columns[0])
        for offset, cells in enumerate(table.cells, 1):
            shown = rows[header + offset][1 : len(cells) + 1]
            assert shown == tuple(c.text if c.number is None else c.number for c in cells)


def test_no_file_says_which_hidden_cells_are_the_small_ones(release, tmp_path):
    path = tmp_path / "figures.csv"
    write_csv(release, path)
    text = path.read_text("utf-8-sig")
    assert any(report.companions for report in release.report)
    assert "primary" not in text
    assert "secondary" not in text


def test_a_disk_that_refuses_leaves_no_trace(release, tmp_path):
    with pytest.raises(StorageFault):
        write_csv(release, tmp_path / "missing" / "figures.csv")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageFault):
        write_csv(release, tmp_path / "folder")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_writing_again_replaces_the_file_whole(release, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text("old" * 100_000)
    assert write_csv(release, path) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [p.name for p in tmp_path.iterdir()] == ["figures.csv"]
