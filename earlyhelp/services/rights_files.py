"""What the files of a family hold, as parts of a pack: words to be marked, pages to be looked at.

Refuses a file that was not scanned and found safe.  Words are read in the airlock's child and kept in the
keeper's memory, as the search index is, so that each is read once a session.
"""

from collections import OrderedDict

from msgspec.structs import replace

from earlyhelp.airlock.examine import as_pages, as_text
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.errors import StorageFault
from earlyhelp.messages.documents import DocumentFacts
from earlyhelp.messages.rights import PartField, RecordPart
from earlyhelp.records.documents import Document
from earlyhelp.services.document_files import SAFE, content_of
from earlyhelp.services.rights_collect import Collecting, part
from earlyhelp.services.rights_fields import field
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import say

KIND = "document_content"
#: Field ids that say why a file's words are not there: then it is given whole or not at all.
PAGES, UNREAD, UNREADABLE = "pages", "unread", "unreadable"
_PAGED = frozenset({"pdf", "png", "jpeg"})
_LONGEST, _MOST_KEPT = 200_000, 64
_read: OrderedDict[tuple[int, str], str] = OrderedDict()


def file_parts(c: Collecting) -> list[RecordPart]:
    """Return one part for each file that may be read; at most `c.may_read` are read anew."""
    where = (Document.family_id == c.family.id, Document.status == SAFE)
    return [_part(c, row) for row in c.uow.all(Document, *where, order=Document.id)]


def is_whole(made: RecordPart) -> bool:
    """Tell whether a part is pages: nothing can be marked in it."""
    return made.kind == KIND and any(one.id in {PAGES, UNREAD, UNREADABLE} for one in made.fields)


def has_pages(made: RecordPart) -> bool:
    """Tell whether a part is pages that can be looked at and bound in."""
    return made.kind == KIND and any(one.id == PAGES for one in made.fields)


def is_unread(made: RecordPart) -> bool:
    """Tell whether a file's words still have to be read."""
    return made.kind == KIND and any(one.id == UNREAD for one in made.fields)


def content_of_part(uow: UnitOfWork, made: RecordPart) -> tuple[str, bytes]:
    """Return type and content of the file of a part.

    Raises: StorageFault("document.damaged").
    """
    row = uow.get(Document, int(made.key.partition(":")[2]))
    facts: DocumentFacts = uow.open(row, "facts")
    return row.file_type, content_of(uow, row, facts)


def pages_of(uow: UnitOfWork, made: RecordPart) -> bytes:
    """Return the pages of a file as a PDF.

    Raises: StorageFault("document.damaged").
    """
    try:
        return as_pages(*content_of_part(uow, made))
    except NotAdmitted as cause:
        raise StorageFault("document.damaged") from cause


def _part(c: Collecting, row: Document) -> RecordPart:
    facts: DocumentFacts = c.uow.open(row, "facts")
    held = field("name", facts.name, label=say("rights.field.file"))
    held += _pages(facts) if row.file_type in _PAGED else _words(c, row, facts)
    about = (row.person_id,) if row.person_id else ()
    on = row.dated_on or row.added_at
    made = part(c, row, held, on=on, by=row.added_by, about=about)
    title = say(f"rights.kind.{KIND}")
    return replace(made, key=f"{KIND}:{row.id}", kind=KIND, title=title)


def _pages(facts: DocumentFacts) -> list[PartField]:
    # The digest stands in it, so that a decision holds for this content only.
    return field(PAGES, say("rights.file.pages", digest=facts.sha256[:16]))


def _words(c: Collecting, row: Document, facts: DocumentFacts) -> list[PartField]:
    known = (row.id, facts.sha256)
    if known not in _read:
        if not c.may_read:
            return field(UNREAD, say("rights.file.unread"))
        c.may_read -= 1
        try:
            text = as_text(row.file_type, content_of(c.uow, row, facts))
        except NotAdmitted:
            text = ""
        _read[known] = text if len(text) <= _LONGEST else ""
        while len(_read) > _MOST_KEPT:
            _read.popitem(last=False)
    text = _read[known]
    return field("content", text) or field(UNREADABLE, say("rights.file.unreadable"))
