"""One family opened, and who looked at it.  Shows nothing the guard does not open."""

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.messages.family_view import FamilyPageView, FamilyView
from earlyhelp.messages.people import LookRow, WhoLooked
from earlyhelp.records.people import Family
from earlyhelp.records.store import AuditEntry
from earlyhelp.services import family_case, family_header, family_parts, family_timeline
from earlyhelp.services.act_words import act_words
from earlyhelp.services.audit_shown import entry_standing
from earlyhelp.services.context import Context
from earlyhelp.services.corrections_beside import beside, corrected, with_corrections
from earlyhelp.services.family_ending import case_view
from earlyhelp.services.family_header import hold_of
from earlyhelp.services.family_records import FamilyRecords, read_family, staff_names
from earlyhelp.services.family_standing import standing_of
from earlyhelp.services.family_words import role_words
from earlyhelp.services.handlers import handles
from earlyhelp.services.lead_conflicts import lead_pills
from earlyhelp.services.look_purpose import purpose_words
from earlyhelp.services.restrictions import decides
from earlyhelp.storage.unit_of_work import UnitOfWork

_MOST_LOOKS = 500


@handles(FamilyPageView)
def family_page(uow: UnitOfWork, message: FamilyPageView, context: Context) -> FamilyView:
    """Open one family: everything the page shows, read once."""
    records = read_family(uow, message.family_id, message.shown)
    return _view(records, context)


def _view(records: FamilyRecords, context: Context) -> FamilyView:
    uow, family, today = records.uow, records.family, records.uow.clock.today()
    found = beside(uow, family.id)
    team = context.team_names.get(family.team_id, "")
    return FamilyView(
        id=family.id,
        version=family.version,
        reference=family.reference,
        name=uow.open(family, "directory"),
        team=team,
        team_id=family.team_id,
        level=family.level,
        pills=(*lead_pills(uow, context, family.id), *family_header.pills(records, today)),
        people=family_parts.people_rows(records, today),
        relationships=family_parts.relationship_rows(records),
        homes=family_parts.home_rows(records),
        case=case_view(records),
        request=family_parts.waiting_request(records, team),
        helpers=family_case.helpers(records),
        assessments=family_case.assessment_lines(records),
        plans=family_case.plan_lines(records),
        outcomes=family_case.outcome_views(records, today),
        reviews=family_case.review_lines(records),
        timeline=with_corrections(family_timeline.timeline(records), found),
        chronology=with_corrections(family_timeline.chronology(records), found),
        statements=family_parts.statement_rows(records),
        distance=family_case.distance(records),
        oversight=with_corrections(family_timeline.oversight(records), found),
        left_out=family_timeline.left_out(records),
        corrected=corrected(uow, family.id),
        standing=standing_of(uow, family),
        hold=hold_of(records),
        may=family_header.may(records, _granted(records, context)),
    )


def _granted(records: FamilyRecords, context: Context) -> frozenset[Permission]:
    """Return what the rules let the person do.

    Shape: an emergency lets nobody decide who sees the family; a lead does not sign off their ending.
    """
    granted = context.policy.permissions_of(context.principal)
    if records.case is not None and records.case.lead_id == context.principal.account_id:
        granted -= {Permission.CASE_RETURN, Permission.CASE_SIGN_OFF}
    decide = Permission.RESTRICTION_DECIDE
    if decide in granted and not decides(records.uow, records.family, context):
        return granted - {decide}
    return granted


@handles(WhoLooked)
def who_looked(uow: UnitOfWork, message: WhoLooked, context: Context) -> tuple[LookRow, ...]:
    """Return who looked at or changed the family's record, newest first."""
    family = uow.get(Family, message.family_id)
    entries = uow.all(
        AuditEntry,
        AuditEntry.family_id == family.id,
        order=AuditEntry.id.desc(),
        limit=min(max(message.limit, 1), _MOST_LOOKS),
    )
    names = staff_names(uow, {entry.actor_id for entry in entries})
    return tuple(_look(entry, names, context) for entry in entries)


def _look(entry: AuditEntry, names: dict[int, str], context: Context) -> LookRow:
    facts = msgspec.json.decode(entry.facts, type=EntryFacts)
    return LookRow(
        at=entry.at,
        who=names.get(entry.actor_id, facts.actor_name),
        role=role_words(facts.role),
        what=act_words(facts.act, facts.outcome, facts.purpose),
        purpose=purpose_words(facts.purpose),
        outcome=facts.outcome,
        standing=entry_standing(entry, facts, context),
    )
