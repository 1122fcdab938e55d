"""How files, choices about sharing, what was told and sealed notes become parts of a pack."""

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.partner_shares import SharedPart, SharedParts
from earlyhelp.messages.rights import RecordPart
from earlyhelp.messages.sharing import SharingNote, SharingSaid
from earlyhelp.records.access import BreakGlass, InterestConflict, Restriction, SealedNote
from earlyhelp.records.documents import Document, DocumentContent
from earlyhelp.records.looks import AccessHit
from earlyhelp.records.partner_shares import PartnerShare
from earlyhelp.records.retention import ErasureProposal, RetentionHold
from earlyhelp.records.sharing import SharingChoice, SharingLog
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.rights_collect import Collecting, collects, leave_out, part
from earlyhelp.services.rights_fields import field, flat, status_words
from earlyhelp.wording import day, say

_LISTS = {
    "purpose": "sharing_purpose",
    "purposes": "sharing_purpose",
    "classes": "data_class",
    "method": "sharing_method",
}


leave_out("rights.left_out.files", DocumentContent)
leave_out("rights.left_out.looks", AuditEntry)
leave_out("rights.left_out.staff", AccessHit, InterestConflict)


@collects(Document)
def _document(c: Collecting, row: Document) -> RecordPart:
    about = (row.person_id,) if row.person_id else ()
    on = row.dated_on or row.added_at
    return part(c, row, flat(c.uow.open(row, "facts")), on=on, by=row.added_by, about=about)


@collects(SharingChoice)
def _choice(c: Collecting, row: SharingChoice) -> RecordPart:
    held: SharingSaid = c.uow.open(row, "content")
    fields = [
        *field("status", code_list("sharing_status").label(row.status)),
        *field("said_by", c.name(row.said_by)),
        *flat(held, _LISTS),
        *field("until_on", day(row.until_on) if row.until_on else ""),
    ]
    return part(c, row, fields, on=row.decided_on, by=row.recorded_by, about=(row.person_id,))


@collects(SharingLog)
def _log(c: Collecting, row: SharingLog) -> RecordPart:
    held: SharingNote = c.uow.open(row, "content")
    decided = f"rights.sharing.{row.decision}"
    fields = [
        *field(
            "decision", say(decided) if row.decision in {"shared", "not_shared"} else row.decision
        ),
        *field("basis", code_list("sharing_basis").label(row.basis)),
        *flat(held, _LISTS),
    ]
    return part(c, row, fields, on=row.decided_at, by=row.decided_by, about=held.person_ids)


@collects(PartnerShare)
def _shown(c: Collecting, row: PartnerShare) -> RecordPart:
    held: SharedParts = c.uow.open(row, "content")
    fields = [*field("plan_version", held.number)]
    for one in held.parts:
        fields += field("text", _shown_part(one))
    about = tuple(dict.fromkeys(ident for one in held.parts for ident in one.subjects))
    return part(c, row, fields, on=row.shared_at, by=row.shared_by, about=about)


def _shown_part(one: SharedPart) -> str:
    """Return a part of the plan as a partner was shown it, with what kind it is and where it is from."""
    kind = code_list("data_class").label(one.data_class)
    return "\n".join(filter(None, (one.section, one.title, one.text, kind, one.source)))


@collects(SealedNote)
def _sealed(c: Collecting, row: SealedNote) -> RecordPart:
    held = field("text", c.uow.open(row, "content"))
    return part(c, row, held, on=row.written_at, by=row.author_id)


@collects(Restriction)
def _restriction(c: Collecting, row: Restriction) -> RecordPart:
    held = flat(c.uow.open(row, "why"), {"reason": "restriction_reason"})
    status = field("status", status_words(row.status))
    return part(c, row, [*status, *held], on=row.asked_at, by=row.asked_by)


@collects(BreakGlass)
def _emergency(c: Collecting, row: BreakGlass) -> RecordPart:
    reason = field("reason", code_list("break_glass_reason").label(row.reason))
    return part(c, row, reason, on=row.opened_at, by=row.account_id)


@collects(RetentionHold)
def _hold(c: Collecting, row: RetentionHold) -> RecordPart:
    ended = row.ended_on or row.until_on
    until = field("until_on", day(ended) if ended else "")
    return part(c, row, [*field("reason", row.reason), *until], on=row.from_on, by=row.placed_by)


@collects(ErasureProposal)
def _erasure(c: Collecting, row: ErasureProposal) -> RecordPart:
    fields = [*field("reason", row.reason), *field("status", status_words(row.status))]
    return part(c, row, fields, on=row.proposed_at, by=row.proposed_by)
