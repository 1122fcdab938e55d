"""The three tables of the import page.  Hold no rule about what is taken."""

from collections.abc import Callable

from earlyhelp.messages.importing import ImportCount, ImportRunRow, RejectedRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import Tone
from ui.wording import knows, moment, say

Reason = tuple[int, RejectedRow]


def lists_table() -> Table:
    """Make the table of counts per list of the workbook."""
    columns: list[Column[ImportCount]] = [
        Column(title=say("imports.column.list"), text=lambda row: row.list),
        _count("read", lambda row: row.read),
        _count("added", lambda row: row.added),
        _count("matched", lambda row: row.matched),
        _count("rejected", lambda row: row.rejected),
    ]
    return Table(columns, lambda row: hash(row.list), say("imports.report"))


def reasons_table() -> Table:
    """Make the table of rows that cannot be taken, each with its place from 0."""
    columns: list[Column[Reason]] = [
        Column(title=say("imports.column.list"), text=lambda row: row[1].list, width=18),
        Column(
            title=say("imports.column.row"),
            text=lambda row: str(row[1].row),
            align="right",
            width=7,
        ),
        Column(title=say("imports.column.column"), text=lambda row: row[1].column, width=22),
        Column(
            title=say("imports.column.reason"),
            text=lambda row: _words(row[1].reason),
            note=lambda row: row[1].shown,
        ),
    ]
    return Table(columns, lambda row: row[0], say("imports.reasons"))


def runs_table() -> Table:
    """Make the table of past imports."""
    columns: list[Column[ImportRunRow]] = [
        Column(title=say("imports.column.file"), text=lambda row: row.file_name),
        Column(
            title=say("imports.column.at"),
            text=lambda row: moment(row.at),
            width=18,
        ),
        Column(title=say("imports.column.by"), text=lambda row: row.by, width=20),
        Column(
            title=say("imports.column.families"),
            text=lambda row: str(row.families),
            align="right",
            width=10,
        ),
        Column(title=say("imports.column.status"), text=_status, tone=_tone, width=16),
    ]
    return Table(columns, lambda row: row.id, say("imports.runs"))


def _count(name: str, number: Callable[[ImportCount], int]) -> Column[ImportCount]:
    return Column(
        title=say(f"imports.column.{name}"),
        text=lambda row: str(number(row)),
        align="right",
        width=11,
    )


def _words(reason: str) -> str:
    return say(reason) if knows(reason) else reason


def _status(row: ImportRunRow) -> str:
    key = f"imports.status.{row.status}"
    return say(key) if knows(key) else row.status


def _tone(row: ImportRunRow) -> Tone:
    tones: dict[str, Tone] = {"finished": "go", "running": "warn"}
    return tones.get(row.status, "plain")
