"""Sections of a family that are lists with ways to add: documents, statements, looks."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from earlyhelp.messages.family_view import AssessmentLine, FamilyView, StatementRow
from earlyhelp.messages.people import LookRow
from ui.tables.columns import AnyColumn, Column
from ui.tables.open_button import open_button
from ui.tables.table import Table
from ui.views.family_rows import coded, date_column, state_column, text_column
from ui.views.verified import VerifiedLine
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.wording import moment, say


class Section(QWidget):
    """A card with buttons and a list or a sentence when it is empty."""

    form_wanted = Signal(str, object)
    start_pressed = Signal()
    row_opened = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.card = Card(title)
        self._buttons: dict[str, tuple[QWidget, str]] = {}
        holder = QWidget()
        self._actions = FlowLayout(holder, gap=8, line_gap=8)
        self._holder = holder
        self.card.body.addWidget(holder)
        self._none = label(say("family.none"), "muted")
        self.card.body.addWidget(self._none)
        column.addWidget(self.card)
        column.addStretch(1)

    def add_form_button(self, name: str, permission: str) -> QPushButton:
        """Add a button that opens a form, shown to those who may; return it."""
        made = button(say(f"family.form.{name}.open"))
        made.clicked.connect(lambda _checked=False: self.form_wanted.emit(name, 0))
        self._keep(made, name, permission)
        return made

    def add_start_button(self, text: str, permission: str) -> None:
        """Add the button that starts a document."""
        self._keep(button(text, "go", self.start_pressed.emit), "start", permission)

    def show_permitted(self, may: frozenset[str]) -> None:
        """Show the buttons the person may press for this family."""
        for widget, permission in self._buttons.values():
            widget.setVisible(permission in may)
        permitted = any(permission in may for _one, permission in self._buttons.values())
        self._holder.setVisible(permitted)

    def show_family(self, family: FamilyView) -> None:
        """Show what may be pressed; lists add their rows."""
        self.show_permitted(family.may)

    def show_none(self, *, empty: bool) -> None:
        """Say that there is nothing yet."""
        self._none.setVisible(empty)

    def _keep(self, made: QWidget, name: str, permission: str) -> None:
        self._actions.addWidget(made)
        self._buttons[name] = (made, permission)


class ListSection(Section):
    """A table of rows taken from the family."""

    def __init__(
        self,
        title: str,
        columns: Sequence[AnyColumn],
        rows_of: Callable[[FamilyView], Sequence[Any]],
        *,
        opens: bool = False,
    ) -> None:
        super().__init__(title)
        self._rows_of = rows_of
        self.table = Table(columns, id_of=lambda row: int(row.id), name=title)
        self._opens = opens
        if opens:
            self.table.row_opened.connect(self.row_opened)
            self.card.add_to_head(open_button(self.table))
        self.card.body.addWidget(self.table)

    def show_family(self, family: FamilyView) -> None:
        """Show the rows of a family."""
        super().show_family(family)
        rows = self._rows_of(family)
        self.show_none(empty=not rows)
        self.table.setVisible(bool(rows))
        self.table.set_rows(rows)
        if self._opens and rows and self.table.chosen_id() is None:
            self.table.choose(rows[0].id)


class LooksSection(Section):
    """Who looked at or changed the record; read only when it is opened."""

    def __init__(self) -> None:
        super().__init__(say("family.looked"))
        self.show_permitted(frozenset())
        self._table = Table(
            [
                Column(title=say("family.looked.when"), text=lambda row: moment(row.at), width=20),
                text_column(say("family.looked.who"), "who", 20),
                text_column(say("family.looked.role"), "role", 22),
                text_column(say("family.looked.what"), "what"),
                text_column(say("family.looked.why"), "purpose"),
            ],
            id_of=id,
            name=say("family.looked"),
        )
        self._verified = VerifiedLine()
        self.card.body.addWidget(self._verified)
        self.card.body.addWidget(self._table)

    def show_rows(self, rows: tuple[LookRow, ...]) -> None:
        """Show the looks, newest first, and whether they hold."""
        self.show_none(empty=not rows)
        self._verified.show_standings([row.standing for row in rows])
        self._table.set_rows(rows)


def assessments() -> ListSection:
    """Return the section of assessments."""
    made = ListSection(
        say("family.assessments"),
        [
            state_column(28, _assessment_state),
            date_column(say("family.started"), "started_on"),
            date_column(say("family.completed"), "completed_on"),
            date_column(say("family.due"), "due_on"),
            Column(
                title=say("family.assessment.sections"),
                text=lambda row: say("family.assessment.done", done=row.done, total=row.total),
                width=14,
            ),
            text_column(say("family.author"), "author"),
        ],
        lambda family: family.assessments,
        opens=True,
    )
    made.add_start_button(say("family.assessment.start"), "assessment:save")
    return made


def reviews() -> ListSection:
    """Return the section of reviews."""
    made = ListSection(
        say("family.reviews"),
        [
            date_column(say("family.review.held"), "held_on"),
            Column(
                title=say("family.review.mode"), text=lambda row: coded("review_mode", row.mode)
            ),
            Column(
                title=say("family.review.decision"),
                text=lambda row: coded("review_decision", row.decision),
            ),
            date_column(say("family.review.next"), "next_on"),
            text_column(say("family.author"), "by"),
        ],
        lambda family: family.reviews,
    )
    made.add_form_button("review", "review:record")
    return made


def statements() -> ListSection:
    """Return the section of the agreement and the privacy notice, two records."""
    made = ListSection(
        say("family.statements"),
        [
            Column(title=say("family.statement.kind"), text=_statement),
            state_column(16),
            date_column(say("family.statement.on"), "given_on"),
            text_column(say("family.author"), "by"),
        ],
        lambda family: family.statements,
    )
    made.add_form_button("agreement", "agreement:record")
    made.add_form_button("privacy_notice", "agreement:record")
    return made


def _assessment_state(row: AssessmentLine) -> str:
    return f"check_{row.check}" if row.check else row.status


def _statement(row: StatementRow) -> str:
    return say(f"family.statement.{row.kind}")
