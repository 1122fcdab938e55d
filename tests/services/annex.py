"""Made-up Annex A workbooks, and a dump of everything a store holds but its audit."""

from pathlib import Path

import openpyxl
from sqlalchemy import select

from earlyhelp.messages.importing import ContinueImport, PrepareImport
from earlyhelp.records.base import Record
from earlyhelp.records.staff import StoreFact
from earlyhelp.storage.guard import permit

REAL = Path(__file__).parents[3] / "shared" / "data" / "annex_a" / "Annex_A_2024_Jan.xlsx"
AUDIT = {"audit_entry", "audit_checkpoint"}
CHILD = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age")
LISTS = {
    "List 1": ("Date of Contact", "Contact Source"),
    "List 2": (
        "Assessment start date",
        "Assessment completion date",
        "Organisation completing assessment",
    ),
    "List 3": ("Date of Referral", "Referral Source", "Referral NFA?"),
}


def workbook(path, prefix="", contact_day="2026-01-05", completed=""):
    """Write four children, one row that cannot be understood, one referral undecided."""
    a, b, c, d, e = (
        (f"{prefix}{ident}", "b) Female", "a) White British", "2016-02-01", "")
        for ident in ("A1", "B2", "C3", "D4", "E5")
    )
    rows = {
        "List 1": [
            (*a, contact_day, "q) 6: Police"),
            (*c, "2026-02-10", "e) 2A: Schools"),
            (*e, "03/04/2026", "e) 2A: Schools"),
        ],
        "List 2": [
            (*a, "2026-01-20", completed, "Made Up Academy"),
            (*b, "2026-01-21", "2026-03-02", "Made Up Academy"),
        ],
        "List 3": [
            (*c, "2026-02-11", "e) 2A: Schools", "No"),
            (*d, "2026-02-12", "e) 2A: Schools", ""),
        ],
    }
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, headings in LISTS.items():
        sheet = book.create_sheet(name)
        sheet.append([*CHILD, *headings])
        for row in rows[name]:
            sheet.append([cell or None for cell in row])
    book.save(path)
    return path


def bring_in(desk, path, steps=10_000):
    """Import a workbook, or its first few steps; return the last report."""
    report = desk.dispatch(PrepareImport(path=str(path)))
    for _ in range(steps):
        report = desk.dispatch(ContinueImport(work_id=report.work_id))
        if report.finished:
            break
    return report


def held(door):
    """Return id and version of every row, but of the audit and of the counters of references.

    References are never given twice, so their counter does not go back.
    """
    found = {}
    with door("maureen").context.vault.engine.begin() as connection:
        for table in Record.metadata.sorted_tables:
            if table.name not in AUDIT:
                statement = select(table.c.id, table.c.version).order_by(table.c.id)
                if table is StoreFact.__table__:
                    statement = statement.where(table.c.name.not_like("references:%"))
                rows = connection.execute(statement, execution_options=permit())
                found[table.name] = [tuple(row) for row in rows]
    return found
