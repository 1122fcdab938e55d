"""The register's eighteen lines at a glance.  Colour never without words; decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.register import RegisterLine, Status
from ui.tables.columns import Column
from ui.tables.open_button import open_button
from ui.tables.table import Table
from ui.views.paper import PaperDialog
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.wording import say

TONES: dict[Status, Tone] = {"ok": "go", "red": "danger", "not_checked": "warn"}


class RegisterPage(TellsFailure, QWidget):
    """`line_opened` carries the number of a risk."""

    line_opened = Signal(object)
    check_pressed = Signal()
    annex_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("rail.register"))
        self.check = self._head.add_action(
            button(say("registerpage.check"), "go", self.check_pressed.emit)
        )
        self.annex = self._head.add_action(
            button(say("registerpage.annex"), pressed=self.annex_pressed.emit)
        )
        self._failure = Banner()
        self._asked = False
        self.table = Table(
            _columns(), id_of=lambda line: line.number, name=say("registerpage.table")
        )
        self.table.row_opened.connect(self.line_opened)
        card = Card()
        self._head.add_action(open_button(self.table))
        card.body.addWidget(self.table, 1)
        for part in (self._head, self._failure):
            column.addWidget(part)
        column.addWidget(card)
        column.addStretch(1)
        begin_at(self, self.table)

    def show_lines(self, lines: Sequence[RegisterLine], checked: str) -> None:
        """Show every line and when they were checked."""
        self._failure.leave()
        self._head.show_title(say("rail.register"), checked)
        self.table.set_rows(lines)
        if lines and self.table.chosen_id() is None:
            self.table.choose(lines[0].number)

    def show_counts(self, ok: int, red: int, unknown: int) -> None:
        """Show how many lines are in which state."""
        pills: list[tuple[str, Tone]] = [(say("registerpage.count.ok", count=ok), "go")]
        if red:
            pills.insert(0, (say("registerpage.count.red", count=red), "danger"))
        if unknown:
            pills.append((say("registerpage.count.not_checked", count=unknown), "warn"))
        self._head.show_pills(pills)

    def show_checking(self, checking: bool) -> None:
        """Show whether a run is under way."""
        if checking and self.check.hasFocus():  # a button that is switched off loses the keyboard
            self._asked = True
            self.table.setFocus()
        self.check.setEnabled(not checking)
        if not checking and self._asked and self.table.hasFocus():
            self.check.setFocus()
        self._asked = self._asked and checking
        self.check.setText(say("registerpage.checking" if checking else "registerpage.check"))

    def show_paper(self, content: bytes) -> None:
        """Show the annex before it is printed or kept."""
        PaperDialog(self, content).open()


def _columns() -> list[Column[RegisterLine]]:
    return [
        Column(
            title=say("registerpage.number"),
            text=lambda one: str(one.number),
            align="right",
            width=4,
        ),
        Column(title=say("registerpage.risk"), text=lambda one: one.risk, home=True),
        Column(title=say("registerpage.state"), text=_state, tone=_tone, width=14),
        Column(title=say("registerpage.seen"), text=_seen, note=_advice, width=32),
    ]


def _state(line: RegisterLine) -> str:
    return say(f"registerpage.state.{line.found.status}")


def _tone(line: RegisterLine) -> Tone:
    return TONES[line.found.status]


def _seen(line: RegisterLine) -> str:
    """Return what was seen of the worst check; of a line that is well, how many checks there were."""
    worst = [one for one in line.found.checks if one.status == line.found.status != "ok"]
    if worst:
        return worst[0].evidence
    return passed(len(line.found.checks))


def passed(count: int) -> str:
    """Return that every check of a line passed, or that it has none."""
    key = {0: "registerpage.no_checks", 1: "registerpage.all_ok.one"}.get(count)
    return say(key or "registerpage.all_ok", count=count)


def _advice(line: RegisterLine) -> str:
    return next((one.advice for one in line.found.checks if one.status == "red"), "")
