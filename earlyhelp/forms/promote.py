"""Reads out of answers what is searched or measured: scale readings, coded needs, children heard.  Stores nothing."""

from collections.abc import Sequence

from msgspec import Struct

from earlyhelp.forms.definition import Answers, FormDefinition, answer_key
from earlyhelp.forms.validation import places

FAMILY = 0


class ScaleAnswer(Struct, frozen=True):
    """One reading; `person_id` 0 means the family."""

    area: str
    scorer: str
    value: int
    person_id: int = FAMILY


class NeedAnswer(Struct, frozen=True):
    """One coded need; `person_id` 0 means the family or its adults."""

    code: str
    person_id: int = FAMILY


def scale_area(field_id: str, scorer: str) -> str:
    """Return the area of a scale question: its id is `<area>_by_<scorer>`."""
    return field_id.removesuffix(f"_by_{scorer}")


def scale_answers(
    form: FormDefinition, answers: Answers, children: Sequence[int]
) -> tuple[ScaleAnswer, ...]:
    """Return every reading given, in the order of the form."""
    found = []
    for section, person_id in places(form, children):
        for field in section.field:
            value = answers.get(answer_key(section, field, person_id))
            if field.kind == "scale" and isinstance(value, int) and not isinstance(value, bool):
                scorer = field.scorers[0]
                area = scale_area(field.id, scorer)
                found.append(ScaleAnswer(area, scorer, value, person_id or FAMILY))
    return tuple(found)


def need_answers(
    form: FormDefinition, answers: Answers, children: Sequence[int]
) -> tuple[NeedAnswer, ...]:
    """Return every coded need, in the order of the form."""
    found: list[NeedAnswer] = []
    for section, person_id in places(form, children):
        for field in section.field:
            value = answers.get(answer_key(section, field, person_id))
            if field.kind == "needs" and isinstance(value, list):
                codes = [code for code in value if isinstance(code, str)]
                found.extend(NeedAnswer(code, person_id or FAMILY) for code in codes)
    return tuple(found)
