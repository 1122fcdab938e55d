"""Write a release as CSV or XLSX, whole or not at all.

Refuses formulas: text is neutralised in CSV and stored as text in XLSX.  The status of a cell is
never written; a reader who knew which hidden cells are the small ones would know too much.
"""

import csv
import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from earlyhelp.airlock.neutral import neutral
from earlyhelp.errors import StorageFault
from earlyhelp.figures.presets import Cell
from earlyhelp.figures.protect import ProtectedTable, Release
from earlyhelp.figures.sentences import sentence

Line = list[str | int]
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def write_csv(release: Release, path: Path) -> str:
    """Write every table one below the other; return the SHA-256 of the file.

    Shape: RFC 4180 with CRLF, all text quoted, UTF-8 with a byte order mark, because a
    spreadsheet on UK Windows reads unmarked files as cp1252 and spoils dashes.
    Raises: StorageFault if the disk refuses.
    """
    lines = [*_about(release), []]
    for table in release.tables:
        lines += [*_table(table), []]
    return write_atomically(path, csv_bytes(lines))


def csv_bytes(lines: list[Line]) -> bytes:
    """Return lines of text and whole numbers as neutral CSV."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows([neutral(v) if isinstance(v, str) else v for v in line] for line in lines)
    return sheet.getvalue().encode("utf-8-sig", errors="replace")


def write_xlsx(release: Release, path: Path) -> str:
    """Write one sheet for each table after a sheet about them; return the SHA-256 of the file.

    Raises: StorageFault if the disk refuses.
    """
    sheets = {"About": list(_about(release))}
    for table in release.tables:
        sheets[_SHEET_NAME.sub(" ", table.id)[:31]] = list(_table(table))
    return write_atomically(path, xlsx_bytes(sheets))


def xlsx_bytes(sheets: dict[str, list[Line]]) -> bytes:
    """Return a workbook in which every text cell is text, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for i, line in enumerate(lines, start=1):
            for j, value in enumerate(line, start=1):
                cell = sheet.cell(row=i, column=j)
                if isinstance(value, str):
                    cell.value = _NOT_IN_XML.sub("", value)
                    cell.data_type = "s"
                else:
                    cell.value = value
        sheet.column_dimensions["A"].width = 44
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def write_atomically(path: Path, content: bytes) -> str:
    """Put the content at the path in one step; return its SHA-256.

    Raises: StorageFault if the disk refuses; a file that was there before is then untouched.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".figures-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as cause:
        raise StorageFault("figures.export.disk") from cause
    return hashlib.sha256(content).hexdigest()


def _about(release: Release) -> Iterator[Line]:
    scope = release.scope
    period = sentence(
        "figures.period", start=f"{scope.start:%d/%m/%Y}", end=f"{scope.end:%d/%m/%Y}"
    )
    yield [period]
    if scope.localities:
        yield [sentence("figures.localities", names=", ".join(scope.localities))]
    yield [sentence("figures.preset", title=release.preset.title)]
    for note in release.notes:
        yield [note]


def _table(table: ProtectedTable) -> Iterator[Line]:
    yield [table.title]
    yield [sentence("figures.unit", unit=table.unit)]
    for note in table.notes:
        yield [note]
    yield ["", *table.columns]
    for label, cells in zip(table.rows, table.cells, strict=True):
        yield [label, *map(_figure, cells)]
    yield []
    yield [sentence("figures.percent"), *table.columns]
    for label, shares in zip(table.rows[:-1], table.percentages, strict=False):
        yield [label, *shares]


def _figure(cell: Cell) -> str | int:
    return cell.text if cell.number is None else cell.number
