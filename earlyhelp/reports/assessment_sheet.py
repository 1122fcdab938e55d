"""Prints an assessment as its form asked it.  Gives the family nothing `readers` keeps for workers."""

from earlyhelp.forms.definition import Answer, Field, Section, answer_key
from earlyhelp.reports import answers
from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper, Through
from earlyhelp.reports.readers import (
    columns_for,
    fields_for,
    only_on_file,
    people_for,
    sections_for,
    wholly_on_file,
)
from earlyhelp.reports.sheets import AssessmentSheet, PersonLine, ScaleLine
from earlyhelp.reports.words import day, say

_SIZE = {"family": 11.0, "file": 9.5}


def assessment_pdf(sheet: AssessmentSheet, through: Through | None = None) -> bytes:
    """Return the assessment as a PDF for the reader the sheet names; all text goes `through`."""
    paper = Paper(_SIZE[sheet.reader], through)
    paper.title(say(f"assessment.title.{sheet.reader}"), say("family", name=sheet.family_name))
    paper.text(say(f"assessment.intro.{sheet.reader}"))
    paper.facts(_facts(sheet))
    _people(paper, sheet)
    for section in sections_for(sheet):
        _section(paper, sheet, section)
    _scales(paper, sheet.scales)
    paper.beside(sheet.beside)
    return paper.pdf(
        Running(
            title=say("assessment.kind"),
            reader=sheet.reader,
            printed_on=sheet.printed_on,
            reference=sheet.reference,
        )
    )


def _facts(sheet: AssessmentSheet) -> list[tuple[str, str]]:
    facts = [(say("disclosure.reader"), sheet.named)] if sheet.named else []
    facts += [
        (say("lead_professional"), sheet.lead_professional),
        (say("started_on"), day(sheet.started_on)),
        (say("completed_on"), day(sheet.completed_on)),
        (say("reference"), sheet.reference),
    ]
    if sheet.reader == "file":
        form = say("form_version", title=sheet.form.title, version=sheet.form.version)
        checked = sheet.checked_by or say("managers_check.none")
        facts += [(say("form"), form), (say("managers_check"), checked)]
    return facts


def _people(paper: Paper, sheet: AssessmentSheet) -> None:
    people = people_for(sheet)
    if not people:
        return
    paper.heading(say(f"people.{sheet.reader}"))
    names = (say("person.name"), say("person.born_on"), say("person.relationship"))
    paper.table(names, [(line.name, day(line.born_on), line.relationship) for line in people])


def _section(paper: Paper, sheet: AssessmentSheet, section: Section) -> None:
    title = f"{section.letter}. {section.title}" if section.letter else section.title
    if wholly_on_file(sheet, section):
        title = say("only_on_file", question=title)
    paper.heading(title)
    if section.per == "family":
        _questions(paper, sheet, section, None)
        return
    children = [line for line in people_for(sheet) if line.is_child]
    if not children:
        paper.muted(say("no_children"))
    for child in children:
        paper.subheading(child.name)
        _questions(paper, sheet, section, child)


def _questions(
    paper: Paper, sheet: AssessmentSheet, section: Section, child: PersonLine | None
) -> None:
    person_id = None if child is None else child.person_id
    empty = []
    for field in fields_for(sheet, section):
        answer = sheet.answers.get(answer_key(section, field, person_id))
        words = answers.shown(sheet, field, answer, person_id)
        left_out = answer_key(section, field, person_id) in sheet.without
        if left_out or not _asked(sheet, section, field, person_id):
            continue
        if words or field.required:
            _question(paper, sheet, field, (_label(sheet, section, field), words), answer)
        else:
            empty.append(field.label)
    if empty:
        paper.muted(say("left_empty", questions="; ".join(empty)))


def _question(
    paper: Paper,
    sheet: AssessmentSheet,
    field: Field,
    asked: tuple[str, str],
    answer: Answer | None,
) -> None:
    if not field.columns or not answer:
        paper.asked(*asked)
        return
    columns = columns_for(sheet, field)
    paper.question(asked[0])
    paper.table(tuple(column.label for column in columns), answers.rows(sheet, columns, answer))


def _label(sheet: AssessmentSheet, section: Section, field: Field) -> str:
    if only_on_file(sheet, section, field) and not wholly_on_file(sheet, section):
        return say("only_on_file", question=field.label)
    return field.label


def _asked(sheet: AssessmentSheet, section: Section, field: Field, person_id: int | None) -> bool:
    """Say whether the condition of a question was met, as it was when the form was filled in."""
    if field.shown_when is None:
        return True
    other, code = field.shown_when
    asker = next(one for one in section.field if one.id == other)
    given = sheet.answers.get(answer_key(section, asker, person_id))
    if isinstance(given, bool):
        given = "yes" if given else "no"
    met = code in given if isinstance(given, list) else given == code
    return met and _asked(sheet, section, asker, person_id)


def _scales(paper: Paper, scales: tuple[ScaleLine, ...]) -> None:
    if not scales:
        return
    paper.heading(say("scales.title"))
    paper.text(say("scales.intro"))
    names = tuple(say(f"scales.{name}") for name in ("area", "scorer", "values", "change"))
    paper.table(names, [(s.area, s.scorer, _readings(s), _change(s)) for s in scales])


def _readings(scale: ScaleLine) -> str:
    return "\n".join(say("scales.reading", date=day(on), score=score) for on, score in scale.values)


def _change(scale: ScaleLine) -> str:
    if len(scale.values) < 2:
        return say("scales.once")
    difference = scale.values[-1][1] - scale.values[0][1]
    if difference == 0:
        return say("scales.same")
    return say("scales.up" if difference > 0 else "scales.down", points=abs(difference))
