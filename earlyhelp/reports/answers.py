"""Turns an answer of a form into the words that are printed.  Guesses no meaning for an unknown code."""

from earlyhelp.forms.definition import Answer, Field
from earlyhelp.forms.loader import choice_label
from earlyhelp.reports.readers import people_for
from earlyhelp.reports.sheets import AssessmentSheet
from earlyhelp.reports.words import partial_day, say


def shown(
    sheet: AssessmentSheet, field: Field, answer: Answer | None, person_id: int | None = None
) -> str:
    """Return the words of an answer; empty if there is none."""
    if field.kind == "known":
        fact = field.known if person_id is None else f"{field.known}@{person_id}"
        return sheet.known.get(fact, "")
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return ""
    if isinstance(answer, list):
        return "\n".join(filter(None, (_item(sheet, field, item) for item in answer)))
    return _single(sheet, field, answer)


def rows(
    sheet: AssessmentSheet, columns: tuple[Field, ...], answer: Answer
) -> list[tuple[str, ...]]:
    """Return the cells of a table answer, one tuple for each row."""
    lines = answer if isinstance(answer, list) else []
    return [
        tuple(shown(sheet, column, line.get(column.id)) for column in columns)
        for line in lines
        if isinstance(line, dict)
    ]


def _item(sheet: AssessmentSheet, field: Field, item: str | dict[str, str]) -> str:
    if isinstance(item, str):
        return _single(sheet, field, item)
    if field.kind == "scale":
        return _scale_line(sheet, item)
    words = [_word(sheet, field, value) for value in item.values() if value]
    return ", ".join(filter(None, words))


def _scale_line(sheet: AssessmentSheet, item: dict[str, str]) -> str:
    score = item.get("value", item.get("score", ""))
    others = [_code(sheet, value) for name, value in item.items() if name not in {"value", "score"}]
    return ": ".join([", ".join(filter(None, others)), _score(score)]) if score else ""


def _single(sheet: AssessmentSheet, field: Field, answer: str | int | bool) -> str:
    if field.kind == "yes_no":
        said = {True: "yes", False: "no", "yes": "yes", "no": "no"}.get(answer)
        return say(said) if said else str(answer)
    if field.kind == "scale":
        return _score(str(answer))
    if field.kind in {"date", "partial_date"}:
        return partial_day(str(answer))
    if field.kind in {"line", "text", "number"}:
        return str(answer)
    return _word(sheet, field, str(answer))


def _word(sheet: AssessmentSheet, field: Field, value: str) -> str:
    """Name an option, a need or a person; a person this reader may not see leaves no trace."""
    if field.kind in {"person", "people"}:
        return _name(sheet, value)
    label = choice_label(field, value)
    if label != value:
        return label
    if field.kind == "needs" and value in {str(line.person_id) for line in sheet.people}:
        return _name(sheet, value)
    return _code(sheet, value)


def _name(sheet: AssessmentSheet, person_id: str) -> str:
    lines = people_for(sheet)
    return next((line.name for line in lines if str(line.person_id) == person_id), "")


def _code(sheet: AssessmentSheet, value: str) -> str:
    return sheet.labels.get(value, value)


def _score(value: str) -> str:
    return say("out_of_ten", score=value)
