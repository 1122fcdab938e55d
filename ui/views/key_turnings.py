"""Keys that are turned because somebody lost their way in, and how far it is.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from earlyhelp.messages.keys import TurningRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.wording import day, say


class KeyTurningsCard(Card):
    """Emits `turn_pressed`: go on with what this session can turn."""

    turn_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(say("keyturns.title"))
        self.body.addWidget(label(say("keyturns.lead")))
        self.body.addWidget(label(say("keyturns.kept"), "muted"))
        self.rows = Table(_columns(), lambda row: row.id, say("keyturns.title"))
        self.body.addWidget(self.rows)
        self._who = label(kind="muted")
        self.body.addWidget(self._who)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(say("keyturns.progress"))
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.turn = button(say("keyturns.turn"), "go", self.turn_pressed.emit)
        self.body.addWidget(self.turn)

    def show_turnings(self, rows: Sequence[TurningRow], *, mine: bool, others: bool) -> None:
        """Show every key; whether this session can go on, and whether somebody else has to."""
        self.rows.set_rows(rows)
        self.turn.setVisible(mine)
        words = "keyturns.mine" if mine else "keyturns.others" if others else "keyturns.none"
        self._who.setText(say(words))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the key is that is being turned; 0 of 0 for none."""
        self.progress.setVisible(bool(total))
        self.turn.setEnabled(not total)
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)


def _columns() -> list[Column[TurningRow]]:
    return [
        Column(title=say("keyturns.key"), text=_key),
        Column(title=say("keyturns.because"), text=_because, width=34),
        Column(title=say("keyturns.asked"), text=lambda row: day(row.asked_at), width=16),
        Column(
            title=say("keyturns.state"),
            text=_state,
            tone=_tone,
            width=24,
        ),
    ]


def _key(row: TurningRow) -> str:
    return say(f"keyturns.key.{row.key}", team=row.team)


def _because(row: TurningRow) -> str:
    return say(f"keyturns.because.{row.because}", who=row.whose)


def _state(row: TurningRow) -> str:
    if row.done_at is not None:
        return say("keyturns.state.done", day=day(row.done_at))
    if row.total:
        return say("keyturns.state.running", done=row.done, total=row.total)
    return say("keyturns.state.waits")


def _tone(row: TurningRow) -> Tone:
    return "go" if row.done_at is not None else "warn"
