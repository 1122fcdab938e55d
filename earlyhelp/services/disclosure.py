"""Print for one named reader: preview, release, log.  Hands nothing out that was not judged and settled."""

from datetime import date

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.disclosure import COLLEAGUE, FAMILY, FILE, INSIDE, OUTSIDE, READERS
from earlyhelp.domain.sharing import overridden
from earlyhelp.errors import Invalid
from earlyhelp.messages.disclosing import (
    DisclosurePreview,
    Preview,
    ReaderFor,
    Released,
    ReleaseOutside,
    ReleasePaper,
)
from earlyhelp.messages.sharing import SharingNote
from earlyhelp.records.people import Family, Person
from earlyhelp.records.sharing import SharingLog
from earlyhelp.services import packages, sharing
from earlyhelp.services.assessment_people import full_name
from earlyhelp.services.context import Context
from earlyhelp.services.disclosure_compile import (
    Compiled,
    DisclosureMessage,
    compiled,
    paper_of,
)
from earlyhelp.services.entry_checks import LINE, TEXT, Faults
from earlyhelp.services.family_records import family_to_write
from earlyhelp.services.family_words import words
from earlyhelp.services.handlers import handles
from earlyhelp.services.paper_readers import paper_colleagues
from earlyhelp.services.papers import KINDS, file_copy
from earlyhelp.services.sharing_records import SHARED
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(DisclosurePreview)
def preview(uow: UnitOfWork, message: DisclosurePreview, context: Context) -> Preview:
    """Show the paper as this reader would be given it, what is left out and what is to be settled."""
    reader = _checked(uow, message)
    found = compiled(uow, context, message, message.settled)
    purpose = _purpose(message.reader)
    return Preview(
        content=paper_of(uow, found, reader, purpose),
        left_out=found.left_out,
        to_settle=found.to_settle,
        given=len(found.given),
        unsure=found.unsure,
    )


@handles(ReleasePaper)
def release_paper(uow: UnitOfWork, message: ReleasePaper, context: Context) -> Released:
    """Hand a paper to one of the family or a colleague, or let the file copy leave as a file."""
    if message.reader.kind == FILE:
        return _file_copy(uow, message)
    if message.reader.kind not in INSIDE:
        raise Invalid({"kind": "disclosure.reader.outside"})
    content, row = _released(uow, message, context)
    return Released(content=content, log_id=row.id, name=_file_name(uow, message))


@handles(ReleaseOutside)
def release_outside(uow: UnitOfWork, message: ReleaseOutside, context: Context) -> Released:
    """Hand a paper to another organisation or a court, on paper or as an encrypted package."""
    if message.delete_by is None:
        content, row = _released(uow, message, context)
        return Released(content=content, log_id=row.id, name=_file_name(uow, message))
    sending = packages.sending(uow, message)
    content, row = _released(uow, message, context, "package")
    name = _file_name(uow, message)
    package = packages.send(uow, context, message, sending, {f"{name}.pdf": content})
    row.package_id = package.row.id
    return Released(
        content=content,
        log_id=row.id,
        name=package.row.name,
        package=package.content,
        sender=package.fingerprint,
    )


def _file_copy(uow: UnitOfWork, message: ReleasePaper) -> Released:
    """Let the whole record leave the store as a file: with a reason, and written down.

    Source: security.md 1.6 (files); domain.md 7.2 (what, whom, why, how).
    """
    family = family_to_write(uow, message.family_id)
    faults = Faults()
    reason = faults.text("reason", message.reader.reason, TEXT, required=True)
    faults.stop()
    uow.purpose = words("paper.for.file")
    content = file_copy(uow, message.kind, message.subject_id, family.id)
    note = SharingNote(
        reader=words("paper.for.file"), method="file", reason=reason,
        what=(words(f"disclosure.whole.{message.kind}"),),
    )  # fmt: skip
    row = sharing.log(uow, family.id, SHARED, "", note)
    return Released(content=content, log_id=row.id, name=_file_name(uow, message))


def _released(
    uow: UnitOfWork, message: ReleasePaper | ReleaseOutside, context: Context, method: str = "paper"
) -> tuple[bytes, SharingLog]:
    reader = _checked(uow, message, complete=True)
    found = compiled(uow, context, message, message.settled)
    stop_unsettled(found)
    content = paper_of(uow, found, reader, _purpose(message.reader))
    note = note_of(found, message.reader, reader, method)
    return content, sharing.log(uow, message.family_id, SHARED, message.reader.basis, note)


def stop_unsettled(found: Compiled) -> None:
    """Let nothing out that is empty or not settled.

    Raises: Invalid.
    """
    if found.to_settle:
        raise Invalid({"settled": "disclosure.settle"}, key="disclosure.settle")
    if not found.given:
        raise Invalid({"kind": "disclosure.nothing"}, key="disclosure.nothing")


def _checked(uow: UnitOfWork, message: DisclosureMessage, *, complete: bool = False) -> str:
    """Return how the reader is named.

    Raises: Invalid for a reader who is nobody, or for what a release still lacks.
    """
    family = uow.get(Family, message.family_id)
    uow.need_keys({message.family_id})
    reader, faults = message.reader, Faults()
    uow.purpose = words(f"paper.for.{reader.kind if reader.kind in READERS else 'file'}")
    faults.unless(message.kind in KINDS, "kind", "paper.kind")
    faults.unless(reader.kind in READERS, "reader", "paper.reader")
    name = faults.text("name", reader.name, LINE, required=reader.kind not in INSIDE)
    if reader.kind == FAMILY:
        who = uow.first(
            Person, Person.id == reader.person_id, Person.family_id == message.family_id
        )
        if who is None:
            faults.add("person_id", "disclosure.reader.person")
        else:
            name = full_name(uow.open(who, "directory"))
    elif reader.kind == COLLEAGUE:
        colleague = paper_colleagues(uow, family).get(reader.account_id)
        if colleague is None:
            faults.add("colleague", "disclosure.reader.colleague")
        else:
            name = colleague.name
    _outside_faults(reader, faults, complete=complete)
    faults.stop()
    return ", ".join(filter(None, (name, _agency(reader))))


def _agency(reader: ReaderFor) -> str:
    return "" if reader.kind in INSIDE else reader.agency.strip()


def _outside_faults(reader: ReaderFor, faults: Faults, *, complete: bool) -> None:
    outside = reader.kind not in INSIDE
    if outside:
        faults.code("basis", "sharing_basis", reader.basis, required=True)
        faults.code("why", "sharing_purpose", reader.why, required=True)
        faults.text("agency", reader.agency, LINE, required=reader.kind in OUTSIDE)
    for name in ("reason", "not_told_why", "harm_check"):
        faults.text(name, getattr(reader, name), TEXT)
    if complete and outside:
        need = not reader.told_family and not reader.not_told_why.strip()
        faults.unless(not need, "not_told_why", "sharing.not_told")
        why = overridden(reader.basis) and not reader.reason.strip()
        faults.unless(not why, "reason", "sharing.override_reason")


def _purpose(reader: ReaderFor) -> str:
    return code_list("sharing_purpose").label(reader.why) if reader.why else ""


def note_of(found: Compiled, reader: ReaderFor, name: str, method: str) -> SharingNote:
    """Return what the sharing log says of what was let out; `name` is how the reader is named."""
    given = [one.part for one in found.given]
    what = dict.fromkeys(part.section for part in given)
    people = {one for part in given for one in part.subjects}
    return SharingNote(
        reader=name,
        agency=_agency(reader),
        purpose=reader.why,
        method=method,
        reason=reader.reason.strip(),
        told_family=reader.told_family or reader.kind == FAMILY,
        not_told_why=reader.not_told_why.strip(),
        harm_check=reader.harm_check.strip(),
        what=tuple(what),
        left_out=tuple(f"{one.title}: {one.why}" for one in found.left_out),
        kept=found.kept,
        person_ids=tuple(sorted(people)),
        sources=tuple(dict.fromkeys(source for one in found.given for source in one.sources)),
    )


def _file_name(uow: UnitOfWork, message: DisclosureMessage) -> str:
    """Return a name for the file that tells no name of anybody."""
    today: date = uow.clock.today()
    reference = uow.get(Family, message.family_id).reference
    return f"{reference}-{message.kind}-{today.isoformat()}"
