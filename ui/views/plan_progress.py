"""Says where an action of an authorised plan stands.  Refuses to change what the plan says."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from ui.forms.field_input import Choice
from ui.views.plan_table import Row
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.wording import say


class ProgressCard(Card):
    """`saved(action, status, note)` for the action chosen in the table."""

    saved = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__(say("plan.progress"))
        self._rows: dict[int, Row] = {}
        self._chosen = 0
        self._what = label(say("plan.progress.choose"), "muted")
        self.status, self.note = QComboBox(), QLineEdit()
        self.status.setAccessibleName(say("plan.progress.status"))
        self.note.setAccessibleName(say("plan.progress.note"))
        self.save = button(say("plan.progress.save"), "go", self._save)
        self.body.addWidget(self._what)
        for words, made in (
            ("plan.progress.status", self.status),
            ("plan.progress.note", self.note),
        ):
            self.body.addWidget(label(say(words), "label"))
            self.body.addWidget(made)
        self.body.addWidget(self.save)
        self._enable()

    def show_statuses(self, statuses: Sequence[Choice]) -> None:
        """Show what may be chosen."""
        self.status.clear()
        for code, words, _group in statuses:
            self.status.addItem(words, code)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Take the lines of the table beside it."""
        self._rows = {row.id: row for row in rows}

    def choose(self, row_id: int) -> None:
        """Take the action of a chosen line."""
        row = self._rows.get(row_id)
        self._chosen = row_id if row is not None and row.kind == "action" else 0
        if row is not None and self._chosen:
            self._what.setText(row.text)
            self.status.setCurrentText(row.state)
            self.note.setText(row.note)
        else:
            self._what.setText(say("plan.progress.choose"))
        self._enable()

    def _enable(self) -> None:
        for part in (self.status, self.note, self.save):
            part.setEnabled(bool(self._chosen))

    def _save(self) -> None:
        row = self._rows[self._chosen]
        self.saved.emit(row.subject_id, self.status.currentData(), self.note.text().strip())
