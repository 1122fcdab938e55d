"""Who the subject is: what teams say, who was named, and the search of one's own team.  Finds nobody itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.people import FoundPerson
from earlyhelp.messages.subject_requests import SubjectMatchRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.facts import Facts
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.confirm import ask
from ui.widgets.flow import FlowLayout
from ui.wording import day, say


class KnownSection(QWidget):
    """`named(person id)`, `nobody_here`, `search(text)`, `taken_back(match id)`."""

    named = Signal(object)
    nobody_here = Signal()
    searched = Signal(str)
    taken_back = Signal(object)

    def __init__(self, *, may_answer: bool) -> None:
        super().__init__()
        self._may_answer = may_answer
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._teams, self._answers = Card(say("subject.known.teams")), Facts()
        self._teams.body.addWidget(self._answers)
        self._people = Card(say("subject.known.people"))
        self._none = label(say("subject.known.none"), "muted")
        self.matches = Table(
            _match_columns(), id_of=lambda row: int(row.id), name=say("subject.known.people")
        )
        self.back = button(say("subject.known.back"), pressed=self._ask_back)
        self.back.setVisible(may_answer)
        for part in (self._none, self.matches, self.back):
            self._people.body.addWidget(part)
        column.addWidget(self._people)
        column.addWidget(self._teams)
        self.finding = self._finding()
        self.finding.setVisible(may_answer)
        column.addWidget(self.finding)
        column.addStretch(1)

    def _finding(self) -> Card:
        card = Card(say("subject.known.find"))
        card.body.addWidget(label(say("subject.known.note"), "muted"))
        caption = label(say("subject.known.search"), "label")
        self.line = QLineEdit()
        self.line.setAccessibleName(say("subject.known.search"))
        self.line.setMaximumWidth(420)
        self.line.returnPressed.connect(lambda: self.searched.emit(self.line.text()))
        caption.setBuddy(self.line)
        look = button(
            say("subject.known.look"), pressed=lambda: self.searched.emit(self.line.text())
        )
        name = say("subject.known.found")
        self.found = Table(_found_columns(), id_of=lambda row: int(row.person_id), name=name)
        self.found.row_opened.connect(self.named)
        self.yes = button(say("subject.known.yes"), "go", self._name)
        self.no = button(say("subject.known.no"), pressed=self.nobody_here.emit)
        holder = QWidget()
        row = FlowLayout(holder, gap=8, line_gap=8)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        for part in (caption, self.line, look, label(name, "label"), self.found, holder):
            card.body.addWidget(part)
        return card

    def show_answers(self, answers: Sequence[tuple[str, str]]) -> None:
        """Show what the teams said; a manager is shown none of it."""
        self._teams.setVisible(bool(answers))
        self._answers.show_facts(answers)

    def show_matches(self, rows: Sequence[SubjectMatchRow]) -> None:
        """Show who was named."""
        self._none.setVisible(not rows)
        self.matches.setVisible(bool(rows))
        self.back.setVisible(self._may_answer and bool(rows))
        self.matches.set_rows(rows)
        if rows:
            self.matches.choose(rows[0].id)

    def show_found(self, rows: Sequence[FoundPerson]) -> None:
        """Show who may be the one."""
        self.found.set_rows(rows)
        self.yes.setEnabled(bool(rows))
        if rows:
            self.found.choose(rows[0].person_id)

    def _name(self) -> None:
        chosen = self.found.chosen_id()
        if chosen is not None:
            self.named.emit(chosen)

    def _ask_back(self) -> None:
        chosen = self.matches.chosen_id()
        if chosen is not None:
            ask(
                self,
                say("subject.known.back.ask"),
                say("subject.known.back.keep"),
                say("subject.known.back"),
                lambda: self.taken_back.emit(chosen),
            )


def _match_columns() -> list[Column[SubjectMatchRow]]:
    return [
        Column(title=say("subject.column.name"), text=lambda row: row.name, bold=lambda _: True),
        Column(title=say("subject.column.family"), text=lambda row: row.reference, width=18),
        Column(title=say("subject.column.team"), text=lambda row: row.team, width=16),
    ]


def _found_columns() -> list[Column[FoundPerson]]:
    return [
        Column(title=say("subject.column.name"), text=lambda row: row.name, bold=lambda _: True),
        Column(title=say("subject.column.born"), text=lambda row: day(row.born_on), width=14),
        Column(title=say("subject.column.family"), text=lambda row: row.reference, width=18),
        Column(title=say("subject.column.why"), text=lambda row: say(f"found.{row.why}"), width=20),
    ]
