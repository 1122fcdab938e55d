"""Builds the sheet of an assessment from its records.  Leaves to the papers room what a reader is given."""

from collections import defaultdict
from datetime import date

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.frameworks import outcome_framework
from earlyhelp.forms.loader import form
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Assessment, ScaleReading
from earlyhelp.records.people import Family
from earlyhelp.reports.sheets import AssessmentSheet, Reader, ScaleLine
from earlyhelp.services.assessment_known import known_of
from earlyhelp.services.assessment_people import full_name, people_of, staff_name
from earlyhelp.services.paper_people import person_lines
from earlyhelp.storage.unit_of_work import UnitOfWork

_FORM = "early_help_assessment"


def assessment_sheet(uow: UnitOfWork, assessment_id: int, reader: Reader) -> AssessmentSheet:
    """Return an assessment ready to print, as its form version asked it.

    Raises: Refused where it is not there or not the person's.
    """
    row = uow.get(Assessment, assessment_id)
    family, people = uow.get(Family, row.family_id), people_of(uow, row.family_id)
    content = uow.open(row, "content")
    known = known_of(uow, row.case_id, people, content.answers)
    return AssessmentSheet(
        family_name=uow.open(family, "directory"),
        reference=family.reference,
        reader=reader,
        printed_on=uow.clock.today(),
        form=form(content.form_id or _FORM, row.form_version),
        answers=content.answers,
        started_on=row.started_on,
        completed_on=row.completed_on,
        lead_professional=staff_name(uow, uow.get(Case, row.case_id).lead_id),
        people=person_lines(uow, people),
        labels=need_labels(),
        known={key: "\n".join(lines) for key, lines in known.items()},
        checked_by=staff_name(uow, content.checked_by) if content.checked_by else "",
        scales=_scales(uow, row, {one.id: full_name(uow.open(one, "directory")) for one in people}),
    )


def need_labels() -> dict[str, str]:
    """Return the words of every need by its code."""
    framework = outcome_framework()
    return {need.code: need.need for head in framework.headlines for need in head.needs}


def _scales(
    uow: UnitOfWork, assessment: Assessment, names: dict[int, str]
) -> tuple[ScaleLine, ...]:
    """Return the case's readings up to the day the assessment was finished."""
    where = [ScaleReading.case_id == assessment.case_id]
    if assessment.completed_on is not None:
        where.append(ScaleReading.read_on <= assessment.completed_on)
    series: dict[tuple[str, str, int], list[tuple[date, int]]] = defaultdict(list)
    for row in uow.all(ScaleReading, *where, order=(ScaleReading.read_on, ScaleReading.id)):
        reading = uow.open(row, "reading")
        key = (reading.area, reading.scorer, reading.person_id)
        series[key].append((row.read_on, reading.value))
    areas, scorers = code_list("scale_area"), code_list("scorer")
    return tuple(
        ScaleLine(
            area=areas.label(area),
            scorer=names.get(person_id) or scorers.label(scorer),
            values=tuple(values),
        )
        for (area, scorer, person_id), values in series.items()
    )
