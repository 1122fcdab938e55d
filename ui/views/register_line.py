"""One risk of the register: the council's words, the control, each check, earlier results."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.register import CheckFound, PastFinding, RegisterLine
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.register import TONES, passed
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.wording import say

Past = tuple[PastFinding, str]


class RegisterLinePage(TellsFailure, QWidget):
    """Passive; `back_pressed` leads to all lines."""

    back_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead()
        self.back = self._head.add_action(
            button(say("registerpage.back"), pressed=self.back_pressed.emit)
        )
        self._failure = Banner()
        self._words, self._control = label(), label()
        self._outcome = label(kind="muted")
        council = Card(say("registerpage.council"))
        council.body.addWidget(self._words)
        council.body.addWidget(self._outcome)
        ours = Card(say("registerpage.control"))
        ours.body.addWidget(self._control)
        self.checks = Table(
            _check_columns(), id_of=lambda row: row[0], name=say("registerpage.checks")
        )
        self.history = Table(
            _past_columns(), id_of=lambda row: row[0].id, name=say("registerpage.history"), least=8
        )
        seen, past = Card(say("registerpage.checks")), Card(say("registerpage.history"))
        seen.body.addWidget(self.checks)
        past.body.addWidget(self.history, 1)
        for part in (self._head, self._failure, council, ours, seen):
            column.addWidget(part)
        column.addWidget(past, 1)
        begin_at(self, self.checks)

    def show_line(self, line: RegisterLine, checked: str) -> None:
        """Show the line and what its checks saw."""
        self._failure.leave()
        way = (say("rail.register"), say("registerpage.line", number=line.number))
        self._head.show_title(line.risk, checked, way)
        state = line.found.status
        self._head.show_pills([(say(f"registerpage.state.{state}"), TONES[state])])
        self._words.setText(line.mitigation_2019)
        self._outcome.setText(say(f"registerpage.outcome.{line.outcome_2019}"))
        self._control.setText(line.control)
        self.checks.set_rows(tuple(enumerate(line.found.checks, start=1)))

    def show_history(self, rows: Sequence[Past]) -> None:
        """Show what earlier runs found, newest first."""
        self.history.set_rows(rows)


def _check_columns() -> list[Column[tuple[int, CheckFound]]]:
    return [
        Column(title=say("registerpage.how"), text=lambda row: row[1].how),
        Column(
            title=say("registerpage.state"),
            text=lambda row: say(f"registerpage.state.{row[1].status}"),
            tone=lambda row: TONES[row[1].status],
            width=14,
        ),
        Column(
            title=say("registerpage.seen"),
            text=lambda row: row[1].evidence,
            note=lambda row: row[1].advice,
        ),
    ]


def _past_columns() -> list[Column[Past]]:
    return [
        Column(title=say("registerpage.when"), text=lambda row: row[1], width=20),
        Column(title=say("registerpage.state"), text=_past_state, tone=_past_tone, width=14),
        Column(title=say("registerpage.seen"), text=_past_seen),
        Column(
            title=say("registerpage.occasion"),
            text=lambda row: say(f"registerpage.why.{row[0].why}"),
            width=22,
        ),
    ]


def _past_state(row: Past) -> str:
    return say(f"registerpage.state.{row[0].found.status}")


def _past_tone(row: Past) -> Tone:
    return TONES[row[0].found.status]


def _past_seen(row: Past) -> str:
    told = [one.evidence for one in row[0].found.checks if one.status != "ok"]
    return " ".join(told) or passed(len(row[0].found.checks))
