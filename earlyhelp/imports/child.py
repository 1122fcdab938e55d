"""The process that opens a stranger's workbook: bytes on standard input, raw cells on output.

Refuses more cells than a council could have; dies, and with it the reading, of anything else.
"""

import io
import math
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

import msgspec

from earlyhelp.airlock.limits import CHILD_MEMORY, cap_memory
from earlyhelp.errors import Bug
from earlyhelp.imports.names import plain_name
from earlyhelp.imports.rows import Kind, RawCell, RawSheet, RawWorkbook

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_WEIGHT = 40 * 1024 * 1024  # letters, and 32 for each cell
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


class Answer(msgspec.Struct, frozen=True):
    """What the child says: a reason of the gate, or the workbook."""

    refused: str = ""
    workbook: RawWorkbook = RawWorkbook(())


def main(wanted: list[str]) -> int:
    """Answer for the workbook on standard input; `wanted` are plain sheet names."""
    cap_memory(CHILD_MEMORY)
    # openpyxl would load numpy for its number types; the child has no need of it.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    answer = extract(sys.stdin.buffer.read(), frozenset(wanted))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    return 0


def extract(data: bytes, wanted: frozenset[str]) -> Answer:
    """Return the cells of the wanted sheets.

    Raises: whatever openpyxl raises, and Bug if its XML reader is not the hardened one.
    """
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise Bug("imports.child.defusedxml")
    values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    # Formulas are looked up only where there are some: it means reading the sheet twice.
    formulas = None
    if _has_formulas(data):
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    sheets, room = [], MAX_WEIGHT
    for sheet in values.worksheets:
        if plain_name(sheet.title) not in wanted:
            continue
        cells: list[RawCell] = []
        for cell in _cells(sheet, formulas[sheet.title] if formulas else None):
            room -= len(cell.text) + 32
            if room < 0 or cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
                return Answer(refused="too_many_cells")
            cells.append(cell)
        sheets.append(RawSheet(sheet.title, tuple(cells)))
    return Answer(workbook=RawWorkbook(tuple(sheets)))


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(_FORMULA.search(archive.read(name)) for name in archive.namelist())


def _cells(sheet: Any, formulas: Any) -> Iterator[RawCell]:
    # The size a sheet claims is not believed: the rows themselves count.
    sheet.reset_dimensions()
    twins: Any = ()
    if formulas is not None:
        formulas.reset_dimensions()
        twins = formulas.iter_rows()
    pairs = zip_longest(sheet.iter_rows(), twins, fillvalue=())
    for number, (row, twin) in enumerate(pairs, start=1):
        if number > MAX_ROWS:
            yield RawCell(number, 1, "error", "")
            return
        for column, (cell, shadow) in enumerate(zip_longest(row, twin), start=1):
            if cell.value is not None:
                kind, text = _raw(cell.value, cell.data_type)
                yield RawCell(number, column, kind, text)
            elif shadow is not None and shadow.data_type == "f":
                yield RawCell(number, column, "formula", _formula(shadow.value))


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value))


def _raw(value: Any, data_type: str) -> tuple[Kind, str]:
    match value:
        case bool():
            return "boolean", str(value)
        case int():
            return "number", str(value)
        case float() if math.isfinite(value):
            return "number", repr(value)
        case datetime() | date():
            return "date", value.isoformat()
        case time() | timedelta():
            return "time", str(value)
        case _:
            return ("error" if data_type == "e" else "text"), str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
