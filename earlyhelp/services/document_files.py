"""What every service about documents shares: which may be read, how content is put together."""

import hashlib
from collections.abc import Iterator

from earlyhelp.errors import Refused, StorageFault
from earlyhelp.messages.documents import PIECE, PIECES_A_PART, DocumentFacts, DocumentPiece
from earlyhelp.records.documents import Document, DocumentContent
from earlyhelp.storage.unit_of_work import UnitOfWork

#: In bytes, for one family; security.md 7.
MOST_FOR_A_FAMILY = 500 * 1024 * 1024
ARRIVING, WAITING, SAFE, REFUSED = "arriving", "waiting", "safe", "refused"


def readable(uow: UnitOfWork, document_id: int) -> tuple[Document, DocumentFacts]:
    """Return a document that may be read: seen by this person, scanned, and found safe.

    Raises: Refused.  Whatever is not known to be safe is not read, by anybody.
    """
    document = uow.get(Document, document_id)
    if document.status == REFUSED:
        raise Refused("document.refused")
    if document.status != SAFE:
        raise Refused("document.not_scanned")
    uow.purpose = f"{uow.purpose}; document {document.id}".removeprefix("; ")
    return document, uow.open(document, "facts")


def part_of(uow: UnitOfWork, document: Document, number: int) -> bytes:
    """Return one part of a document's content, counted from 0.

    Raises: StorageFault where a piece lacks or is another's.
    """
    first = number * PIECES_A_PART
    last = min(first + PIECES_A_PART, document.pieces)
    rows = uow.all(
        DocumentContent,
        DocumentContent.document_id == document.id,
        DocumentContent.number >= first,
        DocumentContent.number < last,
        order=DocumentContent.number,
    )
    pieces = [uow.open(row, "content") for row in rows]
    if [(piece.document_id, piece.number) for piece in pieces] != [
        (document.id, at) for at in range(first, last)
    ]:
        raise StorageFault("document.damaged")
    return b"".join(piece.data for piece in pieces)


def parts(document: Document) -> int:
    """Return in how many parts a document's content travels."""
    return -(-document.pieces // PIECES_A_PART)


def content_of(uow: UnitOfWork, document: Document, facts: DocumentFacts) -> bytes:
    """Return the whole content.

    Raises: StorageFault where it is not what was stored.
    """
    content = b"".join(part_of(uow, document, number) for number in range(parts(document)))
    if hashlib.sha256(content).hexdigest() != facts.sha256:
        raise StorageFault("document.damaged")
    return content


def pieces_of(content: bytes) -> int:
    """Return how many pieces a content of this length has."""
    return -(-len(content) // PIECE)


def store_pieces(uow: UnitOfWork, document: Document, content: bytes, numbers: range) -> None:
    """Add some pieces of a document's content."""
    for number in numbers:
        row = DocumentContent(family_id=document.family_id, document_id=document.id, number=number)
        data = content[number * PIECE : (number + 1) * PIECE]
        uow.add(row, content=DocumentPiece(document.id, number, data))


def drop_pieces(uow: UnitOfWork, document_id: int, limit: int | None = None) -> bool:
    """Remove a document's content, or a first part of it; return whether all of it is gone."""
    rows = uow.all(DocumentContent, DocumentContent.document_id == document_id, limit=limit)
    for row in rows:
        uow.remove(row)
    return limit is None or len(rows) < limit


def batches(pieces: int, each: int) -> Iterator[range]:
    """Yield the numbers of pieces that are stored in one step."""
    for start in range(0, pieces, each):
        yield range(start, min(start + each, pieces))
