"""Checks answers against a form, for the window and the keeper alike.  Never raises over what was typed."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from msgspec import Struct

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.frameworks import outcome_framework
from earlyhelp.domain.values import partial_date, whole_date
from earlyhelp.domain.visible import has_words
from earlyhelp.errors import Invalid
from earlyhelp.forms.definition import Answers, Field, FormDefinition, Section, answer_key
from earlyhelp.forms.loader import choices_of

ROWS_AT_MOST = 200


class SectionProgress(Struct, frozen=True):
    """How far a section is; `missing` holds the answer keys still wanted."""

    section_id: str
    person_id: int | None
    state: Literal["empty", "partly", "done"]
    missing: tuple[str, ...] = ()


def check(
    form: FormDefinition, answers: Answers, children: Sequence[int], *, complete: bool
) -> dict[str, str]:
    """Return what is wrong, answer key to wording key; required answers count only when `complete`.

    Shape: empty when all is well; an answer to no question, or to a hidden one, is wrong as well.
    """
    wrong: dict[str, str] = {}
    asked: set[str] = set()
    for section, person_id in places(form, children):
        place = _place(section, person_id)
        for field in section.field:
            key = answer_key(section, field, person_id)
            asked.add(key)
            fault = _field_fault(field, answers, place, complete=complete)
            if fault:
                wrong[key] = fault
    wrong |= {key: "answer.no_such_question" for key in answers if key not in asked}
    if complete:
        wrong |= _ending_fault(form, answers)
        wrong |= _child_entry_faults(form, answers, children)
    return wrong


def visible(field: Field, answers: Answers, place: str) -> bool:
    """Say whether a question is asked, given the answers so far; `place` is `section` or `section@person`."""
    return field.shown_when is None or _is_so(field.shown_when, answers, place)


def needed(field: Field, answers: Answers, place: str) -> bool:
    """Say whether a question must be answered, given the answers so far; hidden ones never must."""
    wanted = field.required or any(_is_so(one, answers, place) for one in field.required_when)
    return wanted and visible(field, answers, place)


def _is_so(condition: tuple[str, str], answers: Answers, place: str) -> bool:
    other, wanted = condition
    given: Any = answers.get(f"{place}.{other}")
    if isinstance(given, bool):
        return ("yes" if given else "no") == wanted
    if isinstance(given, list):
        return wanted in given
    return bool(given == wanted)


def progress(
    form: FormDefinition, answers: Answers, children: Sequence[int]
) -> list[SectionProgress]:
    """Return how far each section is, in the order of the form, a repeated section once per child."""
    wrong = check(form, answers, children, complete=True)
    lines = []
    for section, person_id in places(form, children):
        keys = [answer_key(section, field, person_id) for field in section.field]
        missing = tuple(key for key in keys if key in wrong)
        begun = any(not _is_empty(answers.get(key)) for key in keys)
        nothing_asked = all(field.kind == "known" for field in section.field)
        state: Literal["empty", "partly", "done"] = "partly" if begun else "empty"
        if nothing_asked or (begun and not missing):
            state = "done"
        lines.append(SectionProgress(section.id, person_id, state, missing))
    return lines


def places(form: FormDefinition, children: Sequence[int]) -> Iterator[tuple[Section, int | None]]:
    """Yield every section with the child it is about, or None for the family."""
    for section in form.section:
        for person_id in children if section.per == "child" else (None,):
            yield section, person_id


def _place(section: Section, person_id: int | None) -> str:
    return section.id if person_id is None else f"{section.id}@{person_id}"


def _field_fault(field: Field, answers: Answers, place: str, *, complete: bool) -> str:
    value: Any = answers.get(f"{place}.{field.id}")
    if _is_empty(value):
        return "answer.required" if complete and needed(field, answers, place) else ""
    if field.kind == "known":
        return "answer.no_such_question"
    if not visible(field, answers, place):
        return "answer.hidden"
    return value_fault(field, value)


def value_fault(field: Field, value: Any) -> str:
    """Return the wording key of what is wrong with one given value, or an empty text."""
    if field.kind in {"line", "text", "choice", "date", "partial_date"}:
        return _text_fault(field, value) if isinstance(value, str) else "answer.kind"
    if field.kind == "yes_no":
        return "" if isinstance(value, bool) else "answer.kind"
    if field.kind in {"number", "scale", "person"}:
        return _number_fault(field, value)
    if field.kind == "table":
        return _table_fault(field, value)
    return _list_fault(field, value)


def _text_fault(field: Field, value: str) -> str:
    if field.kind == "choice":
        return "" if value in choices_of(field) else "answer.not_an_option"
    if field.kind in {"line", "text"}:
        if len(value) > field.max_length:
            return "answer.too_long"
        return "answer.one_line" if field.kind == "line" and "\n" in value else ""
    try:
        (whole_date if field.kind == "date" else partial_date)(value)
    except Invalid as fault:
        return fault.key
    return ""


def _number_fault(field: Field, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return "answer.kind"
    if field.kind == "scale" and not 0 <= value <= 10:
        return "answer.scale"
    return "answer.number" if value < 0 else ""


def _list_fault(field: Field, value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return "answer.kind"
    if len(set(value)) != len(value):
        return "answer.twice"
    if field.kind == "people":
        return "" if all(one.isascii() and one.isdigit() for one in value) else "answer.person"
    if field.kind == "needs":
        framework = outcome_framework()
        return "" if all(framework.has(one) for one in value) else "answer.not_an_option"
    options = choices_of(field)
    if not all(one in options for one in value):
        return "answer.not_an_option"
    return _company_fault(field, value)


def _company_fault(field: Field, value: list[str]) -> str:
    """Some codes stand alone, and SEN needs are at most two.  Source: CIN rules 8790, 8869; SSD."""
    alone = {"disability": "NONE", "presenting_factor": "21"}.get(field.code_list)
    if alone in value and len(value) > 1:
        return "answer.stands_alone"
    return "answer.at_most_two" if field.code_list == "sen_need" and len(value) > 2 else ""


def _table_fault(field: Field, value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return "answer.kind"
    if len(value) > ROWS_AT_MOST:
        return "answer.too_many_rows"
    columns = {column.id: column for column in field.columns}
    for row in value:
        if (
            not all(isinstance(cell, str) for cell in row.values())
            or not row.keys() <= columns.keys()
        ):
            return "answer.kind"
        if any(_cell_is_wrong(columns[name], cell) for name, cell in row.items()):
            return "answer.row"
        if any(
            column.required and not has_words(row.get(name, "")) for name, column in columns.items()
        ):
            return "answer.row_incomplete"
    return ""


def _cell_is_wrong(column: Field, cell: str) -> bool:
    if not cell:
        return False
    if column.kind == "yes_no":
        return cell not in {"yes", "no"}
    if column.kind == "number":
        return not (cell.isascii() and cell.isdigit())
    return bool(_text_fault(column, cell))


def _ending_fault(form: FormDefinition, answers: Answers) -> dict[str, str]:
    """Some closure reasons ask whether needs could escalate.  Source: domain reference 2.3."""
    key = "escalation.needs_could_escalate"
    if form.id != "closure" or key in answers:
        return {}
    code = code_list("closure_reason").get(str(answers.get("reason.reason", "")))
    return {key: "closure.escalation.unanswered"} if code and code.asks_escalation else {}


def _child_entry_faults(
    form: FormDefinition, answers: Answers, children: Sequence[int]
) -> dict[str, str]:
    """Each required section about a child wants at least one entry.  Source: domain reference 1.3 G."""
    wrong = {}
    for section, person_id in places(form, children):
        if section.per != "child" or not section.required:
            continue
        keys = [answer_key(section, one, person_id) for one in section.field if one.kind != "known"]
        if all(_is_empty(answers.get(key)) for key in keys):
            wrong[keys[0]] = "answer.required"
    return wrong


def _is_empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not has_words(value))
