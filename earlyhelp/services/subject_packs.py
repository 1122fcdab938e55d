"""The pack of a request: made from decisions, kept sealed, checked by a second person, closed.

Refuses a pack while a part is undecided, a release by whoever decided, and a look after the close
without a reason.
"""

import hashlib
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from earlyhelp.access.permissions import Permission
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.third_parties import blacked
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.rights import Asked, Choice, PartField, RecordPart
from earlyhelp.messages.subject_requests import (
    CloseSubjectRequest,
    FinishPack,
    LooksSheet,
    ReleasePack,
)
from earlyhelp.progress import Progress
from earlyhelp.records.rights import SubjectAnswer, SubjectMatch, SubjectPack, SubjectRequest
from earlyhelp.records.staff import StaffAccount
from earlyhelp.records.store import AuditEntry
from earlyhelp.reports.sheets import SheetPart, SubjectSheet
from earlyhelp.services import subject_keys
from earlyhelp.services.act_words import act_told_to_family
from earlyhelp.services.context import Context
from earlyhelp.services.family_words import role_words
from earlyhelp.services.handlers import handles
from earlyhelp.services.long_work import LongWork, begin, require_quiet
from earlyhelp.services.rights_collect import LEFT_OUT
from earlyhelp.services.rights_files import PAGES, has_pages
from earlyhelp.services.rights_propose import WITHHOLD
from earlyhelp.services.subject_answers import close_families
from earlyhelp.services.subject_binding import drawn, given_files
from earlyhelp.services.subject_parts import Held, held_about
from earlyhelp.services.subject_requests import is_second_person, newest_pack, open_request
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import moment, say

MARK = "████"
_DECODER = msgspec.json.Decoder(EntryFacts)
_TEXT = 2000


@handles(FinishPack)
def finish(uow: UnitOfWork, message: FinishPack, context: Context) -> Receipt:
    """Collect the pack here, and have it drawn and bound beside other work.

    Raises: Refused while a part is undecided, or for more pages than one copy holds.
    """
    require_quiet(context)
    request = open_request(uow, message.request_id, message.version)
    if request.status != "open":
        raise Refused("subject.released_already")
    held = held_about(uow, request)
    if held.undecided:
        raise Refused("subject.undecided", count=held.undecided)
    sheet, files = pack_sheet(uow, request, held), given_files(uow, held)
    ident, families = uow.clock.new_id(), held.families

    def act(progress: Progress) -> bytes:
        return drawn(sheet, files, progress)

    def settle(content: bytes) -> dict[str, str | int]:
        return _keep_pack(context, message, ident, content, families)

    begin(context, LongWork("pack", ident, act, settle, lambda _error: None))
    uow.purpose = f"{message.purpose}; pack begun"
    return Receipt(id=ident, version=1)


def _keep_pack(
    context: Context, asked: FinishPack, ident: int, content: bytes, families: int
) -> dict[str, str | int]:
    """Keep the pack sealed; the audit has its fingerprint."""
    who, wanted = context.principal, Permission.SUBJECT_REQUEST_DECIDE
    with context.vault.unit(who, wanted, context.policy.require(who, wanted)) as uow:
        request = open_request(uow, asked.request_id, asked.version)
        digest = hashlib.sha256(content).hexdigest()
        pack = SubjectPack(
            id=ident, request_id=request.id, built_by=who.account_id, built_at=uow.clock.now(),
            released_at=None, sha256=digest, families=families,
        )  # fmt: skip
        subject_keys.pack_key(uow, context, pack.key_name, _checkers(uow, request))
        uow.add(pack, content=content)
        uow.purpose = f"{asked.purpose}; pack sha256 {digest}"
        uow.commit()
    return {}


def _checkers(uow: UnitOfWork, request: SubjectRequest) -> list[StaffAccount]:
    """Return the manager who named the subject, where nobody else did: they see all of it anyway."""
    where = (SubjectAnswer.request_id == request.id, SubjectAnswer.known.is_(True))
    named = {one.account_id for one in uow.all(SubjectAnswer, *where)}
    if len(named) != 1:
        return []
    return uow.all(StaffAccount, StaffAccount.id.in_(named), StaffAccount.status == "active")


def pack_sheet(uow: UnitOfWork, request: SubjectRequest, held: Held) -> SubjectSheet:
    """Return the pack ready to print: what is blacked out is no longer in it."""
    asked: Asked = uow.open(request, "asked")
    used: set[str] = set()
    parts = tuple(
        _printed(one.part, one.decided, used) for one in held.entries if one.decided is not None
    )
    reasons = code_list("redaction_reason")
    return SubjectSheet(
        reference=request.reference,
        subject=f"{asked.forename} {asked.surname}",
        printed_on=uow.clock.today(),
        received_on=request.received_on,
        mark=MARK,
        parts=parts,
        legend=tuple((one.group, one.label, one.note) for one in reasons.items if one.code in used),
        left_out=tuple(say(key) for key in dict.fromkeys(LEFT_OUT.values())),
        looks=tuple(_looks(uow, request)),
    )


def _printed(part: RecordPart, choice: Choice, used: set[str]) -> SheetPart:
    reasons = code_list("redaction_reason")
    codes = {one.code: one.group for one in reasons.items}
    if choice.decision == WITHHOLD:
        used.add(choice.reason)
        why = words_of_reason(choice)
        return SheetPart(kind=part.title, on=None, source="", withheld=why)
    used |= {span.reason for spans in choice.spans.values() for span in spans}
    return SheetPart(
        kind=part.title,
        on=part.on,
        source=part.source,
        told_by=part.told_by,
        fields=tuple(
            (one.label, blacked(_said(one), choice.spans.get(one.id, ()), MARK, codes))
            for one in part.fields
            if one.id == PAGES or not has_pages(part)  # a file's name is marked where it is listed
        ),
    )


def _said(one: PartField) -> str:
    return say("rights.file.bound") if one.id == PAGES else one.text


def words_of_reason(choice: Choice) -> str:
    """Return why a whole part is left out, as the pack says it."""
    reasons = code_list("redaction_reason")
    label = reasons.label(choice.reason)
    return say(
        "reports.subject.withheld",
        mark=MARK,
        code=reasons.group(choice.reason),
        reason=label[:1].lower() + label[1:],
    )


def _looks(uow: UnitOfWork, request: SubjectRequest) -> Iterator[tuple[str, str, str]]:
    """Yield who looked at the families of a request, the newest first: by role, in fixed words only."""
    where = SubjectMatch.request_id == request.id
    families = {one.family_id for one in uow.all(SubjectMatch, where)}
    entries = uow.all(AuditEntry, AuditEntry.family_id.in_(families), order=AuditEntry.id.desc())
    for entry in entries:
        facts = _DECODER.decode(entry.facts)
        what = act_told_to_family(facts.act, facts.outcome, facts.purpose)
        yield moment(entry.at), role_words(facts.role), what


@handles(LooksSheet)
def looks_sheet(uow: UnitOfWork, message: LooksSheet, _context: Context) -> bytes:
    """Return the sheet of who looked on its own."""
    from earlyhelp.reports.subject_sheet import looks_pdf

    request = open_request(uow, message.request_id)
    asked: Asked = uow.open(request, "asked")
    looks = tuple(_looks(uow, request))
    if not looks:
        raise Refused("subject.no_match")
    return looks_pdf(
        SubjectSheet(
            reference=request.reference, subject=f"{asked.forename} {asked.surname}",
            printed_on=uow.clock.today(), received_on=request.received_on, mark=MARK, looks=looks,
        )
    )  # fmt: skip


@handles(ReleasePack)
def release(uow: UnitOfWork, message: ReleasePack, context: Context) -> Receipt:
    """Release the newest pack: nobody releases what they decided, or what they cannot see whole.

    Raises: Refused also while nobody has recorded what was seen of who asks.
    """
    request = open_request(uow, message.request_id, message.version)
    pack = newest_pack(uow, request.id)
    if pack is None:
        raise Refused("subject.no_pack")
    if request.status != "open":
        raise Refused("subject.released_already")
    if not is_second_person(uow, pack, context):
        raise Refused("subject.second_person")
    if request.identity_on is None:
        raise Refused("subject.identity_first")
    me, now = context.principal.account_id, uow.clock.now()
    uow.change(pack, None, released_by=me, released_at=now)
    uow.change(request, None, status="released")
    uow.purpose = f"{message.purpose}; pack sha256 {pack.sha256}"
    return Receipt(id=request.id, version=request.version)


@handles(CloseSubjectRequest)
def close(uow: UnitOfWork, message: CloseSubjectRequest, _context: Context) -> Receipt:
    """Close the request and every family that was opened for it."""
    request = open_request(uow, message.request_id, message.version)
    outcome = message.outcome.strip()
    if not outcome:
        raise Invalid({"outcome": "entry.required"})
    if len(outcome) > _TEXT:
        raise Invalid({"outcome": "entry.too_long"})
    asked: Asked = uow.open(request, "asked")
    matches = uow.all(SubjectMatch, SubjectMatch.request_id == request.id)
    close_families(uow, {one.family_id for one in matches}, request.id)
    told = replace(asked, outcome=outcome)
    uow.change(request, None, status="closed", closed_on=uow.clock.today(), asked=told)
    return Receipt(id=request.id, version=request.version)
