"""Requests of people for copies of their records, the most urgent first.  Opens none itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from earlyhelp.messages.subject_requests import SubjectRequestRow
from ui.tables.columns import Column
from ui.tables.open_button import open_button
from ui.tables.table import Table
from ui.views.with_forms import WithForms
from ui.widgets.basics import Tone, button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.first_focus import begin_at
from ui.wording import day, say

TONES: dict[str, Tone] = {"late": "danger", "soon": "warn", "on_track": "go"}


class SubjectRequestsView(WithForms):
    """Emits which request is opened, and that one is to be recorded."""

    row_opened = Signal(object)
    record_pressed = Signal()

    def __init__(self, *, may_record: bool, may_answer: bool) -> None:
        super().__init__(say("rail.subject_requests"))
        self.head.show_title(say("rail.subject_requests"), say("subject_requests.note"))
        self.record = button(say("subject_requests.record"), "go", self.record_pressed.emit)
        self.head.add_action(self.record).setVisible(may_record)
        name = say("subject_requests.table")
        self.table = Table(
            _columns(governs=not may_answer), id_of=lambda row: int(row.id), name=name, least=12
        )
        self.table.row_opened.connect(self.row_opened)
        self._nothing = EmptyState(say("subject_requests.none.title"), say("subject_requests.none"))
        self._card = Card()
        self._card.body.addWidget(self._nothing)
        self.head.add_action(open_button(self.table))
        self._card.body.addWidget(self.table, 1)
        self.column.addWidget(self._card, 1)
        begin_at(self, self.table, self.record)

    def show_rows(self, rows: Sequence[SubjectRequestRow]) -> None:
        """Show the requests."""
        self.leave_failure()
        self._nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.set_rows(rows)


def time_words(row: SubjectRequestRow) -> str:
    """Return how a request stands against its time, in words."""
    if row.status == "closed":
        return say("subject_requests.status.closed")
    return say(row.standing.key, days=row.standing.days)


def time_tone(row: SubjectRequestRow) -> Tone:
    """Return the colour that goes with the words."""
    return "plain" if row.status == "closed" else TONES.get(row.standing.state, "info")


def _columns(*, governs: bool) -> list[Column[SubjectRequestRow]]:
    return [
        Column(
            title=say("subject_requests.column.due"),
            text=time_words,
            tone=time_tone,
            note=_answer_by,
            width=22,
        ),
        Column(
            title=say("subject_requests.column.subject"),
            text=lambda row: row.subject or say("subject_requests.sealed"),
            note=lambda row: say("subject_requests.by", name=row.asker) if row.asker else "",
            bold=lambda _row: True,
            home=True,
        ),
        Column(
            title=say("subject_requests.column.reference"),
            text=lambda row: row.reference,
            width=18,
        ),
        Column(
            title=say("subject_requests.column.received"),
            text=lambda row: day(row.received_on),
            width=14,
        ),
        Column(title=say("subject_requests.column.status"), text=_status, width=16),
        Column(
            title=say("subject_requests.column.answer"),
            text=_answered if governs else _answer,
            width=14,
        ),
    ]


def _answer_by(row: SubjectRequestRow) -> str:
    due = row.standing.due_on
    return say("subject_requests.answer_by", day=day(due)) if due and row.status != "closed" else ""


def _status(row: SubjectRequestRow) -> str:
    return say(f"subject_requests.status.{row.status}")


def _answer(row: SubjectRequestRow) -> str:
    return say(f"subject_requests.answer.{row.answer or 'none'}")


def _answered(row: SubjectRequestRow) -> str:
    return say("subject_requests.answered", count=row.answered, teams=row.teams)
