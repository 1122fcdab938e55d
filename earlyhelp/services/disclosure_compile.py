"""Compiles a document for one named reader: parts, judgement, outgoing check, paper.  Logs nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy import select

from earlyhelp.domain.disclosure import COLLEAGUE, FAMILY, OUTSIDE, Ask, Judged, Part, Reader, judge
from earlyhelp.domain.disclosure import shortened_name as shortened
from earlyhelp.domain.sharing import Asked, Decision, Subject, may_share
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
from earlyhelp.reports.sheets import DisclosureSheet, GivenLine, GivenSection
from earlyhelp.services.assessment_people import full_name
from earlyhelp.services.context import Context
from earlyhelp.services.disclosure_parts import (
    Subjects,
    assessment_parts,
    people_parts,
    plan_parts,
)
from earlyhelp.services.outgoing_text import findings
from earlyhelp.services.paper_assessment import assessment_sheet
from earlyhelp.services.paper_plan import plan_sheet
from earlyhelp.services.sharing_records import all_isas, choices_of
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import say

REMOVE = "remove"
DisclosureMessage = DisclosurePreview | ReleasePaper | ReleaseOutside
_AROUND = 60  # letters shown before and after what was found


@dataclass
class Compiled:
    """A document as judged for one reader, before and after what was found is settled."""

    family: Family
    kind: str
    lead: str
    given: list[Judged]
    left_out: tuple[LeftOut, ...]
    to_settle: tuple[ToSettle, ...]
    kept: tuple[str, ...]


def compiled(
    uow: UnitOfWork, context: Context, message: DisclosureMessage, settled: dict[str, str]
) -> Compiled:
    """Judge every part for the reader and check what is given; `settled` as in the messages.

    Raises: Refused where the document is not there, not the family's or not the person's.
    """
    family = uow.get(Family, message.family_id)
    people = uow.all(Person, Person.family_id == family.id, order=Person.id)
    subjects = Subjects(uow, people)
    parts, lead = _parts(uow, message, people, subjects)
    names = _staff_names(uow) if message.reader.kind in OUTSIDE else {}
    judged = judge(
        (_with_short_names(part, names) for part in parts),
        _reader(message.reader, people),
        _asker(uow, family.id, subjects, message.reader),
    )
    given, to_settle, kept = _checked(uow, context, family.id, judged, settled)
    return Compiled(
        family=family,
        kind=message.kind,
        lead=names.get(lead, lead),
        given=given,
        left_out=tuple(_left_out(one, subjects) for one in judged if one.why),
        to_settle=to_settle,
        kept=kept,
    )


def paper_of(uow: UnitOfWork, found: Compiled, reader: str, purpose: str, kind: str) -> bytes:
    """Return the PDF of what is given; `kind` is the kind of reader."""
    from earlyhelp.reports.disclosure_sheet import disclosure_pdf

    return disclosure_pdf(
        DisclosureSheet(
            kind=found.kind,
            reader=reader,
            purpose=purpose,
            lead_professional=found.lead,
            reference=found.family.reference,
            printed_on=uow.clock.today(),
            sections=tuple(_sections(found.given)),
            banner=kind != FAMILY,
        )
    )


def _parts(
    uow: UnitOfWork, message: DisclosureMessage, people: list[Person], subjects: Subjects
) -> tuple[list[Part], str]:
    if message.kind == "plan":
        plan = plan_sheet(uow, message.subject_id, "file")
        found, lead, reference = plan_parts(plan, subjects), plan.lead_professional, plan.reference
    else:
        reader = "file" if message.reader.kind == COLLEAGUE else "family"
        sheet = assessment_sheet(uow, message.subject_id, reader)  # type: ignore[arg-type]
        found, lead, reference = (
            assessment_parts(sheet, subjects), sheet.lead_professional, sheet.reference,
        )  # fmt: skip
    if reference != uow.get(Family, message.family_id).reference:
        uow.get(Family, 0)  # not this family's: the same answer as for what is not there
    return [*people_parts(uow, people, subjects), *found], lead


def _reader(reader: ReaderFor, people: list[Person]) -> Reader:
    who = next((one for one in people if one.id == reader.person_id), None)
    grown = who is not None and who.role not in CHILD_ROLES
    children = tuple(one.id for one in people if grown and one.role in CHILD_ROLES)
    return Reader(
        kind=reader.kind, basis=reader.basis, person_id=reader.person_id, children=children
    )


def _asker(uow: UnitOfWork, family_id: int, subjects: Subjects, reader: ReaderFor) -> Ask:
    choices, isas, today = choices_of(uow, family_id), all_isas(uow), uow.clock.today()

    def ask(person_id: int, data_class: str) -> Decision:
        details = subjects.details[person_id]
        person = Subject(id=person_id, born_on=details.born_on or details.expected_on)
        asked = Asked(agency=reader.agency, purpose=reader.why, data_class=data_class, on=today)
        return may_share(choices, isas, person, asked)

    return ask


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


def _checked(
    uow: UnitOfWork, context: Context, family_id: int, judged: list[Judged], settled: dict[str, str]
) -> tuple[list[Judged], tuple[ToSettle, ...], tuple[str, ...]]:
    """Return what is given with what was found in it taken out, what is not settled, what stays."""
    given: list[Judged] = []
    open_ones: list[ToSettle] = []
    kept: list[str] = []
    for one in judged:
        if one.why:
            continue
        changed = {}
        for name in ("title", "text"):
            text = whole = getattr(one.part, name)
            for found in reversed(findings(uow, context, whole, family_id)):
                key = f"{one.part.id}|{name}|{found.start}|{found.end}|{found.kind}"
                answer = settled.get(key, "").strip()
                if answer == REMOVE:
                    text = text[: found.start] + found.suggestion + text[found.end :]
                elif answer:
                    kept.append(
                        say("disclosure.kept", kind=say(f"outgoing.kind.{found.kind}"), why=answer)
                    )
                else:
                    open_ones.append(
                        ToSettle(
                            key=key, title=one.part.title or one.part.section, kind=found.kind,
                            before=whole[max(0, found.start - _AROUND) : found.start],
                            words=whole[found.start : found.end],
                            after=whole[found.end : found.end + _AROUND],
                            suggestion=found.suggestion,
                        )
                    )  # fmt: skip
            changed[name] = text
        given.append(replace(one, part=replace(one.part, **changed)))
    return given, tuple(open_ones), tuple(kept)


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
