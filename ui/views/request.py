"""A new request for support: gate first, who asks, people with matches, what is happening."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from earlyhelp.forms.definition import Answers, Section
from earlyhelp.forms.loader import form
from earlyhelp.messages.people import PossibleMatch
from ui.forms.error_summary import ErrorSummary
from ui.forms.field_input import FormContext
from ui.forms.renderer import FormPage
from ui.views.family_form import AUTOSAVE_MS, choices
from ui.views.request_people import RequestPeople
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.page_head import PageHead
from ui.wording import say

_FIRST = ("gate", "who")
_ELSEWHERE = {"known_members", "people"}


class RequestView(QWidget):
    """Emits everything typed, a moment after typing, and at `submitted`."""

    typed = Signal(object, object, object)
    submitted = Signal(object, object, object)
    person_typed = Signal(int, object, str)

    def __init__(self, teams: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE_MS)
        self._timer.timeout.connect(self._tell)
        sections = form("request_for_support").section
        context = FormContext(options_of=choices)
        first = [one for one in sections if one.id in _FIRST]
        rest = [_without(one) for one in sections if one.id not in _FIRST]
        self.gate = FormPage(first[:1], (), context)
        self.first = FormPage(first[1:], (), context)
        self.rest = FormPage(rest, (), context)
        self.people = RequestPeople()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        self.summary = ErrorSummary()
        self.summary.link_chosen.connect(self._go_to)
        self._banner, self._danger = Banner(), Banner()
        parts = (PageHead(say("request.title")), self.summary, self._banner, self._danger)
        for part in (*parts, _card(self.gate), _card(self.first), self.people, _card(self.rest)):
            column.addWidget(part)
        column.addWidget(self._team_card(teams))
        self._submit = button(say("request.submit"), "go", self._submit_pressed)
        column.addWidget(self._submit)
        column.addWidget(label(say("request.kept"), "muted"))
        column.addStretch(1)
        self._listen()

    def _team_card(self, teams: Sequence[tuple[int, str]]) -> Card:
        card = Card(say("request.field.team"))
        self.team = QComboBox()
        self.team.setAccessibleName(say("request.field.team"))
        for team_id, name in teams:
            self.team.addItem(name, team_id)
        card.body.addWidget(self.team)
        card.setVisible(len(teams) > 1)
        return card

    def _listen(self) -> None:
        for page in (self.gate, self.first, self.rest):
            page.answer_changed.connect(lambda *_: self._timer.start())
        self.people.changed.connect(self._timer.start)
        self.team.activated.connect(lambda _place: self._timer.start())
        self.people.person_typed.connect(self._person_typed)
        self.setFocusProxy(self.gate.box("gate.significant_harm").input)

    def answers(self) -> Answers:
        """Return the answers of the whole form but the people."""
        return self.gate.answers() | self.first.answers() | self.rest.answers()

    def show_typed(self, answers: Answers, people: Sequence[dict[str, str]], team_id: int) -> None:
        """Show what was typed before."""
        self._timer.stop()
        for page in (self.gate, self.first, self.rest):
            page.set_answers(answers)
        self.people.set_people(people)
        place = self.team.findData(team_id)
        if place >= 0:
            self.team.setCurrentIndex(place)
        self.show_errors({})

    def show_gate(self, *, danger: bool) -> None:
        """Say whom to ring when a child may be in danger."""
        if danger:
            self._danger.show_message(say("request.danger"), say("request.danger.how"))
        else:
            self._danger.leave()

    def show_matches(self, place: int, rows: Sequence[PossibleMatch]) -> None:
        """Show who a person may be."""
        self.people.show_matches(place, rows)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show sentences in the summary and at each field."""
        for page in (self.gate, self.first, self.rest):
            for key in tuple(page.keys()):
                page.box(key).show_error(errors.get(key, ""))
        self.people.show_errors(errors)
        self.summary.show_errors(errors)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._banner.show_message(say("family.form.failed"), sentence)

    def set_busy(self, busy: bool) -> None:
        """Take no second press."""
        self._submit.setEnabled(not busy)

    def leave(self) -> None:
        """Hand over the last keys before the page is left."""
        if self._timer.isActive():
            self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        self.typed.emit(self.answers(), self.people.people(), self._team())

    def _submit_pressed(self) -> None:
        self._timer.stop()
        self._banner.leave()
        self.submitted.emit(self.answers(), self.people.people(), self._team())

    def _person_typed(self, place: int) -> None:
        home = self.rest.answers().get("family.postcode", "")
        self.person_typed.emit(place, self.people.boxes[place].value(), str(home))

    def _team(self) -> int:
        return int(self.team.currentData() or 0)

    def _go_to(self, key: str) -> None:
        for page in (self.gate, self.first, self.rest):
            if key in tuple(page.keys()):
                page.go_to(key)
                return
        self.people.go_to(key)


def _without(section: Section) -> Section:
    kept = tuple(one for one in section.field if one.id not in _ELSEWHERE)
    return msgspec.structs.replace(section, field=kept)


def _card(page: FormPage) -> Card:
    card = Card()
    card.body.addWidget(page)
    return card
