"""What happened to a family, by day: contacts and notes, chronology, oversight.  Invents no event."""

from collections import Counter
from collections.abc import Iterator, Sized
from datetime import date

from earlyhelp.clock import day_of
from earlyhelp.domain.codes import code_list
from earlyhelp.messages.family_view import TimelineRow
from earlyhelp.messages.records import Narrative
from earlyhelp.records.base import OfFamily
from earlyhelp.records.cases import SafeguardingConcern
from earlyhelp.records.casework import CaseNote, ChronologyEvent, Contact
from earlyhelp.services.family_parts import request_reason
from earlyhelp.services.family_records import FamilyRecords
from earlyhelp.services.family_words import concern_words, shortened, words

CONCERN = "safeguarding_concern"
#: What a manager may have decided; anything else is told in their words alone.
_DECISIONS = frozenset({
    "assessment_agreed", "assessment_returned", "closure_agreed", "closure_asked", "closure_returned",
    "lead_changed",
    "plan_authorised", "plan_returned",
})  # fmt: skip


def timeline(records: FamilyRecords) -> tuple[TimelineRow, ...]:
    """Return contacts and case notes, newest first."""
    rows = [*_contacts(records), *_notes(records)]
    return _newest_first(rows)[: records.shown]


def left_out(records: FamilyRecords) -> dict[str, int]:
    """Return how many older rows of `timeline` and `chronology` are not shown, where there are any."""
    contacts = _held(records, Contact, records.contacts)
    notes = _held(records, CaseNote, records.notes)
    older = {
        "timeline": contacts + notes - min(records.shown, contacts + notes),
        "chronology": _held(records, ChronologyEvent, records.events) - len(records.events),
    }
    return {name: count for name, count in older.items() if count}


def _held(records: FamilyRecords, kind: type[OfFamily], read: Sized) -> int:
    """Return how many there are; they are counted only where not all may have been read."""
    if len(read) < records.shown:
        return len(read)
    return records.uow.count(kind, kind.family_id == records.family.id)


def chronology(records: FamilyRecords) -> tuple[TimelineRow, ...]:
    """Return significant events and the steps of early help by the day they happened."""
    rows = [
        *_events(records),
        *_concerns(records),
        *_requests(records),
        *_agreements(records),
        *_assessments(records),
        *_plans(records),
        *_reviews(records),
        *_closures(records),
    ]
    return _newest_first(rows)


def oversight(records: FamilyRecords) -> tuple[TimelineRow, ...]:
    """Return what managers decided and why, newest first."""
    return tuple(
        TimelineRow(
            id=row.id,
            on=day_of(row.decided_at),
            kind=row.decision,
            text=oversight_words(row.decision, _said(records.uow.open(row, "content"))),
            who=records.who(row.decided_by),
        )
        for row in records.oversight
    )


def oversight_words(decision: str, text: str) -> str:
    """Return a manager's decision with what they said about it, which may be nothing."""
    key = f"oversight.{decision}"
    return words(key, text=text).strip() if decision in _DECISIONS else text


def _newest_first(rows: list[TimelineRow]) -> tuple[TimelineRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.on, row.id), reverse=True))


def _said(content: Narrative) -> str:
    if content.text:
        return content.text
    given = (answer for answer in content.answers.values() if isinstance(answer, str) and answer)
    return next(given, "")


def _contacts(records: FamilyRecords) -> Iterator[TimelineRow]:
    kinds = code_list("contact_kind")
    for row in records.contacts:
        reached = "contact.reached" if row.successful else "contact.tried"
        said = _said(records.uow.open(row, "content"))
        yield TimelineRow(
            id=row.id,
            on=row.happened_on,
            kind="contact" if row.successful else "attempt",
            text=words(reached, kind=kinds.label(row.kind), text=said),
            who=records.who(row.recorded_by),
        )


def _notes(records: FamilyRecords) -> Iterator[TimelineRow]:
    for row in records.notes:
        yield TimelineRow(
            id=row.id,
            on=day_of(row.written_at),
            kind="note",
            text=_said(records.uow.open(row, "content")),
            who=records.who(row.author_id),
        )


def _events(records: FamilyRecords) -> Iterator[TimelineRow]:
    for row in records.events:
        yield TimelineRow(
            id=row.id,
            on=row.happened_on,
            kind=row.kind,
            text=_said(records.uow.open(row, "content")),
            who=records.who(row.recorded_by),
            tone="danger" if row.kind == CONCERN else "",
        )


def _concerns(records: FamilyRecords) -> Iterator[TimelineRow]:
    """A concern that was put into the chronology when it was raised is not told twice.

    What else stands there that day, another concern or what the front door answered, is none of it.
    """
    told = Counter(
        (row.happened_on, records.uow.open(row, "content").text)
        for row in records.events
        if row.kind == CONCERN
    )
    for row in records.concerns:
        on, what = concern_on(row), _said(records.uow.open(row, "content"))
        events = [(on, text) for text in (concern_words(what), what) if told[on, text]]
        if events:
            told[events[0]] -= 1
            continue
        text, who = words("chronology.concern", text=shortened(what)), records.who(row.raised_by)
        yield TimelineRow(id=row.id, on=on, kind=CONCERN, text=text, who=who, tone="danger")


def concern_on(row: SafeguardingConcern) -> date:
    """Return the day in Plymouth on which a concern was raised."""
    return day_of(row.raised_at)


def _requests(records: FamilyRecords) -> Iterator[TimelineRow]:
    sources = code_list("request_source")
    for row in records.requests:
        reason = request_reason(records.uow, row)
        text = words("chronology.request", source=sources.label(row.source).lower(), text=reason)
        who = records.who(row.recorded_by)
        yield TimelineRow(id=row.id, on=row.received_on, kind="request", text=text, who=who)


def _agreements(records: FamilyRecords) -> Iterator[TimelineRow]:
    for row in records.agreements:
        text, who = words(f"chronology.agreement.{row.status}"), records.who(row.recorded_by)
        yield TimelineRow(id=row.id, on=row.given_on, kind="agreement", text=text, who=who)


def _assessments(records: FamilyRecords) -> Iterator[TimelineRow]:
    for row in records.assessments:
        if row.completed_on is not None:
            text, who = words("chronology.assessment"), records.who(row.author_id)
            yield TimelineRow(id=row.id, on=row.completed_on, kind="assessment", text=text, who=who)


def _plans(records: FamilyRecords) -> Iterator[TimelineRow]:
    for row in records.plans:
        if row.authorised_on is not None:
            text = words("chronology.plan", number=row.number)
            who = records.who(row.authorised_by)
            yield TimelineRow(id=row.id, on=row.authorised_on, kind="plan", text=text, who=who)


def _reviews(records: FamilyRecords) -> Iterator[TimelineRow]:
    modes, decisions = code_list("review_mode"), code_list("review_decision")
    for row in records.reviews:
        text = words(
            "chronology.review",
            mode=modes.label(row.mode),
            decision=decisions.label(row.decision).lower(),
        )
        who = records.who(row.recorded_by)
        yield TimelineRow(id=row.id, on=row.held_on, kind="review", text=text, who=who)


def _closures(records: FamilyRecords) -> Iterator[TimelineRow]:
    reasons = code_list("closure_reason")
    for row in records.closures:
        text = words("chronology.closure", reason=reasons.label(row.reason).lower())
        who = records.who(row.closed_by)
        yield TimelineRow(id=row.id, on=row.closed_on, kind="closure", text=text, who=who)
