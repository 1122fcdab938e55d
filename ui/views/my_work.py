"""My work: four figures, what to do most urgent first, distance travelled, looked at by others."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.marks import Drawing
from earlyhelp.messages.my_work import LookedAt, MyWork, WorkRow
from ui.tables.columns import Column
from ui.tables.open_button import open_button
from ui.tables.table import Table
from ui.turns import Turns
from ui.views.family_rows import fit_row, text_column, wide_row
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card, FigureCard
from ui.widgets.drawing import DrawingView
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.widgets.section_tabs import SectionTabs
from ui.widgets.tiles import Tiles
from ui.wording import day, say

_WIDE = 160  # characters: five columns of a table and a chart
_LEAST, _LEAST_LOOKED = 12, 4  # lines of text in a table beside another
_FIGURES = ("overdue", "due_soon", "returned", "progressing")
_FILTERS = ("", "review", "assessment", "action")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class _Line(Struct, frozen=True):
    """A row with its place: one thing may be listed for several reasons."""

    place: int
    row: WorkRow
    days: int


class MyWorkView(QWidget):
    """Emits what is opened and pressed."""

    row_opened = Signal(object)
    family_opened = Signal(object)
    filter_chosen = Signal(str)
    contact_pressed = Signal()
    request_pressed = Signal()

    def __init__(self, *, may_contact: bool, may_request: bool) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._turns = Turns(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        self.head = PageHead(say("rail.my_work"))
        contact = self.head.add_action(
            button(say("my_work.contact"), pressed=self.contact_pressed.emit)
        )
        contact.setVisible(may_contact)
        request = button(say("my_work.request"), "go", self.request_pressed.emit)
        self.head.add_action(request).setVisible(may_request)
        self._banner = Banner()
        self.figures = {name: FigureCard(say(f"my_work.{name}")) for name in _FIGURES}
        column.addWidget(self.head)
        column.addWidget(self._banner)
        column.addWidget(Tiles(self.figures.values()))
        self._row = wide_row()
        self._row.addWidget(self._todo(), 2)
        self._row.addLayout(self._side(), 1)
        column.addLayout(self._row, 1)
        begin_at(self, self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns under each other when there is no room beside."""
        super().resizeEvent(event)
        beside = fit_row(self._row, self, _WIDE)
        self.table.set_least(_LEAST if beside else 0)
        self._looked.set_least(_LEAST_LOOKED if beside else 0)

    def _todo(self) -> Card:
        card = Card(say("my_work.todo"))
        filters = SectionTabs([(kind, say(f"my_work.filter.{kind or 'all'}")) for kind in _FILTERS])
        filters.setAccessibleName(say("my_work.filter"))
        filters.chosen.connect(self.filter_chosen)
        card.body.addWidget(filters)
        self.table = Table(
            [
                Column(
                    title=say("my_work.due"),
                    text=lambda line: due_words(line.days),
                    tone=lambda line: _tone(line.days, line.row.state),
                    width=13,
                ),
                Column(title=say("my_work.what"), text=lambda line: line.row.what, home=True),
                Column(title=say("my_work.family"), text=lambda line: line.row.family, width=16),
                Column(title=say("my_work.standing"), text=lambda line: line.row.standing),
                Column(title=say("my_work.limit"), text=lambda line: line.row.limit, width=14),
            ],
            id_of=lambda line: int(line.place),
            name=say("my_work.todo"),
            least=_LEAST,
        )
        self.table.row_opened.connect(lambda place: self.row_opened.emit(self._lines[place].row))
        self._nothing = label(say("my_work.nothing"), "muted")
        card.body.addWidget(self._nothing)
        card.add_to_head(open_button(self.table))
        card.body.addWidget(self.table, 1)
        return card

    def _side(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        distance = Card(say("my_work.distance"))
        self._chart = DrawingView(say("my_work.distance"))
        distance.body.addWidget(self._chart)
        looked = Card(say("my_work.looked"))
        self._looked = Table(
            [
                text_column(say("my_work.family"), "family"),
                Column(title=say("my_work.looked.who"), text=lambda row: row.who, note=_looks),
            ],
            id_of=lambda row: int(row.family_id),
            name=say("my_work.looked"),
            least=_LEAST_LOOKED,
        )
        self._looked.row_opened.connect(self.family_opened)
        self._nobody = label(say("my_work.looked.none"), "muted")
        looked.body.addWidget(self._nobody)
        looked.body.addWidget(self._looked, 1)
        column.addWidget(distance)
        column.addWidget(looked, 1)
        return column

    def show_work(self, work: MyWork, chart: Drawing) -> None:
        """Show figures, chart and looks."""
        self._banner.leave()
        weekday = say(f"my_work.{_WEEKDAYS[work.today.weekday()]}")
        today = f"{weekday} {day(work.today)}"
        key = "my_work.note_one" if work.families == 1 else "my_work.note"
        note = say(key, today=today, families=work.families, overdue=work.overdue)
        self.head.show_title(say("rail.my_work"), note)
        figures = self.figures
        tone: Tone = "danger" if work.overdue else "plain"
        figures["overdue"].show_figure(str(work.overdue), work.overdue_note, tone)
        tone = "warn" if work.due_soon else "plain"
        figures["due_soon"].show_figure(str(work.due_soon), work.due_soon_note, tone)
        figures["returned"].show_figure(str(work.returned), work.returned_note)
        share = say("my_work.progressing.of", some=work.progressing, all=work.with_scales)
        figures["progressing"].show_figure(share, say("my_work.progressing.note"), "go")
        self._chart.show_picture(chart)
        self._looked.set_rows(work.looked_at)
        self._looked.setVisible(bool(work.looked_at))
        self._nobody.setVisible(not work.looked_at)

    def show_rows(self, rows: Sequence[WorkRow], today: date) -> None:
        """Show what to do, once the figures above are painted."""
        lines = [_Line(place, row, (row.due_on - today).days) for place, row in enumerate(rows)]
        self._turns.do(self._filling(lines))

    def _filling(self, lines: list[_Line]) -> Iterator[None]:
        self._lines = lines
        self.table.set_rows(lines)
        self.table.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        yield

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._banner.show_message(say("family.failed"), sentence)


def due_words(days: int) -> str:
    """Return how far a due date is: "4 days late", "today", "in 2 days"."""
    if days < 0:
        return say("my_work.late.one") if days == -1 else say("my_work.late", days=-days)
    if days < 2:
        return say("my_work.tomorrow" if days else "my_work.today")
    return say("my_work.in", days=days)


def _tone(days: int, state: str) -> Tone:
    if days < 0:
        return "danger"
    return "go" if state == "on_track" else "warn"


def _looks(row: LookedAt) -> str:
    """Return how often and why: a third column has no room beside the work."""
    count = say("my_work.looks.one") if row.looks == 1 else say("my_work.looks", count=row.looks)
    return say("my_work.looked.note", looks=count, why=row.why)
