"""Requests to put a record right.  Never changes the record: the correction stands beside it.

Refuses a decision without a reason, and a second decision on the same request.
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from earlyhelp.clock import day_of
from earlyhelp.domain.rights_clock import month_standing
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.corrections import (
    CorrectableText,
    CorrectableTexts,
    CorrectionRow,
    Corrections,
    DecideCorrection,
    NoteRecipientTold,
    RequestCorrection,
    StateDisagreement,
)
from earlyhelp.messages.rights import PartField, RecordPart, Rectified
from earlyhelp.records.people import Family
from earlyhelp.records.rights import Rectification, RectificationNotice
from earlyhelp.services.assessment_people import staff_name
from earlyhelp.services.context import Context
from earlyhelp.services.family_words import shortened
from earlyhelp.services.handlers import handles
from earlyhelp.services.rights_collect import open_family
from earlyhelp.services.rights_files import KIND as FILES
from earlyhelp.services.rights_parts import parts_of
from earlyhelp.services.sharing_records import Recipient, recipients
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import day

_TEXT, _NAME, _SHOWN = 4000, 200, 60
#: Kinds that are themselves about corrections, and copies of what stands elsewhere: not corrected in turn.
_APART = frozenset({"rectification", "rectification_notice", "partner_share", FILES})


@handles(CorrectableTexts)
def correctable(
    uow: UnitOfWork, message: CorrectableTexts, _context: Context
) -> tuple[CorrectableText, ...]:
    """Return every text of a family's records with the beginning of what it says."""
    return tuple(
        CorrectableText(key=f"{part.key}|{field.id}", label=_label(part, field))
        for part, field in _texts(uow, message.family_id)
    )


def _texts(uow: UnitOfWork, family_id: int) -> Iterator[tuple[RecordPart, PartField]]:
    for part in parts_of(open_family(uow, family_id)):
        if part.kind not in _APART:
            for field in part.fields:
                yield part, field


def _label(part: RecordPart, field: PartField) -> str:
    on = day(part.on) if part.on else ""
    told = (part.title, on, field.label, shortened(field.text, _SHOWN))
    return " · ".join(one for one in told if one)


@handles(RequestCorrection)
def request(uow: UnitOfWork, message: RequestCorrection, context: Context) -> Receipt:
    """Record the request together with what the record says today."""
    wrong = _text_faults(message, ("asker", "wrong", "wanted"))
    if message.received_on > uow.clock.today():
        wrong["received_on"] = "entry.in_future"
    found = {
        f"{part.key}|{field.id}": (part, field) for part, field in _texts(uow, message.family_id)
    }
    if message.record not in found:
        wrong["record"] = "entry.required"
    if wrong:
        raise Invalid(wrong)
    part, field = found[message.record]
    kept = Rectification(
        family_id=message.family_id, part=part.key, field=field.id, record_version=0,
        status="open", received_on=message.received_on, decided_on=None,
        recorded_by=context.principal.account_id,
    )  # fmt: skip
    told = Rectified(
        asker=message.asker.strip(),
        wrong=message.wrong.strip(),
        wanted=message.wanted.strip(),
        original=f"{_label(part, replace(field, text=''))}: {field.text}",
    )
    uow.add(kept, content=told)
    return Receipt(id=kept.id, version=kept.version, family_id=message.family_id)


@handles(DecideCorrection)
def decide(uow: UnitOfWork, message: DecideCorrection, context: Context) -> Receipt:
    """Decide, with the reason; the original is kept in either case."""
    kept = uow.get(Rectification, message.correction_id)
    if kept.status != "open":
        raise Refused("correction.decided")
    wrong = _text_faults(message, ("why", *(("correction",) if message.corrected else ())))
    if wrong:
        raise Invalid(wrong)
    told: Rectified = uow.open(kept, "content")
    correction = message.correction.strip() if message.corrected else ""
    uow.change(
        kept,
        message.version,
        status="corrected" if message.corrected else "refused",
        decided_by=context.principal.account_id,
        decided_on=uow.clock.today(),
        content=replace(told, correction=correction, why=message.why.strip()),
    )
    return Receipt(id=kept.id, version=kept.version, family_id=kept.family_id)


@handles(StateDisagreement)
def disagree(uow: UnitOfWork, message: StateDisagreement, _context: Context) -> Receipt:
    """Keep the person's own words beside a record that was not corrected."""
    kept = uow.get(Rectification, message.correction_id)
    if kept.status != "refused":
        raise Refused("correction.not_refused")
    wrong = _text_faults(message, ("statement",))
    if wrong:
        raise Invalid(wrong)
    told: Rectified = uow.open(kept, "content")
    statement = message.statement.strip()
    uow.change(kept, message.version, content=replace(told, statement=statement))
    return Receipt(id=kept.id, version=kept.version, family_id=kept.family_id)


@handles(NoteRecipientTold)
def tell(uow: UnitOfWork, message: NoteRecipientTold, context: Context) -> Receipt:
    """Note that somebody who received the record was told."""
    kept = uow.get(Rectification, message.correction_id)
    if kept.status == "open":
        raise Refused("correction.not_decided")
    wrong = {}
    if not message.recipient.strip() or len(message.recipient) > _NAME:
        wrong["recipient"] = "entry.required"
    if message.told_on > uow.clock.today():
        wrong["told_on"] = "entry.in_future"
    if wrong:
        raise Invalid(wrong)
    notice = RectificationNotice(
        family_id=kept.family_id, rectification_id=kept.id, told_on=message.told_on,
        told_by=context.principal.account_id,
    )  # fmt: skip
    uow.add(notice, recipient=message.recipient.strip())
    return Receipt(id=notice.id, version=notice.version, family_id=kept.family_id)


@handles(Corrections)
def corrections(
    uow: UnitOfWork, message: Corrections, _context: Context
) -> tuple[CorrectionRow, ...]:
    """Return a family's requests, those still to decide first.

    Raises: Refused where the family is not there or not the person's.
    """
    uow.get(Family, message.family_id)
    rows = uow.all(Rectification, Rectification.family_id == message.family_id)
    received = recipients(uow, message.family_id) if rows else ()
    rows.sort(key=lambda row: (row.status != "open", row.received_on, row.id))
    return tuple(_row(uow, row, received) for row in rows)


def received_before(row: Rectification, received: tuple[Recipient, ...]) -> tuple[str, ...]:
    """Return who received something of the family's record before a correction was decided, each once.

    Shape: whoever was told later was told what stands beside it, and has nothing to be put right.
    """
    until = row.decided_on
    names = (
        " · ".join(filter(None, (one.agency, one.reader)))
        for one in received
        if until is None or day_of(one.at) <= until
    )
    return tuple(dict.fromkeys(name for name in names if name))


def still_to_tell(uow: UnitOfWork, row: Rectification) -> tuple[str, ...]:
    """Return who received the record and was not told yet of a decided correction."""
    notices = uow.all(RectificationNotice, RectificationNotice.rectification_id == row.id)
    told = {uow.open(one, "recipient") for one in notices}
    received = received_before(row, recipients(uow, row.family_id))
    return tuple(one for one in received if one not in told)


def _row(uow: UnitOfWork, row: Rectification, received: tuple[Recipient, ...]) -> CorrectionRow:
    content: Rectified = uow.open(row, "content")
    notices = uow.all(RectificationNotice, RectificationNotice.rectification_id == row.id)
    told: list[tuple[str, date]] = [(uow.open(one, "recipient"), one.told_on) for one in notices]
    names = {name for name, _ in told}
    to_tell = () if row.status == "open" else received_before(row, received)
    return CorrectionRow(
        id=row.id,
        version=row.version,
        record=content.original,
        status=row.status,
        content=content,
        received_on=row.received_on,
        lateness=month_standing(row.received_on, row.decided_on or uow.clock.today()),
        recorded_by=staff_name(uow, row.recorded_by),
        decided_by=staff_name(uow, row.decided_by),
        decided_on=row.decided_on,
        told=tuple(told),
        to_tell=tuple(one for one in to_tell if one not in names),
    )


def _text_faults(message: object, names: tuple[str, ...]) -> dict[str, str]:
    wrong = {}
    for name in names:
        text = str(getattr(message, name))
        if not text.strip():
            wrong[name] = "entry.required"
        elif len(text) > _TEXT:
            wrong[name] = "entry.too_long"
    return wrong
