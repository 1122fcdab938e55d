"""Asks with which family, before anything is recorded.  Chooses none by itself."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.family_rows import search_line
from ui.views.step_dialog import StepDialog
from ui.widgets.basics import button, label
from ui.wording import say

_SEARCH_MS = 150


class Line(Protocol):
    """A family, or somebody of it, with what tells them from their like."""

    @property
    def family_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str: ...


class WhichFamilyDialog(StepDialog):
    """Emits `typed` as one searches and `chosen` with the family; Enter in the search goes to the list."""

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, say("which_family.title"), say("which_family.lead"))
        self.search = search_line()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_MS)
        self._timer.timeout.connect(lambda: self.typed.emit(self.search.text()))
        self._entering = False  # Enter was pressed before the list showed what was typed
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.search.returnPressed.connect(self._enter)
        self.table = Table(
            [
                Column(
                    title=say("my_work.family"),
                    text=lambda row: row.name,
                    note=lambda row: row.note,
                    bold=lambda _row: True,
                )
            ],
            id_of=lambda row: int(row.family_id),
            name=say("which_family.list"),
        )
        self.table.row_opened.connect(self._choose)
        self._none = label(kind="muted")
        self._none.hide()
        for part in (self.search, self._none, self.table):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.go_on = button(say("which_family.go"), "go", self._press)
        self.add_answer(self.go_on)
        self.add_answer(button(say("family.form.close"), pressed=self.reject))
        self.search.setFocus()

    def show_lines(self, rows: Sequence[Line], none: str) -> None:
        """Show families to choose from; `none` is said where there are none."""
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setText(none)
        self._none.setVisible(not rows)
        if self._entering:
            self._entering = False
            self._to_list()

    def _enter(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._entering = True
            self.typed.emit(self.search.text())
        else:
            self._to_list()

    def _to_list(self) -> None:
        if self.table.isVisible():
            self.table.setFocus()
            self.table.selectRow(0)

    def _press(self) -> None:
        family_id = self.table.chosen_id()
        if family_id is None or not self.table.selectedIndexes():
            self.show_failure(say("which_family.nothing_chosen"))
        else:
            self._choose(family_id)

    def _choose(self, family_id: object) -> None:
        self.accept()
        self.chosen.emit(family_id)
