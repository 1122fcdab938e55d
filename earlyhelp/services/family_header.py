"""The pills of a family's header and what its buttons may offer.  Protects nothing: the guard does."""

from collections.abc import Iterator
from datetime import date

from earlyhelp.access.permissions import Permission
from earlyhelp.clock import day_of
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.timescales import Due
from earlyhelp.messages.family_view import HoldView, PillView
from earlyhelp.messages.people import Contactable
from earlyhelp.services.concern_standing import concern_due
from earlyhelp.services.family_case import plan_in_force
from earlyhelp.services.family_records import FamilyRecords
from earlyhelp.services.family_words import shortened, words
from earlyhelp.services.work_due import due_after, in_words, review_due, standing
from earlyhelp.wording import day

_TONES = {"late": "danger", "soon": "warn", "on_track": "go"}
_AGREEMENT_TONES = {"given": "plain", "refused": "warn", "withdrawn": "warn"}
_ALWAYS = frozenset({
    Permission.FAMILY_CHANGE, Permission.FAMILY_WHO_LOOKED, Permission.CONTACT_ADD,
    Permission.NOTE_ADD, Permission.CHRONOLOGY_ADD, Permission.ESCALATION_RECORD,
    Permission.AGREEMENT_RECORD, Permission.PAPER_PRINT, Permission.ASSESSMENT_READ,
    Permission.PLAN_READ, Permission.REQUEST_CREATE, Permission.SHARING_DECIDE,
    Permission.SHARING_READ, Permission.TEXT_CHECK, Permission.PAPER_RELEASE,
    Permission.RESTRICTION_ASK, Permission.RESTRICTION_DECIDE, Permission.CONFLICT_DECLARE,
})  # fmt: skip
_CORRECTIONS = frozenset({
    Permission.RECTIFICATION_DECIDE, Permission.RECTIFICATION_READ, Permission.RECTIFICATION_RECORD,
})  # fmt: skip
_FILES = frozenset({
    Permission.DOCUMENT_ADD, Permission.DOCUMENT_COPY, Permission.DOCUMENT_LIST,
    Permission.DOCUMENT_READ,
})  # fmt: skip
_WITH_A_CASE = frozenset({
    Permission.ASSESSMENT_SAVE, Permission.ASSESSMENT_COMPLETE, Permission.PLAN_SAVE,
    Permission.PLAN_SUBMIT, Permission.CASE_ASK_SIGN_OFF, Permission.CASE_CLOSE, Permission.CASE_RETURN,
    Permission.CASE_SIGN_OFF, Permission.ALLOCATION_CHANGE,
    Permission.PARTNER_INVITE, Permission.PARTNER_SHARE,
})  # fmt: skip
_WITH_A_PLAN = frozenset({Permission.PLAN_PROGRESS, Permission.REVIEW_RECORD})
#: What waits for the front door's answer.  Contacts, notes and what helps a child go on.
_ON_HOLD = frozenset({
    Permission.ASSESSMENT_SAVE, Permission.ASSESSMENT_COMPLETE, Permission.PLAN_SAVE,
    Permission.PLAN_SUBMIT, Permission.PLAN_AUTHORISE, Permission.REVIEW_RECORD,
})  # fmt: skip
_WITH_A_SENT_PLAN = frozenset({Permission.PLAN_AUTHORISE, Permission.PLAN_RETURN})


def pills(records: FamilyRecords, today: date) -> tuple[PillView, ...]:
    """Return level, lateness in words, safe contact and agreement, as far as they are known.

    Shape: of a family whose case has ended the first pill says so.
    """
    found: list[PillView] = []
    case = records.case
    if case is not None and case.closed_on is not None:
        state = words(f"case.status.{case.status}")
        ended = words("pill.ended", state=state, date=day(case.closed_on))
        found.append(PillView(text=ended, tone="plain"))
    if records.family.level:
        level = code_list("level_of_need").label(records.family.level)
        found.append(PillView(text=level, tone="info"))
    if records.rests:
        found.insert(0, PillView(text=words("pill.on_hold"), tone="danger"))
    if records.has_open_case:
        found.extend(_lateness(records, today))
    found.extend(_safe_contact(records))
    found.append(_agreement(records))
    return tuple(found)


def next_due(records: FamilyRecords) -> tuple[str, Due] | None:
    """Return the next thing due for the open case: its kind and when."""
    found = sorted(_open_limits(records), key=lambda pair: pair[1].due_on)
    return found[0] if found else None


def may(records: FamilyRecords, granted: frozenset[Permission]) -> frozenset[str]:
    """Return the permissions of the role that make sense for the family as it stands."""
    sensible = set(_ALWAYS | _FILES | _CORRECTIONS)
    if records.has_open_case:
        sensible |= _WITH_A_CASE
        if plan_in_force(records) is not None:
            sensible |= _WITH_A_PLAN
        if any(plan.status == "submitted" for plan in records.plans):
            sensible |= _WITH_A_SENT_PLAN
    if records.rests:
        sensible = (sensible - _ON_HOLD) | {Permission.ESCALATION_ANSWER}
    if any(request.status == "waiting" for request in records.requests):
        sensible.add(Permission.REQUEST_DECIDE)
    return frozenset(permission.value for permission in sensible & granted)


def hold_of(records: FamilyRecords) -> HoldView | None:
    """Return why early help rests; None where it does not."""
    if not (records.rests and records.concerns):
        return None
    raised_on, answer = day_of(records.concerns[0].raised_at), records.answer
    if answer is None:
        return HoldView(raised_on=raised_on)
    return HoldView(
        raised_on=raised_on, outcome=answer.outcome, answered_on=answer.answered_on,
        look_on=answer.look_on,
    )  # fmt: skip


def _open_limits(records: FamilyRecords) -> Iterator[tuple[str, Due]]:
    case = records.case
    if case is None:
        return
    if records.rests and records.concerns:
        look_on = records.answer.look_on if records.answer else None
        kind = "concern" if look_on is None else "concern_again"
        yield kind, concern_due(day_of(records.concerns[0].raised_at), look_on)
        return
    if case.first_contact_on is None:
        yield "contact", due_after("first_contact", case.opened_on)
    for row in records.assessments:
        if row.case_id == case.id and row.status == "draft":
            yield "assessment", due_after("assessment", row.started_on)
    plan = plan_in_force(records)
    if plan is not None and plan.authorised_on is not None:
        last = next((row for row in records.reviews if row.case_id == case.id), None)
        held_on, next_on = (last.held_on, last.next_on) if last else (None, None)
        yield "review", review_due(plan.authorised_on, held_on, next_on)


def _lateness(records: FamilyRecords, today: date) -> Iterator[PillView]:
    found = next_due(records)
    if found is not None:
        state = standing(found[1], today)
        text = words(f"pill.{found[0]}", lateness=in_words(state))
        yield PillView(text=text, tone=_TONES[state.state])


def _safe_contact(records: FamilyRecords) -> Iterator[PillView]:
    """One pill for each thing to heed, with the names of all it was said for."""
    found: dict[str, list[str]] = {}
    for person in records.people:
        who: Contactable = records.uow.open(person, "directory")
        if said := who.safe_contact.strip():
            found.setdefault(said, []).append(who.known_as or who.forename)
    for said, names in found.items():
        text = words("pill.safe_contact", names=", ".join(names), text=shortened(said, 80))
        yield PillView(text=text, tone="warn")


def _is_former(records: FamilyRecords, given_on: date) -> bool:
    """Say whether a case has ended since a family agreed, and another one is worked on.

    Source: domain reference 7.3: agreement is to take part, and what they took part in has ended.
    """
    ended = (case.closed_on for case in records.cases if case.closed_on is not None)
    return records.has_open_case and any(on > given_on for on in ended)


def _agreement(records: FamilyRecords) -> PillView:
    if not records.agreements:
        return PillView(text=words("pill.agreement.none"), tone="warn")
    last = records.agreements[0]
    if last.status == "given" and _is_former(records, last.given_on):
        return PillView(text=words("pill.agreement.former", date=day(last.given_on)), tone="warn")
    text = words(f"pill.agreement.{last.status}", date=day(last.given_on))
    return PillView(text=text, tone=_AGREEMENT_TONES.get(last.status, "warn"))
