"""Decides what the family's copy of a paper leaves out.  Never leaves anything out of the file copy.

Left out for the family: every field of the class "operational"; the worker-only places named
here; whatever the sheet names in `withheld`; people marked as not for the family's eyes.
"""

from earlyhelp.forms.definition import Field, Section
from earlyhelp.reports.sheets import AssessmentSheet, PersonLine

# The safeguarding gate may hold what the family must not be told, or who told us, and the manager
# check is between workers.
_WORKER_SECTIONS = {"gate", "manager", "manager_check", "escalation"}
# A referrer may have asked not to be named.
_WORKER_FIELDS = {
    "referrer", "referrer_name", "referrer_contact", "confidential_referrer", "decision_notes",
    "anonymous_referrer", "third_party",
}  # fmt: skip


def sections_for(sheet: AssessmentSheet) -> tuple[Section, ...]:
    """Return the sections this reader is given."""
    return tuple(part for part in sheet.form.section if not _left_out(sheet, part))


def fields_for(sheet: AssessmentSheet, section: Section) -> tuple[Field, ...]:
    """Return the questions of a section this reader is given."""
    return tuple(field for field in section.field if not _left_out(sheet, section, field))


def columns_for(sheet: AssessmentSheet, field: Field) -> tuple[Field, ...]:
    """Return the columns of a table this reader is given."""
    return tuple(
        column for column in field.columns if sheet.reader == "file" or not _worker(column)
    )


def people_for(sheet: AssessmentSheet) -> tuple[PersonLine, ...]:
    """Return the people this reader may see named."""
    return tuple(line for line in sheet.people if sheet.reader == "file" or line.family_may_see)


def only_on_file(sheet: AssessmentSheet, section: Section, field: Field) -> bool:
    """Say whether the file copy should mark this question as missing from the family's copy."""
    return sheet.reader == "file" and _withheld(sheet, section, field)


def wholly_on_file(sheet: AssessmentSheet, section: Section) -> bool:
    """Say whether the file copy should mark the whole section as missing from the family's copy."""
    return all(only_on_file(sheet, section, field) for field in section.field)


def for_workers(section: Section, field: Field) -> bool:
    """Say whether a question is between workers, or may name who told us, whoever the reader is."""
    return section.id in _WORKER_SECTIONS or _worker(field)


def _left_out(sheet: AssessmentSheet, section: Section, field: Field | None = None) -> bool:
    if sheet.reader == "file":
        return False
    if field is not None:
        return _withheld(sheet, section, field)
    return all(_withheld(sheet, section, one) for one in section.field)


def _withheld(sheet: AssessmentSheet, section: Section, field: Field) -> bool:
    named = {section.id, f"{section.id}.{field.id}"} & set(sheet.withheld)
    return bool(named) or for_workers(section, field)


def _worker(field: Field) -> bool:
    return field.classification == "operational" or field.id in _WORKER_FIELDS
