"""Takes an assessment or a plan apart into pieces that know whom they tell of.  Leaves nothing out itself."""

import re
from collections.abc import Iterator

from earlyhelp.domain.disclosure import Part
from earlyhelp.forms.definition import Field, Section, answer_key
from earlyhelp.forms.known import PROTECTED
from earlyhelp.messages.people import Contactable
from earlyhelp.records.people import Home, Person
from earlyhelp.reports import answers, readers
from earlyhelp.reports.sheets import AssessmentSheet, OutcomeLine, PlanSheet
from earlyhelp.reports.words import say as paper_say
from earlyhelp.services.assessment_people import full_name
from earlyhelp.services.family_words import words
from earlyhelp.storage.search_terms import name_words
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import day, say

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")

HOUSEHOLDS = "family.households"
BESIDE = "beside:"


class Subjects:
    """Whom a text of this family tells of: those named in it, or everybody."""

    def __init__(self, details: dict[int, Contactable]) -> None:
        self.details = details
        self._names = {
            ident: {*name_words(who.forename), *name_words(who.known_as)} - {""}
            for ident, who in self.details.items()
        }

    @property
    def all(self) -> tuple[int, ...]:
        """Return everybody, for what tells of the family as a whole."""
        return tuple(self.details)

    def of(self, text: str) -> tuple[int, ...]:
        """Return those whose first name stands in the text, or everybody if it names nobody."""
        return self.named(text) or self.all

    def named(self, text: str) -> tuple[int, ...]:
        """Return those whose first name stands in the text."""
        said = {part for match in _WORD.finditer(text) for part in name_words(match[0])}
        return tuple(ident for ident, names in self._names.items() if names & said)


def people_parts(uow: UnitOfWork, people: list[Person], subjects: Subjects) -> Iterator[Part]:
    """Yield who is in the family, how to reach them, and where they live."""
    section = say("disclosure.people")
    for row in people:
        who = subjects.details[row.id]
        born = say("disclosure.born", date=day(who.born_on)) if who.born_on else ""
        yield Part(
            id=f"person:{row.id}", section=section, title="",
            text=", ".join(filter(None, (full_name(who), born, say(f"disclosure.role.{row.role}")))),
            subjects=(row.id,), data_class="identity", source=words("disclosure.source.record"),
        )  # fmt: skip
        reach = ", ".join(filter(None, (who.phone, who.email)))
        if reach:
            yield _contact(f"reach:{row.id}", full_name(who), reach, (row.id,))
    for home in uow.all(Home, Home.family_id == people[0].family_id, Home.until_on.is_(None)):
        yield _home(uow, home, subjects)


def assessment_parts(sheet: AssessmentSheet, subjects: Subjects) -> Iterator[Part]:
    """Yield a part for each answered question of an assessment, as its form asked it."""
    source = words(
        "disclosure.source.assessment",
        date=day(sheet.completed_on or sheet.started_on or sheet.printed_on),
    )
    children = [line for line in sheet.people if line.is_child]
    for section in sheet.form.section:
        repeated = children if section.per == "child" else [None]
        for child in repeated:
            person_id = None if child is None else child.person_id
            place = section.title if child is None else f"{section.title}: {child.name}"
            for field in section.field:
                text = _answered(sheet, section, field, person_id)
                text = without_hidden(text) if field.known == HOUSEHOLDS else text
                if not text:
                    continue
                found = (person_id,) if person_id else subjects.of(text)
                yield Part(
                    id=answer_key(section, field, person_id), section=place, title=field.label,
                    text=text, subjects=found, data_class=_class_of(field), source=source,
                    worker=readers.for_workers(section, field),
                )  # fmt: skip


def plan_parts(sheet: PlanSheet, subjects: Subjects) -> Iterator[Part]:
    """Yield each outcome with its actions, the contingency, the next review, the oversight."""
    source = words("disclosure.source.plan", number=sheet.version)
    texts = [
        (f"outcome:{place}", outcome.words, _outcome(outcome), False)
        for place, outcome in enumerate(sheet.outcomes, start=1)
    ]
    titles = ("contingency", "next_review", "oversight")
    next_on = day(sheet.next_review_on) if sheet.next_review_on else ""
    for name, text in zip(titles, (sheet.contingency, next_on, sheet.oversight), strict=True):
        texts.append((name, say(f"disclosure.{name}"), text, name == "oversight"))
    for ident, title, text, worker in texts:
        if text:
            yield Part(
                id=ident, section=say("disclosure.plan"), title=title, text=text,
                subjects=subjects.of(f"{title} {text}"), data_class="personal", source=source,
                worker=worker,
            )  # fmt: skip


def beside_parts(lines: tuple[str, ...], subjects: Subjects) -> Iterator[Part]:
    """Yield what was decided or said about the document later: it goes wherever the document goes."""
    for place, text in enumerate(lines):
        yield Part(
            id=f"{BESIDE}{place}", section=paper_say("corrections"), title="", text=text,
            subjects=subjects.of(text), data_class="personal", source=words("disclosure.source.record"),
        )  # fmt: skip


def people_beside(lines: tuple[tuple[int, str, str], ...]) -> Iterator[Part]:
    """Yield what was decided or said about a person's details, of the class of the detail."""
    for place, (person_id, data_class, text) in enumerate(lines):
        yield Part(
            id=f"{BESIDE}person:{place}", section=paper_say("corrections"), title="", text=text,
            subjects=(person_id,), data_class=data_class, source=words("disclosure.source.record"),
        )  # fmt: skip


def _answered(sheet: AssessmentSheet, section: Section, field: Field, person_id: int | None) -> str:
    answer = sheet.answers.get(answer_key(section, field, person_id))
    if not (field.columns and answer):
        return answers.shown(sheet, field, answer, person_id)
    columns = readers.columns_for(sheet, field)
    rows = (zip(columns, row, strict=True) for row in answers.rows(sheet, columns, answer))
    return "\n".join("; ".join(f"{one.label}: {cell}" for one, cell in row if cell) for row in rows)


def without_hidden(text: str) -> str:
    """Return what is known of homes without protected ones: even that there is one tells something."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(PROTECTED))


def _class_of(field: Field) -> str:
    """Return the class of a question; what is carried forward of homes holds addresses."""
    return "contact" if field.known == HOUSEHOLDS else field.classification


def _outcome(outcome: OutcomeLine) -> str:
    facts = [
        f"{paper_say(f'plan.{name}.file')}: {value}"
        for name in ("baseline", "now", "target", "measure", "status")
        if (value := getattr(outcome, name))
    ]
    lines = ["; ".join(facts)]
    lines += [paper_say("plan.needs", needs="; ".join(outcome.needs))] if outcome.needs else []
    for action in outcome.actions:
        due = day(action.due_on) if action.due_on else ""
        lines.append(
            "• " + ", ".join(filter(None, (action.text, action.owner, due, action.status)))
        )
    return "\n".join(filter(None, lines))


def _contact(ident: str, title: str, text: str, subjects: tuple[int, ...]) -> Part:
    return Part(
        id=ident, section=say("disclosure.contact"), title=title, text=text, subjects=subjects,
        data_class="contact", source=words("disclosure.source.record"),
    )  # fmt: skip


def _home(uow: UnitOfWork, home: Home, subjects: Subjects) -> Part:
    """A protected home is a part of its own that nobody is given, so that staff see it was there."""
    if home.hidden is not None:
        return Part(
            id=f"home:{home.id}", section=say("disclosure.contact"),
            title=say("disclosure.home.hidden"), text="", subjects=subjects.all,
            data_class="contact", source=words("disclosure.source.record"), hidden=True,
        )  # fmt: skip
    details = uow.open(home, "directory")
    text = ", ".join(filter(None, (details.lines.replace("\n", ", "), details.postcode)))
    residents = tuple(one for one in details.residents if one in subjects.details)
    return _contact(f"home:{home.id}", say("disclosure.home"), text, residents or subjects.all)
