"""Puts what a record holds into labelled texts, whole: nothing is shortened or left out."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from earlyhelp.domain.codes import code_list
from earlyhelp.forms.definition import Answer, Answers, Field, Section
from earlyhelp.forms.loader import form
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent
from earlyhelp.messages.records import Narrative
from earlyhelp.messages.rights import PartField
from earlyhelp.reports import answers as printed
from earlyhelp.reports.sheets import AssessmentSheet, PersonLine
from earlyhelp.services.paper_assessment import need_labels
from earlyhelp.wording import day, knows, say

_CODED = {
    "sex": "sex",
    "gender": "gender",
    "ethnicity": "ethnicity",
    "first_language": "language",
    "disabilities": "disability",
    "sen_provision": "sen_provision",
    "sen_needs": "sen_need",
}


def field(name: str, value: Any, *, about: int = 0, label: str = "") -> list[PartField]:
    """Return one labelled text, or nothing where there is nothing to say."""
    text = unicodedata.normalize("NFC", str(value or "")).strip()
    words = label or say(f"rights.field.{name}")
    return [PartField(id=name, label=words, text=text, about=about)] if text else []


def flat(held: msgspec.Struct, lists: dict[str, str] | None = None) -> tuple[PartField, ...]:
    """Return every text and day of a struct; `lists` names the code list of a field's codes."""
    made: list[PartField] = []
    for one in msgspec.structs.fields(held):
        value, codes = getattr(held, one.name), (lists or {}).get(one.name, "")
        key = f"rights.field.{one.name}"
        label = say(key) if knows(key) else say("rights.answer.other")
        if isinstance(value, msgspec.Struct):
            made += flat(value, lists)
        elif isinstance(value, date):
            made += field(one.name, day(value), label=label)
        elif isinstance(value, str):
            made += field(one.name, code_list(codes).label(value) if codes else value, label=label)
        elif isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            words = (code_list(codes).label(item) if codes else item for item in value)
            made += field(one.name, "\n".join(words), label=label)
    return tuple(made)


def status_words(status: str) -> str:
    """Return where a record stands, in words; an unknown standing as it is kept."""
    key = f"rights.status.{status}"
    return say(key) if knows(key) else status.replace("_", " ")


def narrative(content: Narrative, people: tuple[PersonLine, ...]) -> tuple[PartField, ...]:
    """Return the text and every answer of a narrative, in the order of its form."""
    made = field("text", content.text)
    asked = _asked(content) if content.form_id else {}
    sheet = _sheet(content, people) if content.form_id else None
    for key in (*asked, *(key for key in content.answers if key not in asked)):
        answer = content.answers.get(key)
        if answer is None or answer == "":
            continue
        if key in asked and sheet is not None:
            _, one, person_id = asked[key]
            made += field(key, _shown(sheet, one, answer), about=person_id, label=one.label)
        else:
            made += field(key, _plain(answer), label=_label(key))
    statuses = code_list("outcome_status")
    for number, status in content.results.items():
        label = say("rights.field.outcome", number=number)
        made += field(f"results.{number}", statuses.label(status), label=label)
    for number, value in content.now.items():
        label = say("rights.field.outcome", number=number)
        made += field(f"now.{number}", say("reports.out_of_ten", score=value), label=label)
    return tuple(made)


def person_fields(details: Contactable, particulars: Particulars) -> tuple[PartField, ...]:
    """Return everything held about somebody as they were entered."""
    made = field("name", f"{details.title} {details.forename} {details.surname}".strip())
    for name in ("known_as", "nhs_number", "upn", "phone", "email", "safe_contact", "local_id"):
        made += field(name, getattr(details, name))
    for name in ("born_on", "expected_on", "died_on"):
        on = getattr(details, name)
        made += field(name, day(on) if on else "")
    for name, list_id in _CODED.items():
        held = getattr(particulars, name)
        codes = held if isinstance(held, tuple) else (held,) * bool(held)
        made += field(name, ", ".join(code_list(list_id).label(code) for code in codes))
    made += field("interpreter", say("reports.yes") if particulars.interpreter else "")
    return (*made, *field("school", particulars.school), *field("notes", particulars.notes))


def plan_fields(content: PlanContent) -> tuple[PartField, ...]:
    """Return a plan: each outcome with its actions as one text."""
    made = [*field("family_view", content.family_view)]
    for outcome in content.outcomes:
        label = say("rights.field.outcome", number=outcome.id)
        about = outcome.people[0] if len(outcome.people) == 1 else 0
        made += field(f"outcome.{outcome.id}", _outcome(outcome), about=about, label=label)
    return (*made, *field("contingency", content.contingency))


def _outcome(outcome: OutcomeDraft) -> str:
    needs = need_labels()
    lines = [outcome.words, outcome.measure, *(needs.get(one, one) for one in outcome.needs)]
    lines += [code_list("scale_area").label(outcome.area)]
    lines += [code_list("outcome_status").label(outcome.status)]
    scores = (("baseline", outcome.baseline), ("now", outcome.now), ("target", outcome.target))
    lines += [
        say(f"rights.plan.{name}", score=value) for name, value in scores if value is not None
    ]
    return "\n".join(line for line in (*lines, *map(_action, outcome.actions)) if line)


def _action(action: ActionDraft) -> str:
    status = code_list("action_status").label(action.status)
    due = day(action.due_on) if action.due_on else ""
    told = (action.text, action.owner, due, status, action.note)
    return "• " + "\n  ".join(part for part in told if part)


def _asked(content: Narrative) -> dict[str, tuple[Section, Field, int]]:
    """Return the questions of a form by the keys of the answers given, in the form's order."""
    definition = form(content.form_id, content.form_version or None)
    asked: dict[str, tuple[Section, Field, int]] = {}
    for section in definition.section:
        for one in section.field:
            for key, person_id in _keys(section, one, content.answers):
                asked[key] = section, one, person_id
    return asked


def _keys(section: Section, one: Field, answers: Answers) -> Iterator[tuple[str, int]]:
    if section.per == "family":
        yield f"{section.id}.{one.id}", 0
        return
    for key in answers:
        place, _, field_id = key.partition(".")
        name, _, person_id = place.partition("@")
        if name == section.id and field_id == one.id and person_id.isdecimal():
            yield key, int(person_id)


def _sheet(content: Narrative, people: tuple[PersonLine, ...]) -> AssessmentSheet:
    return AssessmentSheet(
        family_name="", reference="", reader="file", printed_on=date.min,
        form=form(content.form_id, content.form_version or None), answers=content.answers,
        people=people, labels=need_labels(),
    )  # fmt: skip


def _shown(sheet: AssessmentSheet, one: Field, answer: Answer) -> str:
    if one.columns:
        return "\n".join(
            " · ".join(cell for cell in row if cell)
            for row in printed.rows(sheet, one.columns, answer)
        )
    return printed.shown(sheet, one, answer)


def _plain(answer: Answer) -> str:
    if isinstance(answer, bool):
        return say("reports.yes" if answer else "reports.no")
    if isinstance(answer, list):
        return "\n".join(
            " · ".join(item.values()) if isinstance(item, dict) else item for item in answer
        )
    return str(answer)


def _label(key: str) -> str:
    words = f"rights.answer.{key}"
    return say(words) if knows(words) else say("rights.answer.other")
