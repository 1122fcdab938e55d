"""How assessments, plans, reviews, contacts, notes and corrections become parts of a pack."""

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.records import ActionText, CodedNeed, Reading
from earlyhelp.messages.rights import RecordPart, Rectified
from earlyhelp.records.casework import (
    Assessment,
    CaseNote,
    ChronologyEvent,
    Contact,
    EarlyHelpPlan,
    Need,
    Oversight,
    PlanAction,
    Review,
    ScaleReading,
)
from earlyhelp.records.rights import Rectification, RectificationNotice
from earlyhelp.services.family_timeline import CONCERN, oversight_words
from earlyhelp.services.paper_assessment import need_labels
from earlyhelp.services.rights_collect import Collecting, collects, part
from earlyhelp.services.rights_fields import field, narrative, plan_fields, status_words
from earlyhelp.wording import day, say


@collects(Assessment)
def _assessment(c: Collecting, row: Assessment) -> RecordPart:
    done = field("completed_on", day(row.completed_on) if row.completed_on else "")
    held = narrative(c.uow.open(row, "content"), c.lines)
    return part(c, row, [*done, *held], on=row.started_on, by=row.author_id)


@collects(ScaleReading)
def _reading(c: Collecting, row: ScaleReading) -> RecordPart:
    read: Reading = c.uow.open(row, "reading")
    fields = [
        *field("area", code_list("scale_area").label(read.area)),
        *field("scorer", code_list("scorer").label(read.scorer)),
        *field("score", say("reports.out_of_ten", score=read.value)),
    ]
    about = (read.person_id,) if read.person_id else ()
    return part(c, row, fields, on=row.read_on, about=about)


@collects(Need)
def _need(c: Collecting, row: Need) -> RecordPart:
    coded: CodedNeed = c.uow.open(row, "coded")
    about = (coded.person_id,) if coded.person_id else ()
    return part(c, row, field("need", need_labels().get(coded.ref, coded.ref)), about=about)


@collects(EarlyHelpPlan)
def _plan(c: Collecting, row: EarlyHelpPlan) -> RecordPart:
    fields = [
        *field("plan_version", row.number),
        *field("status", status_words(row.status)),
        *field("authorised_on", day(row.authorised_on) if row.authorised_on else ""),
        *plan_fields(c.uow.open(row, "content")),
        *field("comment", c.uow.open(row, "comment")),
    ]
    return part(c, row, fields, on=row.started_on, by=row.author_id)


@collects(PlanAction)
def _action(c: Collecting, row: PlanAction) -> RecordPart:
    says: ActionText = c.uow.open(row, "says")
    fields = [
        *field("action", says.text),
        *field("owner", says.owner),
        *field("notes", says.note),
        *field("status", code_list("action_status").label(row.status)),
        *field("done_on", day(row.done_on) if row.done_on else ""),
    ]
    return part(c, row, fields, on=row.due_on)


@collects(Oversight)
def _oversight(c: Collecting, row: Oversight) -> RecordPart:
    told = field("decision", oversight_words(row.decision, ""))
    held = (*told, *narrative(c.uow.open(row, "content"), c.lines))
    return part(c, row, held, on=row.decided_at, by=row.decided_by)


@collects(Review)
def _review(c: Collecting, row: Review) -> RecordPart:
    fields = [
        *field("mode", code_list("review_mode").label(row.mode)),
        *field("decision", code_list("review_decision").label(row.decision)),
        *narrative(c.uow.open(row, "content"), c.lines),
    ]
    return part(c, row, fields, on=row.held_on, by=row.recorded_by)


@collects(Contact)
def _contact(c: Collecting, row: Contact) -> RecordPart:
    reached = say("reports.yes" if row.successful else "reports.no")
    fields = [
        *field("contact_kind", code_list("contact_kind").label(row.kind)),
        *field("reached", reached),
        *narrative(c.uow.open(row, "content"), c.lines),
    ]
    return part(c, row, fields, on=row.happened_on, by=row.recorded_by)


@collects(CaseNote)
def _note(c: Collecting, row: CaseNote) -> RecordPart:
    held = narrative(c.uow.open(row, "content"), c.lines)
    return part(c, row, held, on=row.written_at, by=row.author_id)


@collects(ChronologyEvent)
def _event(c: Collecting, row: ChronologyEvent) -> RecordPart:
    content = c.uow.open(row, "content")
    kind = field("event_kind", code_list("chronology_event").label(row.kind))
    held = (*kind, *narrative(content, c.lines))
    tone = "danger" if row.kind == CONCERN else ""
    return part(c, row, held, on=row.happened_on, by=row.recorded_by, tone=tone)


@collects(Rectification)
def _rectification(c: Collecting, row: Rectification) -> RecordPart:
    told: Rectified = c.uow.open(row, "content")
    fields = [*field("status", status_words(row.status))]
    for name in ("asker", "wrong", "wanted", "original", "correction", "why", "statement"):
        fields += field(f"rectified_{name}", getattr(told, name))
    return part(c, row, fields, on=row.received_on, by=row.recorded_by)


@collects(RectificationNotice)
def _told(c: Collecting, row: RectificationNotice) -> RecordPart:
    held = field("recipient", c.uow.open(row, "recipient"))
    return part(c, row, held, on=row.told_on, by=row.told_by)
