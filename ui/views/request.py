"""A new request for support: gate first, who asks, people with matches, what is happening."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from earlyhelp.forms.definition import Answers, Section
from earlyhelp.forms.loader import form
from earlyhelp.messages.people import PossibleMatch
from ui.forms.error_summary import ErrorSummary
from ui.forms.field_input import FormContext
from ui.forms.renderer import FormPage
from ui.turns import Turns
from ui.views.family_form import AUTOSAVE_MS, choices
from ui.views.request_people import RequestPeople
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.widgets.settling import dress, settle
from ui.wording import say

_AFTER_PEOPLE = "family"
_ELSEWHERE = {"known_members", "people"}
Part = TypeVar("Part", bound=QWidget)


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
        self._context = FormContext(options_of=choices)
        self._teams = teams
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 24, 24)
        self._column.setSpacing(16)
        self.summary = ErrorSummary()
        self.summary.link_chosen.connect(self._go_to)
        self._banner, self._danger = Banner(), Banner()
        for part in (PageHead(say("request.title")), self.summary, self._banner, self._danger):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.pages: list[FormPage] = []
        self._team_known = False
        self._when_whole: list[Callable[[], None]] = []
        first, *others = form("request_for_support").section
        for _ in self._add_section(first):
            pass  # the gate: what is asked first is there first
        begin_at(self, self.pages[0].box("gate.significant_harm").input)
        self._others: Sequence[Section] = others
        self._building = Turns(self)

    def when_whole(self, then: Callable[[], None]) -> None:
        """Call this once every question is there; the first call has them made, a few at each turn."""
        others, self._others = self._others, ()
        if others:
            self._building.do(self._built(others))
        if self._building.busy:
            self._when_whole.append(then)
        else:
            then()

    def _built(self, sections: Sequence[Section]) -> Iterator[None]:
        for section in sections:
            if section.id == _AFTER_PEOPLE:
                yield from self._add_people()
            yield from self._add_section(section)
        yield from self._add_end()
        waiting, self._when_whole = self._when_whole, []
        for then in waiting:
            then()

    def _add_section(self, section: Section) -> Iterator[None]:
        card = self._put(Card())
        page = FormPage([_without(section)], (), self._context, in_steps=True)
        page.answer_changed.connect(lambda *_: self._timer.start())
        card.body.addWidget(page)
        yield from page.build()
        yield
        self.pages.append(page)
        yield from self._show(card)

    def _put(self, part: Part) -> Part:
        """Put a part below the others, above the empty room that is left: out of sight while it is filled."""
        part.hide()
        self._column.insertWidget(self._column.count() - 1, part)
        return part

    def _show(self, part: QWidget) -> Iterator[None]:
        dress(part)
        yield  # to make it, to dress it and to find its room are one step each
        part.show()
        if self.isVisible():
            settle()

    def _add_people(self) -> Iterator[None]:
        self.people = self._put(RequestPeople())
        self.people.changed.connect(self._timer.start)
        self.people.person_typed.connect(self._person_typed)
        yield from self._show(self.people)

    def _add_end(self) -> Iterator[None]:
        team = self._put(self._team_card(self._teams))
        if len(self._teams) > 1:
            yield from self._show(team)
        self._submit = button(say("request.submit"), "go", self._submit_pressed)
        for part in (self._submit, label(say("request.kept"), "muted")):
            yield from self._show(self._put(part))

    def _team_card(self, teams: Sequence[tuple[int, str]]) -> Card:
        card = Card(say("request.field.team"))
        self.team = QComboBox()
        self.team.setAccessibleName(say("request.field.team"))
        for team_id, name in teams:
            self.team.addItem(name, team_id)
        self.team.activated.connect(self._choose_team)
        card.body.addWidget(self.team)
        return card

    def answers(self) -> Answers:
        """Return the answers of the whole form but the people."""
        given: Answers = {}
        for page in self.pages:
            given |= page.answers()
        return given

    def so_far(self) -> tuple[Answers, Sequence[dict[str, str]], int]:
        """Return what is typed now; no team where nobody chose one."""
        made = self.findChildren(RequestPeople)  # not before its turn comes
        people = [one for part in made for one in part.people()]
        team_id = int(self.team.currentData() or 0) if self._team_known else 0
        return self.answers(), people, team_id

    def show_typed(self, answers: Answers, people: Sequence[dict[str, str]], team_id: int) -> None:
        """Show what was typed before; a box that says the same already stays as it is."""
        for page in self.pages:
            page.set_answers(answers)
        if list(people) != self.people.people():
            self.people.set_people(people)
        place = self.team.findData(team_id)
        if place >= 0:
            self.team.setCurrentIndex(place)
            self._team_known = True
        self.show_errors({})

    def forget(self) -> None:
        """Forget what is typed: it is recorded."""
        self._timer.stop()
        self._team_known = False
        for page in self.pages:
            page.set_answers({})
        self.people.set_people(())

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
        for page in self.pages:
            for key in tuple(page.keys()):
                page.box(key).show_error(errors.get(key, ""))
        self.people.show_errors(errors)
        for page in self.pages:
            errors = page.named(errors)
        self.summary.show_errors(errors)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._banner.show_message(say("family.form.failed"), sentence)

    def set_busy(self, busy: bool) -> None:
        """Take no second press."""
        self._submit.setEnabled(not busy)

    def leave(self) -> None:
        """Hand over the last keys before the page is left, also where it is not whole yet."""
        if self._timer.isActive():
            self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        self.typed.emit(*self.so_far())

    def _submit_pressed(self) -> None:
        self.leave()  # what is refused is kept, too
        self._banner.leave()
        team_id = int(self.team.currentData() or 0)
        self.submitted.emit(self.answers(), self.people.people(), team_id)

    def _person_typed(self, place: int) -> None:
        home = self.answers().get("family.postcode", "")
        self.person_typed.emit(place, self.people.boxes[place].value(), str(home))

    def _choose_team(self, _place: int) -> None:
        self._team_known = True
        self._timer.start()

    def _go_to(self, key: str) -> None:
        for page in self.pages:
            if key in tuple(page.keys()):
                page.go_to(key)
                return
        self.people.go_to(key)


def _without(section: Section) -> Section:
    kept = tuple(one for one in section.field if one.id not in _ELSEWHERE)
    return msgspec.structs.replace(section, field=kept)
