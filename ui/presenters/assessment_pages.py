"""What the assessment editor shows, ready to draw: sections, questions, texts that differ.

Refuses to draw and to ask: plain values only.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from earlyhelp.forms.definition import Answers, Field, FormDefinition, Section, answer_key
from earlyhelp.forms.validation import places, progress
from earlyhelp.messages.casework import AssessmentView, ChildLine
from earlyhelp.messages.plan_bridge import children_among
from ui.presenters.assessment_words import words_of
from ui.wording import day, say

Choice = tuple[str, str, str]


class SectionLine(Struct, frozen=True, kw_only=True):
    """A section in the list; `state` is empty, partly or done."""

    key: str
    text: str
    state: str
    spoken: str


class SectionPage(Struct, frozen=True, kw_only=True):
    """One section to answer; `person_id` 0 is the family.

    Shape: `checks` says that it is a manager's section, and this manager's to record now.
    """

    section: Section
    person_id: int
    person: str
    answers: Answers
    people: tuple[tuple[int, str], ...]
    options_of: Callable[[str], Sequence[Choice]]
    needs: Sequence[Choice]
    known: Callable[[str, int | None], Sequence[str]]
    earlier: dict[str, str]
    faults: dict[str, str]
    read_only: bool
    first: bool
    last: bool
    checks: bool = False


class Dispute(Struct, frozen=True, kw_only=True):
    """One thing that two people wrote: both texts."""

    key: str
    label: str
    mine: str
    theirs: str


def place_key(section: Section, person_id: int | None) -> str:
    """Return the key of a section's place: the answers of a child stand in a place of their own."""
    return section.id if person_id is None else f"{section.id}@{person_id}"


class Paperwork:
    """One assessment's form with its people: turns answers into what is shown of them."""

    def __init__(self, shown: AssessmentView, form: FormDefinition) -> None:
        self.shown = shown
        self.form = form
        self.children: tuple[ChildLine, ...] = children_among(shown.people)
        self.child_ids = tuple(one.person_id for one in self.children)
        self._names = {one.person_id: one.name for one in self.children}
        self.fields: dict[str, tuple[Section, Field]] = {}
        self.places: dict[str, tuple[Section, int | None]] = {}
        for section, person_id in places(form, self.child_ids):
            self.places[place_key(section, person_id)] = (section, person_id)
            for field in section.field:
                self.fields[answer_key(section, field, person_id)] = (section, field)

    def sections(self, answers: Answers) -> list[SectionLine]:
        """Return the list of sections with how far each is."""
        return [
            self._line(key, line.state)
            for key, line in zip(
                self.places, progress(self.form, answers, self.child_ids), strict=True
            )
        ]

    def label(self, key: str) -> str:
        """Return what an answer is the answer to."""
        place = self.places.get(key.rpartition(".")[0])
        if place is None or key not in self.fields:
            return key
        return f"{self._title(*place)}: {self.fields[key][1].label}"

    def missing(self, faults: Mapping[str, str]) -> dict[str, str]:
        """Return a line for each section with faults, by the key of its first question.

        Shape: sections in their order; faults of no section of this form come first.
        """
        lines = {key: say(fault) for key, fault in faults.items() if key not in self.fields}
        for place, (section, person_id) in self.places.items():
            keys = [key for key in self.fields if key in faults and key.rpartition(".")[0] == place]
            if not keys:
                continue
            first, title = keys[0], self._title(section, person_id)
            if len(keys) > 1:
                empty = all(faults[key] == "answer.required" for key in keys)
                words = "assessment.missing" if empty else "assessment.faults"
                lines[first] = say(words, section=title, count=len(keys))
            else:
                question, fault = self.fields[first][1].label, say(faults[first])
                lines[first] = say(
                    "assessment.fault", section=title, question=question, fault=fault
                )
        return lines

    def words(self, key: str, answers: Answers) -> str:
        """Return an answer in words."""
        found = self.fields.get(key)
        return words_of(found[1], answers.get(key), self.shown.people) if found else ""

    def earlier(self, place: str, answers: Answers) -> dict[str, str]:
        """Return what the last assessment said where it differs from this one."""
        lines = {}
        for key in self.fields:
            if key.rpartition(".")[0] != place:
                continue
            before = self.words(key, self.shown.previous)
            if before and before != self.words(key, answers):
                lines[key] = say("assessment.earlier", text=before)
        return lines

    def known(self, fact: str, person_id: int | None) -> Sequence[str]:
        """Return the lines of a fact carried forward."""
        key = fact if person_id is None else f"{fact}@{person_id}"
        return self.shown.known.get(key, ())

    def person(self, person_id: int | None) -> str:
        """Return the name of a child, or nothing."""
        return self._names.get(person_id or 0, "")

    def standing(self) -> str:
        """Return the key of how the assessment stands with its manager: empty before it is complete."""
        if self.shown.status == "draft":
            return "assessment.returned" if self.shown.checked_by else ""
        return "assessment.checked" if self.shown.checked_by else "assessment.waits"

    def of_manager(self, section: Section) -> Section:
        """Return a manager's section as everybody else sees it: whose it is, asking nothing before.

        Shape: an answer that no manager is on record for is shown, and says so.
        """
        if not section.by or self.shown.checked_by:
            return section
        if any(key.startswith(f"{section.id}.") for key in self.shown.answers):
            return replace(section, hint=say("form.by.unproved"))
        return replace(section, hint=say(f"form.by.{section.by}"), field=())

    def note(self) -> str:
        """Return the line under the title."""
        if self.shown.completed_on:
            key, on = "assessment.note.complete", self.shown.completed_on
        else:
            key, on = "assessment.note.due", self.shown.due_on or self.shown.started_on
        return say(key, author=self.shown.author, day=day(on), number=self.shown.form_version)

    def _line(self, key: str, state: str) -> SectionLine:
        text = self._title(*self.places[key])
        spoken = say("assessment.section.spoken", title=text, state=say(f"assessment.{state}"))
        return SectionLine(key=key, text=text, state=state, spoken=spoken)

    def _title(self, section: Section, person_id: int | None) -> str:
        name = self.person(person_id)
        key = "form.section.person" if name else "form.section"
        return say(
            key, letter=section.letter, title=section.title, **({"name": name} if name else {})
        )
