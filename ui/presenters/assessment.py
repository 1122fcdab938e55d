"""The assessment editor: one section at a time, every change saved.  Decides no answer."""

from collections.abc import Sequence
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.forms.definition import Answer
from earlyhelp.forms.loader import form, versions
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.casework import AssessmentPage, AssessmentView, CompleteAssessment
from ui.presenters.asking import Send
from ui.presenters.assessment_check import ManagersCheck
from ui.presenters.assessment_pages import Paperwork, SectionLine, SectionPage
from ui.presenters.assessment_saves import AssessmentSaves, SavesScreen
from ui.presenters.assessment_words import choices_in, need_choices
from ui.presenters.autosave import Surroundings
from ui.presenters.plan_rows import Tone
from ui.wording import say

_TONES: dict[str, Tone] = {
    "assessment.checked": "go",
    "assessment.waits": "warn",
    "assessment.returned": "warn",
}


class AssessmentScreen(SavesScreen, Protocol):
    """What the page must offer."""

    def show_head(self, family: str, note: str, *, read_only: bool, compared: bool) -> None: ...
    def show_standing(self, sentence: str, tone: Tone, *, may_check: bool) -> None: ...
    def show_sections(self, lines: Sequence[SectionLine], chosen: str) -> None: ...
    def show_section(self, page: SectionPage) -> None: ...
    def show_earlier(self, lines: dict[str, str]) -> None: ...
    def focus_on(self, key: str) -> None: ...
    def begin_section(self) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_left(self, errors: dict[str, str]) -> None: ...


class AssessmentPresenter:
    """One assessment."""

    def __init__(
        self,
        view: AssessmentScreen,
        send: Send,
        assessment_id: int,
        around: Surroundings,
    ) -> None:
        self._view, self._send, self._id = view, send, assessment_id
        self._announce = around.announce
        self.saves = AssessmentSaves(view, send, assessment_id, around, self._show_place)
        self.check = ManagersCheck(view, send, assessment_id, self._checked, around.rest)
        self._papers: Paperwork | None = None
        self._place = ""
        self._comparing = False
        self._missing: dict[str, str] = {}  # what completing asked for

    def load(self) -> None:
        """Open the assessment, unless something typed is not saved yet."""
        if self.saves.idle:
            self._send(AssessmentPage(assessment_id=self._id), self._show, self._failed)

    def open_section(self, place: str) -> None:
        """Show another section; what is not yet an answer is marked where one leaves it."""
        self.rested()
        self._place = place
        self._show_place()

    def rested(self) -> None:
        """Save: the typing rests."""
        self.saves.rested()
        self.check.keep()

    def leave(self) -> None:
        """Save at once: the page is left."""
        self.saves.leave()
        self.check.keep()

    def family_id(self) -> int:
        """Return whose assessment it is, 0 while nobody knows."""
        return self._papers.shown.family_id if self._papers is not None else 0

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) section."""
        if self._papers is None:
            return
        keys = list(self._papers.places)
        place = keys.index(self._place) + by
        if 0 <= place < len(keys):
            self.open_section(keys[place])
            self._view.begin_section()

    def answered(self, key: str, value: Answer | None) -> None:
        """Take one change; it is saved when the typing rests."""
        if self._papers is None:
            return
        if self.check.takes(self._papers, key, value):
            return
        self.saves.answered(key, value)
        if self._missing.pop(key, None) is not None:
            self._view.show_left(self._papers.missing(self._missing))
        answers = self.saves.answers
        self._view.show_sections(self._papers.sections(answers), self._place)
        if self._comparing:
            self._view.show_earlier(self._papers.earlier(self._place, answers))

    def compare(self, on: bool) -> None:
        """Show under each question what the last assessment said where it differs, or no more."""
        self._comparing = on
        if self._papers is not None:
            shown = self._papers.earlier(self._place, self.saves.answers) if on else {}
            self._view.show_earlier(shown)

    def complete(self) -> None:
        """Save what is left, then complete."""
        self.saves.when_saved(self._complete)

    def record_check(self) -> None:
        """Record the manager's check."""
        self.check.record(self._papers)

    def begin_check(self) -> None:
        """Open the manager's section."""
        if self._papers is not None:
            section = next(one for one, _ in self._papers.places.values() if one.by)
            self.go_to(f"{section.id}.{section.field[0].id}")

    def go_to(self, key: str) -> None:
        """Open the section of a question and take the keyboard there."""
        place = key.rpartition(".")[0]
        if self._papers is not None and place in self._papers.places:
            self.open_section(place)
            self._view.focus_on(key)

    def _show(self, shown: AssessmentView) -> None:
        number = shown.form_version if shown.form_version in versions(shown.form_id) else None
        self._papers = Paperwork(shown, form(shown.form_id, number))
        if self._place not in self._papers.places:
            self._place = next(iter(self._papers.places))
        compared = bool(shown.previous)
        self._view.show_head(
            shown.family, self._papers.note(), read_only=self._read_only, compared=compared
        )
        standing = self._papers.standing()
        told = say(standing, who=shown.checked_by) if standing else ""
        tone: Tone = _TONES.get(standing, "plain")
        self._view.show_standing(told, tone, may_check=shown.may_check)
        self.saves.begin(self._papers)
        self.check.begin(self._papers, self._show_place)
        self._show_place()

    @property
    def _read_only(self) -> bool:
        papers = self._papers
        return papers is None or papers.shown.status != "draft"

    def _complete(self) -> None:
        message = CompleteAssessment(assessment_id=self._id, version=self.saves.version)
        self._send(message, self._completed, self._refused)

    def _completed(self, receipt: Receipt) -> None:
        self._view.show_errors({})
        self._checked(receipt)

    def _checked(self, receipt: Receipt) -> None:
        self._announce(*receipt.changed)
        self._send(AssessmentPage(assessment_id=self._id), self._show_done, self._failed)

    def _show_done(self, shown: AssessmentView) -> None:
        self._show(shown)
        self._view.begin_section()  # what was pressed is there no more

    def _refused(self, error: HouseError) -> None:
        if not isinstance(error, Invalid) or self._papers is None:
            self._failed(error)
            return
        self._missing = dict(error.fields)
        self._show_place()
        self._view.show_errors(self._papers.missing(self._missing))

    def _show_place(self) -> None:
        papers = self._papers
        if papers is None:
            return
        section, person_id = papers.places[self._place]
        checks = bool(section.by) and papers.shown.may_check and self.check.ready
        keys = list(papers.places)
        self._view.show_sections(papers.sections(self.saves.answers), self._place)
        page = SectionPage(
            section=self.check.asked(section) if checks else papers.of_manager(section),
            person_id=person_id or 0,
            person=papers.person(person_id),
            answers=self.check.answers if checks else self.saves.answers,
            people=tuple((one.person_id, one.name) for one in papers.shown.people),
            options_of=choices_in,
            needs=need_choices(),
            known=papers.known,
            earlier=papers.earlier(self._place, self.saves.answers) if self._comparing else {},
            faults={key: say(fault) for key, fault in (self._missing | self.saves.wrong).items()},
            read_only=not checks and (self._read_only or bool(section.by)),
            first=self._place == keys[0],
            last=self._place == keys[-1],
            checks=checks,
        )
        self._view.show_section(page)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
