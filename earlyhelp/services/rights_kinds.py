"""How people, homes, requests, cases and agreements become parts of a pack."""

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.people import Bond, HomeDetails
from earlyhelp.messages.rights import RecordPart
from earlyhelp.records.access import EmergencyWrap, FormerKey
from earlyhelp.records.cases import (
    Agreement,
    Allocation,
    Case,
    Closure,
    ConcernAnswer,
    FactsEnvelope,
    LevelOfNeed,
    PrivacyNotice,
    RequestForSupport,
    SafeguardingConcern,
)
from earlyhelp.records.casework import WorkItem
from earlyhelp.records.erasure_naming import ErasureNaming
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, FamilyKey, Home, Person, Relationship
from earlyhelp.records.retention import RetentionDate
from earlyhelp.records.rights import DisclosureChoice, SubjectMatch
from earlyhelp.records.store import ImportLink
from earlyhelp.services.rights_collect import Collecting, collects, leave_out, part
from earlyhelp.services.rights_fields import (
    field,
    narrative,
    person_fields,
    status_words,
)
from earlyhelp.wording import day, say

leave_out("rights.left_out.keys", FamilyKey, FamilyGrant, FormerKey, EmergencyWrap)
leave_out("rights.left_out.copy", FactsEnvelope, RetentionDate, WorkItem, ErasureNaming)
leave_out("rights.left_out.import", ImportLink)
leave_out("rights.left_out.this_request", SubjectMatch, DisclosureChoice)


@collects(Family)
def _family(c: Collecting, row: Family) -> RecordPart:
    places = code_list("locality")
    fields = [
        *field("family_name", c.uow.open(row, "directory")),
        *field("reference", row.reference),
        *field("status", status_words(row.status)),
        *field("level", code_list("level_of_need").label(row.level)),
        *field("locality", places.label(row.locality)),
        *field("came_from", code_list("request_source").label(row.source)),
    ]
    return part(c, row, fields, on=row.opened_on)


@collects(Person)
def _person(c: Collecting, row: Person) -> RecordPart:
    role = field("role", code_list("person_role").label(row.role))
    held = person_fields(c.uow.open(row, "directory"), c.uow.open(row, "particulars"))
    source = field("source", row.source)
    return part(c, row, [*role, *held, *source], about=(row.id,))


@collects(Relationship)
def _relationship(c: Collecting, row: Relationship) -> RecordPart:
    bond: Bond = c.uow.open(row, "bond")
    kinds = code_list("relationship")
    said = say(
        "rights.bond",
        one=c.name(row.from_id),
        what=kinds.label(bond.code).lower() if kinds.has(bond.code) else bond.code,
        other=c.name(row.to_id),
    )
    fields = [
        *field("relationship", said),
        *field("responsibility", code_list("yes_no_unknown").label(bond.parental_responsibility)),
        *field("couple", code_list("couple_status").label(bond.couple)),
        *field("contact", bond.contact),
    ]
    return part(c, row, fields, about=(row.from_id, row.to_id))


@collects(Home)
def _home(c: Collecting, row: Home) -> RecordPart:
    kept = [name for name in ("directory", "hidden") if getattr(row, name) is not None]
    held: list[HomeDetails] = [c.uow.open(row, name) for name in kept]
    places, about = code_list("neighbourhood"), {who for one in held for who in one.residents}
    fields = [
        *(text for one in held for text in field("address", f"{one.lines}\n{one.postcode}")),
        *(text for one in held for text in field("neighbourhood", places.label(one.neighbourhood))),
        *field("residents", "\n".join(filter(None, map(c.name, sorted(about))))),
        *field("until_on", day(row.until_on) if row.until_on else ""),
        *field("protected", say("reports.yes") if row.hidden is not None else ""),
    ]
    return part(c, row, fields, on=row.from_on, about=tuple(sorted(about)))


@collects(RequestForSupport)
def _request(c: Collecting, row: RequestForSupport) -> RecordPart:
    told_by = code_list("request_source").label(row.source)
    held = narrative(c.uow.open(row, "content"), c.lines)
    return part(c, row, held, on=row.received_on, by=row.recorded_by, told_by=told_by)


@collects(Case)
def _case(c: Collecting, row: Case) -> RecordPart:
    ended = day(row.closed_on) if row.closed_on else ""
    first = day(row.first_contact_on) if row.first_contact_on else ""
    fields = [
        *field("status", status_words(row.status)),
        *field("lead", c.role(row.lead_id)),
        *field("first_contact_on", first),
        *field("until_on", ended),
        *field("came_from", code_list("request_source").label(row.source)),
    ]
    return part(c, row, fields, on=row.opened_on)


@collects(Allocation)
def _allocation(c: Collecting, row: Allocation) -> RecordPart:
    """With a case that ended the work of everybody allocated to it ended too (services.family_case)."""
    ended_on = row.ended_on or c.uow.get(Case, row.case_id).closed_on
    fields = [
        *field("worker", c.role(row.account_id)),
        *field("until_on", day(ended_on) if ended_on else ""),
        *field("reason", code_list("lead_change_reason").label(row.reason)),
    ]
    return part(c, row, fields, on=row.started_on)


@collects(Agreement)
def _agreement(c: Collecting, row: Agreement) -> RecordPart:
    status = field("status", status_words(row.status))
    held = narrative(c.uow.open(row, "content"), c.lines)
    return part(c, row, [*status, *held], on=row.given_on, by=row.recorded_by)


@collects(PrivacyNotice)
def _notice(c: Collecting, row: PrivacyNotice) -> RecordPart:
    held = narrative(c.uow.open(row, "content"), c.lines)
    return part(c, row, held, on=row.given_on, by=row.recorded_by)


@collects(SafeguardingConcern)
def _concern(c: Collecting, row: SafeguardingConcern) -> RecordPart:
    held = narrative(c.uow.open(row, "content"), c.lines)
    return part(c, row, held, on=row.raised_at, by=row.raised_by)


@collects(ConcernAnswer)
def _concern_answer(c: Collecting, row: ConcernAnswer) -> RecordPart:
    outcome = field("decision", code_list("escalation_outcome").label(row.outcome))
    held = narrative(c.uow.open(row, "content"), c.lines)
    return part(c, row, [*outcome, *held], on=row.answered_on, by=row.recorded_by)


@collects(LevelOfNeed)
def _level(c: Collecting, row: LevelOfNeed) -> RecordPart:
    level = field("level", code_list("level_of_need").label(row.level))
    held = narrative(c.uow.open(row, "content"), c.lines)
    about = (row.person_id,) if row.person_id else ()
    return part(c, row, [*level, *held], on=row.judged_on, by=row.judged_by, about=about)


@collects(Closure)
def _closure(c: Collecting, row: Closure) -> RecordPart:
    reason = field("reason", code_list("closure_reason").label(row.reason))
    held = narrative(c.uow.open(row, "content"), c.lines)
    return part(c, row, [*reason, *held], on=row.closed_on, by=row.closed_by)
