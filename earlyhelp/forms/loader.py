"""Loads forms from `resources/forms`.  Refuses a form that is not whole: better no form than half a form."""

import re
from collections.abc import Iterable
from functools import cache

from earlyhelp.domain.codes import code_list, code_list_ids
from earlyhelp.errors import Bug
from earlyhelp.forms.definition import Field, FormDefinition, Section
from earlyhelp.settings import load, resource

KNOWN_FACTS = frozenset({
    "family.members", "family.households", "family.parental_responsibility", "family.languages",
    "family.services", "child.facts", "agreement.current", "plan.current",
})  # fmt: skip
_FILE = re.compile(r"^(?P<id>[a-z_]+)\.(?P<version>\d+)$")
_ID = re.compile(r"^[a-z][a-z0-9_]*$")


@cache
def form_ids() -> tuple[str, ...]:
    """Return the ids of all forms, in alphabetical order."""
    return tuple(sorted({form_id for form_id, _version in _shipped()}))


@cache
def versions(form_id: str) -> tuple[int, ...]:
    """Return the versions of a form, oldest first.

    Raises: Bug if there is no such form.
    """
    found = tuple(sorted(version for name, version in _shipped() if name == form_id))
    if not found:
        raise Bug("forms.unknown", form_id=form_id)
    return found


def form(form_id: str, version: int | None = None) -> FormDefinition:
    """Return a form; without a version the newest.

    Raises: Bug if there is no such form or its definition is not whole.
    """
    number = versions(form_id)[-1] if version is None else version
    if number not in versions(form_id):
        raise Bug("forms.version.unknown", form_id=form_id, version=number)
    return _form(form_id, number)


def check_definition(definition: FormDefinition) -> None:
    """Let a whole form pass.

    Raises: Bug("forms.definition.<what>") naming the form, section and field that is wrong.
    """
    _no_twice(definition, "", (section.id for section in definition.section))
    for section in definition.section:
        if not section.field:
            raise _broken(definition, section, "", "no_fields")
        _no_twice(definition, section.id, (field.id for field in section.field))
        earlier: dict[str, Field] = {}
        for field in section.field:
            fault = _fault(field) or _condition_fault(field, earlier)
            if fault:
                raise _broken(definition, section, field.id, fault)
            earlier[field.id] = field


@cache
def _form(form_id: str, number: int) -> FormDefinition:
    definition = load(f"forms/{form_id}.{number}.toml", FormDefinition)
    if (definition.id, definition.version) != (form_id, number):
        raise Bug("forms.file_name", form_id=form_id, version=number)
    check_definition(definition)
    return definition


def _shipped() -> Iterable[tuple[str, int]]:
    for path in resource("forms").glob("*.toml"):
        match = _FILE.match(path.stem)
        if match is None:
            raise Bug("forms.file_name", form_id=path.stem)
        yield match["id"], int(match["version"])


def _fault(field: Field) -> str:
    if not _ID.match(field.id):
        return "id"
    if not field.purpose.strip():
        return "purpose"
    if field.code_list and field.code_list not in code_list_ids():
        return "code_list"
    return _kind_fault(field)


def _kind_fault(field: Field) -> str:
    chooses = field.kind in {"choice", "choices"}
    if chooses != bool(field.options or field.code_list) or (field.options and field.code_list):
        return "options"
    if (field.kind == "table") != bool(field.columns):
        return "columns"
    if (field.kind == "known") != (field.known in KNOWN_FACTS):
        return "known"
    if (field.kind == "scale") != (len(field.scorers) == 1):
        return "scorers"
    if field.kind == "scale" and not _is_scale_id(field):
        return "scorers"
    return next((fault for column in field.columns if (fault := _column_fault(column))), "")


def _is_scale_id(field: Field) -> bool:
    """The id of a scale question is `<area>_by_<scorer>`: both are codes."""
    scorer = field.scorers[0]
    area = field.id.removesuffix(f"_by_{scorer}")
    return code_list("scorer").has(scorer) and code_list("scale_area").has(area)


def _column_fault(column: Field) -> str:
    fits = column.kind in {"line", "text", "choice", "date", "partial_date", "number", "yes_no"}
    return _fault(column) if fits else "column_kind"


def _condition_fault(field: Field, earlier: dict[str, Field]) -> str:
    if field.shown_when is not None and not _can_be(field.shown_when, earlier):
        return "shown_when"
    return "" if all(_can_be(one, earlier) for one in field.required_when) else "required_when"


def _can_be(condition: tuple[str, str], earlier: dict[str, Field]) -> bool:
    other, value = condition
    if other not in earlier:
        return False
    asked = earlier[other]
    return value in (("yes", "no") if asked.kind == "yes_no" else choices_of(asked))


def choices_of(field: Field) -> tuple[str, ...]:
    """Return the codes a choice offers, in the order shown."""
    if field.options:
        return tuple(option.code for option in field.options)
    return tuple(item.code for item in code_list(field.code_list).items) if field.code_list else ()


def choice_label(field: Field, code: str) -> str:
    """Return the words of a chosen code; an unknown code is shown as it is stored."""
    if field.code_list:
        return code_list(field.code_list).label(code)
    return next((option.label for option in field.options if option.code == code), code)


def _no_twice(definition: FormDefinition, section_id: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise Bug(
                "forms.definition.twice", form_id=definition.id, section=section_id, field=one
            )
        seen.add(one)


def _broken(definition: FormDefinition, section: Section, field_id: str, fault: str) -> Bug:
    return Bug(
        f"forms.definition.{fault}", form_id=definition.id, section=section.id, field=field_id
    )
