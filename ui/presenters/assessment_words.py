"""Answers in words, and the choices a form offers.  Guesses no meaning for an unknown code."""

from collections.abc import Sequence
from datetime import date

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.frameworks import outcome_framework
from earlyhelp.forms.definition import Answer, Field
from earlyhelp.forms.loader import choice_label
from earlyhelp.messages.casework import ChildLine
from ui.wording import day, say

Choice = tuple[str, str, str]


def choices_in(list_id: str) -> Sequence[Choice]:
    """Return the choices of a code list: code, words, group."""
    return [(item.code, item.label, item.group) for item in code_list(list_id).items]


def need_choices(chosen: Sequence[str] = ()) -> Sequence[Choice]:
    """Return the needs of the framework under their headlines, or only those chosen."""
    return [
        (need.code, f"{need.code} {need.need}", f"{head.number}. {head.title}")
        for head in outcome_framework().headlines
        for need in head.needs
        if not chosen or need.code in chosen
    ]


def words_of(field: Field, answer: Answer | None, people: Sequence[ChildLine]) -> str:
    """Return what an answer says; an empty text if there is none."""
    if answer is None:
        return ""
    if isinstance(answer, list):
        lines = (_row(field, one) if isinstance(one, dict) else _one(field, one, people)
                 for one in answer)  # fmt: skip
        return "\n".join(lines)
    return _one(field, answer, people)


def _row(field: Field, row: dict[str, str]) -> str:
    return ", ".join(
        _one(column, row[column.id], ()) for column in field.columns if row.get(column.id)
    )


def _one(field: Field, answer: str | int | bool, people: Sequence[ChildLine]) -> str:
    text = str(answer)
    if field.kind == "yes_no":
        return say("form.yes") if text in {"True", "yes"} else say("form.no")
    if field.kind == "scale":
        return say("scale.value", value=text)
    if field.kind in {"person", "people"}:
        return next((one.name for one in people if str(one.person_id) == text), text)
    if field.kind == "needs":
        framework = outcome_framework()
        return f"{text} {framework.need(text).need}" if framework.has(text) else text
    if field.kind in {"date", "partial_date"} and len(text) == 10:
        return day(date.fromisoformat(text)) if text[4] == "-" else text
    return choice_label(field, text)
