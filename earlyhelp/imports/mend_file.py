"""Writes the rows that were kept out as a workbook that can be mended and read again.

Refuses to write a formula: whatever a cell held, it goes out as words, a number or a date.
"""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from earlyhelp.errors import StorageFault
from earlyhelp.imports.mapping import annex_a_mapping
from earlyhelp.imports.rows import AnnexA, OriginalList, RawCell
from earlyhelp.platform import write_durably


def write_rejected(path: Path, annex: AnnexA, say: Callable[[str], str]) -> None:
    """Write every kept-out row with all its cells and, last, what to mend; readable by its owner only.

    `say` turns a reason key into its sentence. Raises: StorageFault if the file cannot be written.
    """
    try:
        write_durably(path, rejected_workbook(annex, say))
    except StorageFault as cause:
        raise StorageFault("import.mend_file.not_written") from cause


def rejected_workbook(annex: AnnexA, say: Callable[[str], str]) -> bytes:
    """Return the workbook of the kept-out rows."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    names = {one.key: one.sheet for one in annex_a_mapping().lists}
    for kept in annex.originals:
        _write_list(book.create_sheet(names[kept.list]), kept, _reasons(annex, kept.list, say))
    if not annex.originals:
        book.create_sheet(next(iter(names.values())))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _reasons(annex: AnnexA, key: str, say: Callable[[str], str]) -> dict[int, str]:
    reasons: dict[int, list[str]] = {}
    for problem in annex.rejected:
        if problem.list == key:
            reasons.setdefault(problem.row, []).append(f"{problem.column}: {say(problem.reason)}")
    return {row: " ".join(said) for row, said in reasons.items()}


def _write_list(sheet: Any, kept: OriginalList, reasons: dict[int, str]) -> None:
    rows = [row.cells for row in kept.rows]
    width = max((cell.column for cells in (kept.headings, *rows) for cell in cells), default=0)
    heading_row = kept.headings[0].row if kept.headings else 1
    heading = annex_a_mapping().reason_heading
    sheet.append([*_line(sheet, kept.headings, width), _cell(sheet, "text", heading)])
    for row in kept.rows:
        # Where a heading is missing, that is what to mend in every row.
        reason = reasons.get(row.row) or reasons.get(heading_row, "")
        sheet.append([*_line(sheet, row.cells, width), _cell(sheet, "text", reason)])


def _line(sheet: Any, cells: tuple[RawCell, ...], width: int) -> list[Any]:
    line: list[Any] = [None] * width
    for cell in cells:
        line[cell.column - 1] = _cell(sheet, cell.kind, cell.text)
    return line


def _cell(sheet: Any, kind: str, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if kind == "number":
        return WriteOnlyCell(sheet, float(text) if "." in text or "e" in text else int(text))
    if kind == "date":
        cell = WriteOnlyCell(sheet, datetime.fromisoformat(text))
        cell.number_format = "dd/mm/yyyy"
        return cell
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    # Otherwise a text that begins with "=" would be stored as a formula.
    cell.data_type = "s"
    return cell
