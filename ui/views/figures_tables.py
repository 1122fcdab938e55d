"""A protected table with its picture; hidden cells are marked by their sign.  Uncovers nothing."""

from typing import Protocol

from earlyhelp.marks import Drawing
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import Tone, label
from ui.widgets.card import Card
from ui.widgets.drawing import DrawingView
from ui.wording import say

_HIDDEN = frozenset({"primary", "secondary"})


class Cells(Protocol):
    """A protected table."""

    @property
    def title(self) -> str: ...
    @property
    def rows(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def cells(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def status(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def note(self) -> str: ...


class TablePage(Protocol):
    """A table and its picture."""

    @property
    def table(self) -> Cells: ...
    @property
    def picture(self) -> Drawing | None: ...


def figures_card(page: TablePage) -> Card:
    """Make the card of one table."""
    shown = page.table
    card = Card(shown.title)
    columns = [Column[int](title="", text=lambda row: shown.rows[row])]
    columns += [_column(shown, place) for place in range(len(shown.columns))]
    table = Table(columns, id_of=lambda row: row, name=shown.title)
    table.set_rows(range(len(shown.rows)))
    card.body.addWidget(table)
    if shown.note:
        card.body.addWidget(label(shown.note, "muted"))
    if page.picture is not None:
        picture = DrawingView(say("figurepage.picture", title=shown.title))
        picture.show_picture(page.picture)
        card.body.addWidget(picture)
    return card


def _column(shown: Cells, place: int) -> Column[int]:
    def tone(row: int) -> Tone | None:
        return "plain" if shown.status[row][place] in _HIDDEN else None

    return Column(
        title=shown.columns[place],
        text=lambda row: shown.cells[row][place],
        tone=tone,
        align="right",
        width=14,
    )
