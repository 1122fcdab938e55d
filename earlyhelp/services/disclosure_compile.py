"""Compiles a document for one named reader: parts, judgement, outgoing check, paper.  Logs nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy import select

from earlyhelp.domain.disclosure import COLLEAGUE, FAMILY, OUTSIDE, Judged, Part, Reader, judge
from earlyhelp.domain.disclosure import shortened_name as shortened
from earlyhelp.domain.responsibility import CHECK
from earlyhelp.messages.disclosing import (
    DisclosurePreview,
    LeftOut,
    ReaderFor,
    ReleaseOutside,
    ReleasePaper,
    ToSettle,
)
from earlyhelp.messages.plan_bridge import CHILD_ROLES
from earlyhelp.records.people import Family, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.reports.sheets import (
    AssessmentSheet,
    DisclosureSheet,
    GivenLine,
    GivenSection,
    PlanSheet,
)
from earlyhelp.reports.sheets import Reader as Kind
from earlyhelp.services.assessment_people import full_name
from earlyhelp.services.context import Context
from earlyhelp.services.corrections_beside import beside, of_people
from earlyhelp.services.disclosure_parts import (
    Subjects,
    assessment_parts,
    beside_parts,
    people_beside,
    people_parts,
    plan_parts,
)
from earlyhelp.services.disclosure_settling import Settling
from earlyhelp.services.outgoing_text import finder
from earlyhelp.services.paper_assessment import assessment_sheet
from earlyhelp.services.paper_family import family_pdf
from earlyhelp.services.paper_plan import plan_sheet
from earlyhelp.services.responsibility import answering
from earlyhelp.services.sharing_records import asker
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import say

DisclosureMessage = DisclosurePreview | ReleasePaper | ReleaseOutside


@dataclass
class Compiled:
    """A document as judged for one reader, before and after what was found is settled.

    Shape: `paper` is drawn already for one of the family, who get it in their own layout; `unsure` are the
    children whose facts a parent or carer is given without parental responsibility on record.
    """

    family: Family
    kind: str
    lead: str
    given: list[Judged]
    left_out: tuple[LeftOut, ...]
    to_settle: tuple[ToSettle, ...]
    kept: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    paper: bytes = b""


def compiled(
    uow: UnitOfWork, context: Context, message: DisclosureMessage, settled: dict[str, str]
) -> Compiled:
    """Judge every part for the reader and check what is given; `settled` as in the messages.

    Raises: Refused where the document is not there, not the family's or not the person's.
    """
    family = uow.get(Family, message.family_id)
    people = uow.all(Person, Person.family_id == family.id, order=Person.id)
    subjects = Subjects({one.id: uow.open(one, "directory") for one in people})
    sheet = _sheet(uow, message)
    whose = _children(uow, message, people)
    names = _staff_names(uow) if message.reader.kind in OUTSIDE else {}
    judged = judge(
        (_with_short_names(part, names) for part in _parts(uow, message, sheet, people, subjects)),
        _reader(message.reader, whose),
        asker(uow, family.id, subjects.details, message.reader.agency, message.reader.why),
    )
    context.index.finish(uow.session)  # right after sign-in it would not know everybody yet
    settling = Settling(finder(uow, context, family.id), settled)
    paper = b""
    if message.reader.kind == FAMILY:
        who = full_name(subjects.details[message.reader.person_id])
        given = [one for one in judged if not one.why]
        paper = family_pdf(sheet, judged, who, settling)
    else:
        given = _settled(judged, settling)
    return Compiled(
        family=family,
        kind=message.kind,
        lead=names.get(sheet.lead_professional, sheet.lead_professional),
        given=given,
        left_out=tuple(_left_out(one, subjects) for one in judged if one.why),
        to_settle=tuple(settling.open),
        kept=tuple(settling.kept),
        unsure=tuple(
            full_name(subjects.details[one]) for one, said in whose.items() if said == CHECK
        ),
        paper=paper,
    )


def paper_of(uow: UnitOfWork, found: Compiled, reader: str, purpose: str) -> bytes:
    """Return the PDF of what is given."""
    from earlyhelp.reports.disclosure_sheet import disclosure_pdf

    return found.paper or disclosure_pdf(
        DisclosureSheet(
            kind=found.kind,
            reader=reader,
            purpose=purpose,
            lead_professional=found.lead,
            reference=found.family.reference,
            printed_on=uow.clock.today(),
            sections=tuple(_sections(found.given)),
        )
    )


def _sheet(uow: UnitOfWork, message: DisclosureMessage) -> AssessmentSheet | PlanSheet:
    """Return the document; one of another family answers as one that is not there."""
    reader: Kind = "family" if message.reader.kind != COLLEAGUE else "file"
    if message.kind == "plan":
        sheet: AssessmentSheet | PlanSheet = plan_sheet(
            uow, message.subject_id, "family" if message.reader.kind == FAMILY else "file"
        )
    else:
        sheet = assessment_sheet(uow, message.subject_id, reader)
    if sheet.reference != uow.get(Family, message.family_id).reference:
        uow.get(Family, 0)
    found = beside(uow, message.family_id).get(message.subject_id, ())
    return replace(sheet, beside=found)


def _parts(
    uow: UnitOfWork, message: DisclosureMessage, sheet: AssessmentSheet | PlanSheet,
    people: list[Person], subjects: Subjects,
) -> Iterator[Part]:  # fmt: skip
    names = {ident: full_name(who) for ident, who in subjects.details.items()}
    said = of_people(uow, message.family_id, names)
    for part in (*people_parts(uow, people, subjects), *people_beside(said)):
        if message.reader.kind != FAMILY or part.hidden or part.data_class == "identity":
            yield part  # the family's copy tells nobody how to reach them
    if isinstance(sheet, PlanSheet):
        yield from plan_parts(sheet, subjects)
    else:
        yield from assessment_parts(sheet, subjects)
    yield from beside_parts(sheet.beside, subjects)


def _children(uow: UnitOfWork, message: DisclosureMessage, people: list[Person]) -> dict[int, str]:
    """Return the children one of the family is given the facts of, with YES or CHECK for each.

    Source: domain.md 1.6, 4.9 (parental responsibility); domain.md 7.2 (golden rule 5).
    """
    if message.reader.kind != FAMILY:
        return {}
    known = answering(uow, message.family_id)
    children = (one.id for one in people if one.role in CHILD_ROLES)
    found = {ident: known[ident].get(message.reader.person_id, "") for ident in children}
    return {ident: said for ident, said in found.items() if said}


def _reader(reader: ReaderFor, children: Iterable[int]) -> Reader:
    return Reader(
        kind=reader.kind, basis=reader.basis, person_id=reader.person_id, children=tuple(children)
    )


def _staff_names(uow: UnitOfWork) -> dict[str, str]:
    """Return workers' names with what other agencies see of them (DPIA risk 3)."""
    names = (str(name) for (name,) in uow.rows(select(StaffAccount.name)))
    return {name: shortened(name) for name in names if name}


def _with_short_names(part: Part, names: dict[str, str]) -> Part:
    text, title = part.text, part.title
    for name, short in names.items():
        pattern = rf"\b{re.escape(name)}\b"
        text, title = re.sub(pattern, short, text), re.sub(pattern, short, title)
    return replace(part, text=text, title=title)


def _settled(judged: list[Judged], settling: Settling) -> list[Judged]:
    """Return what is given with what was found in it taken out."""
    given: list[Judged] = []
    for one in judged:
        if not one.why:
            place, title = one.part.id, one.part.title or one.part.section
            heading = settling.text(f"{place}|title", title, one.part.title)
            text = settling.text(f"{place}|text", title, one.part.text)
            given.append(replace(one, part=replace(one.part, title=heading, text=text)))
    return given


def _left_out(one: Judged, subjects: Subjects) -> LeftOut:
    details = subjects.details.get(one.person_id)
    name = full_name(details) if details else ""
    title = ": ".join(filter(None, (one.part.section, one.part.title)))
    return LeftOut(part=one.part.id, title=title, why=say(f"disclosure.why.{one.why}", name=name))


def _sections(given: list[Judged]) -> Iterator[GivenSection]:
    together: dict[tuple[str, str], list[GivenLine]] = {}
    for one in given:
        line = GivenLine(title=one.part.title, text=one.part.text)
        together.setdefault((one.part.section, one.part.source), []).append(line)
    for (title, source), lines in together.items():
        yield GivenSection(title=title, source=source, lines=tuple(lines))
