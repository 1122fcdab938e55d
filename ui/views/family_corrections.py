"""Requests to put a record right: how the time stands, what was decided, who was told.  Decides nothing."""

from PySide6.QtWidgets import QPushButton

from earlyhelp.messages.corrections import CorrectionRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.family_rows import state_tone
from ui.views.family_sections import Section
from ui.widgets.basics import Tone, button, label
from ui.widgets.first_focus import has_keyboard
from ui.wording import day, say

_TONES: dict[str, Tone] = {"late": "danger", "soon": "warn", "on_track": "go"}
_OF_ROW = {
    "correction_decision": "rectification:decide",
    "correction_statement": "rectification:record",
    "correction_notice": "rectification:record",
}


class CorrectionsSection(Section):
    """A form that is about a row carries the row's id."""

    def __init__(self) -> None:
        super().__init__(say("family.corrections"))
        self.card.body.addWidget(label(say("family.corrections.note"), "hint"))
        self.add_form_button("correction", "rectification:record")
        self.of_row: dict[str, QPushButton] = {}
        for name, permission in _OF_ROW.items():
            made = button(say(f"family.form.{name}.open"))
            made.clicked.connect(lambda _checked=False, name=name: self._ask(name))
            self.of_row[name] = made
            self._keep(made, name, permission)
        name = say("family.corrections")
        self.table = Table(_columns(), id_of=lambda row: int(row.id), name=name)
        self.table.row_chosen.connect(lambda _ident: self._enable())
        self.card.body.addWidget(self.table)
        self._rows: dict[int, CorrectionRow] = {}
        self._enable()

    def show_rows(self, rows: tuple[CorrectionRow, ...]) -> None:
        """Show the requests, those still to decide first."""
        self._rows = {row.id: row for row in rows}
        self.show_none(empty=not rows)
        self.table.setVisible(bool(rows))
        self.table.set_rows(rows)
        if rows and self.table.chosen_id() is None:
            self.table.choose(rows[0].id)
        self._enable()

    def _enable(self) -> None:
        row = self._rows.get(self.table.chosen_id() or 0)
        status = row.status if row else ""
        possible = {
            "correction_decision": status == "open",
            "correction_statement": status == "refused",
            "correction_notice": bool(row and row.to_tell),
        }
        for name, made in self.of_row.items():
            if not possible[name] and has_keyboard(made):
                self.table.setFocus()
            made.setEnabled(possible[name])

    def _ask(self, name: str) -> None:
        chosen = self.table.chosen_id()
        if chosen is not None:
            self.form_wanted.emit(name, chosen)


def _columns() -> list[Column[CorrectionRow]]:
    return [
        Column(title=say("family.corrections.time"), text=_time, tone=_time_tone, width=16),
        Column(
            title=say("family.corrections.record"),
            text=lambda row: row.record,
            note=lambda row: say("family.corrections.by", name=row.content.asker),
            home=True,
        ),
        Column(
            title=say("family.corrections.wanted"),
            text=lambda row: row.content.correction or row.content.wanted,
            note=lambda row: row.content.wrong,
        ),
        Column(
            title=say("family.corrections.state"),
            text=lambda row: say(f"family.corrections.{row.status}"),
            note=_state,
            width=26,
        ),
    ]


def _time(row: CorrectionRow) -> str:
    if row.decided_on:
        return day(row.decided_on)
    return say(row.lateness.key, days=row.lateness.days)


def _time_tone(row: CorrectionRow) -> Tone:
    return state_tone(row.status) if row.decided_on else _TONES[row.lateness.state]


def _state(row: CorrectionRow) -> str:
    lines = []
    if row.decided_on:
        why = row.content.why
        on = day(row.decided_on)
        lines.append(say("family.corrections.why", name=row.decided_by, date=on, why=why))
    if row.content.statement:
        lines.append(say("family.corrections.statement", text=row.content.statement))
    lines += [say("family.corrections.told", name=name, date=day(on)) for name, on in row.told]
    lines += [say("family.corrections.to_tell", name=name) for name in row.to_tell]
    return "\n".join(lines)
