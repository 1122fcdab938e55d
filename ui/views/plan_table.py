"""A plan as a table: outcomes in bold, their actions under them, states as pills.  Changes nothing."""

from typing import Protocol

from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import Tone
from ui.wording import say


class Row(Protocol):
    """A line of a plan."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def tone(self) -> Tone: ...
    @property
    def owner_missing(self) -> bool: ...
    @property
    def by_missing(self) -> bool: ...


def _missing(wrong: bool) -> Tone | None:
    return "danger" if wrong else None


def plan_table(name: str) -> Table:
    """Make an empty table of a plan."""
    columns: list[Column[Row]] = [
        Column(
            title=say("plan.column.number"),
            text=lambda row: str(row.number),
            bold=lambda row: row.kind == "outcome",
            align="right",
            width=2,
        ),
        Column(
            title=say("plan.column.what"),
            text=lambda row: row.text,
            bold=lambda row: row.kind == "outcome",
            note=lambda row: row.note,
            home=True,
        ),
        Column(
            title=say("plan.column.owner"),
            text=lambda row: row.owner,
            tone=lambda row: _missing(row.owner_missing),
            width=12,
        ),
        Column(
            title=say("plan.column.by"),
            text=lambda row: row.by,
            tone=lambda row: _missing(row.by_missing),
            width=11,
        ),
        Column(
            title=say("plan.column.state"),
            text=lambda row: row.state,
            tone=lambda row: row.tone,
            width=13,
        ),
    ]
    return Table(columns, id_of=lambda row: row.id, name=name)
