"""The parts of what is held about a subject: shown with proposals, decided one by one or as proposed.

Refuses a decision about texts that have changed since they were seen.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.third_parties import Span
from earlyhelp.errors import Conflict, Invalid, Locked, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.rights import Choice, PartRow, RecordPart
from earlyhelp.messages.subject_requests import (
    AcceptProposals,
    DecidePart,
    PartsPage,
    SubjectFile,
    SubjectParts,
)
from earlyhelp.records.rights import DisclosureChoice, SubjectMatch, SubjectRequest
from earlyhelp.services.assessment_people import staff_name
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.rights_collect import Collecting, open_family
from earlyhelp.services.rights_files import has_pages, is_unread, is_whole, pages_of
from earlyhelp.services.rights_parts import parts_of
from earlyhelp.services.rights_propose import (
    REDACT,
    RELEASE,
    WITHHOLD,
    Proposer,
    digest,
    third_parties,
)
from earlyhelp.services.subject_requests import open_request
from earlyhelp.storage.unit_of_work import UnitOfWork

_MOST, _NOTE = 200, 2000


@dataclass
class Entry:
    """One part with what was decided about it, if that still holds for its texts."""

    part: RecordPart
    proposer: Proposer
    digest: str
    kept: DisclosureChoice | None
    decided: Choice | None


@dataclass
class Held:
    """Everything held about the subject of a request.  Proposals are made for what is looked at."""

    entries: list[Entry]
    families: int

    @property
    def undecided(self) -> int:
        """Return how many parts still need a decision."""
        return sum(one.decided is None for one in self.entries)

    def entry(self, key: str) -> Entry:
        """Return a part by its key.

        Raises: Refused where there is none.
        """
        found = next((one for one in self.entries if one.part.key == key), None)
        if found is None:
            raise Refused("refused.record")
        return found


def held_about(uow: UnitOfWork, request: SubjectRequest, may_read: int = 1_000) -> Held:
    """Collect what is held about the subject in every family opened for the request.

    Shape: the words of at most `may_read` files are read anew.

    Raises: Refused("subject.no_match") where nobody named the person yet, Refused("subject.stale")
            where a family has new people since it was opened.
    """
    matches = uow.all(SubjectMatch, SubjectMatch.request_id == request.id, order=SubjectMatch.id)
    if not matches:
        raise Refused("subject.no_match")
    where = DisclosureChoice.request_id == request.id
    choices = {one.part: one for one in uow.all(DisclosureChoice, where)}
    entries: list[Entry] = []
    families = dict.fromkeys(one.family_id for one in matches)
    for family_id in families:
        subjects = {one.person_id for one in matches if one.family_id == family_id}
        collecting = _opened(uow, family_id)
        collecting.may_read = max(0, may_read)
        parts = parts_of(collecting)
        proposer = Proposer(collecting, subjects, parts)
        may_read = collecting.may_read
        entries += [_entry(uow, part, proposer, choices.get(part.key)) for part in parts]
    return Held(entries=entries, families=len(families))


def _entry(
    uow: UnitOfWork, part: RecordPart, proposer: Proposer, kept: DisclosureChoice | None
) -> Entry:
    made = digest(part)
    decided: Choice | None = None if kept is None else uow.open(kept, "choice")
    if decided is not None and decided.digest != made:
        decided = None
    return Entry(part, proposer, made, kept, decided)


def _opened(uow: UnitOfWork, family_id: int) -> Collecting:
    try:
        return open_family(uow, family_id)
    except Locked:
        raise Refused("subject.stale") from None


def _row(uow: UnitOfWork, entry: Entry) -> PartRow:
    proposed = entry.proposer.propose(entry.part)
    kept = entry.kept if entry.decided else None
    return PartRow(
        part=entry.part,
        proposed=proposed,
        decided=entry.decided,
        decided_by=staff_name(uow, kept.decided_by) if kept else "",
        decided_at=kept.decided_at if kept else None,
        third_parties=third_parties(proposed),
    )


@handles(SubjectParts)
def parts(uow: UnitOfWork, message: SubjectParts, _context: Context) -> PartsPage:
    """Return a page of the parts, in the order of the pack."""
    request = open_request(uow, message.request_id)
    held = held_about(uow, request, may_read=1)  # the page asks again while there are more
    wanted = [one for one in held.entries if one.decided is None or not message.undecided_only]
    keys = [one.part.key for one in wanted]
    first = keys.index(message.after) + 1 if message.after in keys else 0
    limit = max(1, min(message.limit, _MOST))
    page = wanted[first : first + limit]
    more = len(wanted) > first + limit
    return PartsPage(
        rows=tuple(_row(uow, one) for one in page),
        total=len(held.entries),
        undecided=held.undecided,
        unread=sum(is_unread(one.part) for one in held.entries),
        next_after=page[-1].part.key if more and page else "",
    )


@handles(SubjectFile)
def pages(uow: UnitOfWork, message: SubjectFile, _context: Context) -> bytes:
    """Return the pages of a file, to be looked at before it is decided about."""
    request = open_request(uow, message.request_id)
    entry = held_about(uow, request).entry(message.part)
    if not has_pages(entry.part):
        raise Refused("subject.no_pages")
    return pages_of(uow, entry.part)


@handles(DecidePart)
def decide(uow: UnitOfWork, message: DecidePart, _context: Context) -> Receipt:
    """Keep what was decided about one part."""
    request = _undecided_request(uow, message.request_id)
    held = held_about(uow, request)
    entry = held.entry(message.part)
    if message.choice.digest != entry.digest:
        raise Conflict
    wrong = _faults(entry.part, message.choice)
    if wrong:
        raise Invalid(wrong)
    kept = _keep(uow, request, entry, message.choice)
    return Receipt(id=kept.id, version=kept.version)


@handles(AcceptProposals)
def accept(uow: UnitOfWork, message: AcceptProposals, _context: Context) -> Receipt:
    """Decide these parts as proposed, those decided otherwise already as well."""
    request = _undecided_request(uow, message.request_id)
    held, wanted = held_about(uow, request), set(message.parts)
    entries = [one for one in held.entries if one.part.key in wanted]
    for entry in entries:
        _keep(uow, request, entry, entry.proposer.propose(entry.part))
    return Receipt(id=len(entries), version=request.version)


def _undecided_request(uow: UnitOfWork, request_id: int) -> SubjectRequest:
    request = open_request(uow, request_id)
    if request.status != "open":
        raise Refused("subject.released_already")
    return request


def _faults(part: RecordPart, choice: Choice) -> dict[str, str]:
    reasons = code_list("redaction_reason")
    wrong = {}
    if choice.decision not in {RELEASE, REDACT, WITHHOLD}:
        wrong["decision"] = "entry.not_in_list"
    if choice.decision == WITHHOLD and not reasons.has(choice.reason):
        wrong["reason"] = "entry.required"
    if is_whole(part) and choice.decision == REDACT:
        wrong["decision"] = "subject.pages_whole"
    if is_whole(part) and not has_pages(part) and choice.decision == RELEASE:
        wrong["decision"] = "subject.unreadable_whole"
    if choice.decision == REDACT and not any(choice.spans.values()):
        wrong["spans"] = "subject.no_marks"
    if len(choice.note) > _NOTE:
        wrong["note"] = "entry.too_long"
    lengths = {one.id: len(one.text) for one in part.fields}
    for name, spans in choice.spans.items():
        if name not in lengths or not all(_fits(one, lengths[name]) for one in spans):
            wrong["spans"] = "subject.marks_wrong"
        elif not all(reasons.has(one.reason) for one in spans):
            wrong["spans"] = "entry.not_in_list"
    return wrong


def _fits(span: Span, length: int) -> bool:
    return 0 <= span.start < span.end <= length


def _keep(
    uow: UnitOfWork, request: SubjectRequest, entry: Entry, choice: Choice
) -> DisclosureChoice:
    if choice.decision != REDACT:
        choice = replace(choice, spans={})
    me, now = uow.principal.account_id, uow.clock.now()
    if entry.kept is not None:
        return uow.change(entry.kept, None, decided_by=me, decided_at=now, choice=choice)
    made = DisclosureChoice(
        family_id=entry.part.family_id, request_id=request.id, part=entry.part.key, decided_by=me,
        decided_at=now,
    )  # fmt: skip
    return uow.add(made, choice=choice)
