"""What a form is made of.  Frozen; loaded from resources/forms, never built in code."""

from typing import Literal

from msgspec import Struct

FieldKind = Literal[
    "line",
    "text",
    "choice",
    "choices",
    "date",
    "partial_date",
    "number",
    "yes_no",
    "scale",
    "person",
    "people",
    "needs",
    "table",
    "known",
]
DataClass = Literal["personal", "special_category", "operational"]


class Option(Struct, frozen=True):
    """One answer a choice offers."""

    code: str
    label: str
    hint: str = ""


class Field(Struct, frozen=True, rename={"classification": "class"}):
    """One question.  `known` shows a fact carried forward and asks nothing.

    Shape: `shown_when` and each of `required_when` name an earlier question and its answer; one of
    `required_when` is enough.
    Unit: `max_length` in characters; `scale` runs 0 to 10.
    """

    id: str
    kind: FieldKind
    label: str
    purpose: str
    classification: DataClass
    hint: str = ""
    required: bool = False
    max_length: int = 4000
    code_list: str = ""
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    shown_when: tuple[str, str] | None = None
    required_when: tuple[tuple[str, str], ...] = ()
    scorers: tuple[str, ...] = ()
    known: str = ""


class Section(Struct, frozen=True):
    """A page of a form; `per = "child"` repeats it for every child of the family.

    Shape: `by` names the role that alone may answer it, empty where whoever writes the form does.
    """

    id: str
    letter: str
    title: str
    field: tuple[Field, ...]
    hint: str = ""
    per: Literal["family", "child"] = "family"
    required: bool = True
    by: Literal["", "team_manager"] = ""


class FormDefinition(Struct, frozen=True):
    """A form as it was asked: old versions stay so that old answers are shown as they were."""

    id: str
    version: int
    title: str
    section: tuple[Section, ...]


#: One kind of list: msgspec cannot tell a list of texts from a list of table rows by its type.
Answer = str | int | bool | list[str | dict[str, str]]
Answers = dict[str, Answer]


def answer_key(section: Section, field: Field, person_id: int | None = None) -> str:
    """Return the key of an answer: `section.field`, or `section@person.field` in a repeated section."""
    place = section.id if person_id is None else f"{section.id}@{person_id}"
    return f"{place}.{field.id}"
