"""A family's files: listed, looked at in memory, copied out with a reason.

Refuses to show anything of a file that was not scanned and found safe.
"""

from earlyhelp import platform
from earlyhelp.airlock.examine import as_screen, as_text
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.airlock.types import TYPES
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid, Refused, StorageFault
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.documents import (
    CopyDocument,
    DocumentFacts,
    DocumentPart,
    DocumentRow,
    Documents,
    DocumentSeen,
    DocumentsShown,
    LookAtDocument,
)
from earlyhelp.records.documents import Document
from earlyhelp.records.people import Person
from earlyhelp.services import document_files as files
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.context import Context
from earlyhelp.services.family_records import family_to_write, staff_names
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST_TEXT = 400_000
_SHOWN = 500


@handles(Documents)
def documents(uow: UnitOfWork, message: Documents, _context: Context) -> DocumentsShown:
    """List a family's files, newest first."""
    family = family_to_write(uow, message.family_id)
    where = (Document.family_id == family.id, Document.status != files.ARRIVING)
    rows = uow.all(Document, *where, order=(Document.added_at.desc(), Document.id), limit=_SHOWN)
    staff = staff_names(uow, {row.added_by for row in rows})
    ids = {row.person_id for row in rows if row.person_id}
    people = {one.id: _name(uow, one) for one in uow.all(Person, Person.id.in_(ids))} if ids else {}
    used = sum(row.size for row in rows)
    return DocumentsShown(
        rows=tuple(_row(uow, row, staff, people) for row in rows),
        used=used,
        room=max(0, files.MOST_FOR_A_FAMILY - used),
        scanner=platform.engine(),
    )


@handles(LookAtDocument)
def look_at_document(uow: UnitOfWork, message: LookAtDocument, _context: Context) -> DocumentSeen:
    """Open a file for the screen: pages by parts, a picture at the screen's size, or words."""
    document, facts = files.readable(uow, message.document_id)
    if document.file_type == "pdf":
        return DocumentSeen(
            id=document.id, name=facts.name, view="pages", parts=files.parts(document)
        )
    content = files.content_of(uow, document, facts)
    try:
        if document.file_type in {"png", "jpeg"}:
            picture = as_screen(document.file_type, content)
            return DocumentSeen(id=document.id, name=facts.name, view="picture", picture=picture)
        text = as_text(document.file_type, content)
    except NotAdmitted as cause:
        raise StorageFault("document.damaged") from cause
    cut = len(text) > _LONGEST_TEXT
    return DocumentSeen(
        id=document.id, name=facts.name, view="text", text=text[:_LONGEST_TEXT], cut=cut
    )


@handles(DocumentPart)
def document_part(uow: UnitOfWork, message: DocumentPart, _context: Context) -> bytes:
    """Hand over one part of a file."""
    document, _facts = files.readable(uow, message.document_id)
    if not 0 <= message.number < files.parts(document):
        raise Refused("refused.record")
    return files.part_of(uow, document, message.number)


@handles(CopyDocument)
def copy_document(uow: UnitOfWork, message: CopyDocument, context: Context) -> Receipt:
    """Write a copy outside the store; the audit keeps why, in the same transaction."""
    document, facts = files.readable(uow, message.document_id)
    if not code_list("document_copy_reason").has(message.reason):
        raise Invalid({"reason": "answer.not_an_option"})
    endings = next(one.endings for one in TYPES if one.key == document.file_type)
    path = outgoing(message.path, context, endings, "document.copy.ending")
    content = files.content_of(uow, document, facts)
    uow.purpose = f"{uow.purpose} copied out: {message.reason}"
    if path.exists():
        raise Invalid({"path": "document.copy.there"})
    context.written.append(path)
    platform.write_durably(path, content)
    return Receipt(id=document.id, version=document.version, family_id=document.family_id)


def _row(
    uow: UnitOfWork, row: Document, staff: dict[int, str], people: dict[int, str]
) -> DocumentRow:
    facts: DocumentFacts = uow.open(row, "facts")
    return DocumentRow(
        id=row.id,
        name=facts.name,
        kind=row.kind,
        file_type=row.file_type,
        status=row.status,
        size=row.size,
        dated_on=row.dated_on,
        whose=people.get(row.person_id or 0, ""),
        source=facts.source,
        added_at=row.added_at,
        added_by=staff.get(row.added_by, ""),
        left_out=facts.left_out,
        finding=row.finding,
        engine=row.engine,
    )


def _name(uow: UnitOfWork, person: Person) -> str:
    details = uow.open(person, "directory")
    return f"{details.forename} {details.surname}".strip()
