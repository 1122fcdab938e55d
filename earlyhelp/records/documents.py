"""Files kept with a family: what is known of each, and its content in sealed pieces."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.documents import DocumentFacts, DocumentPiece
from earlyhelp.records.base import Envelope, OfFamily, points_to


class Document(OfFamily):
    """One file.  `status`: arriving, waiting (for a scan), safe, refused (its content is not kept).

    `size` is in bytes, `pieces` counts the rows of its content; `engine` is the scanner with its
    database version, `finding` what it named.
    """

    __tablename__ = "document"
    seals = {"facts": ("family", DocumentFacts)}
    kind: Mapped[str]
    file_type: Mapped[str]
    status: Mapped[str]
    size: Mapped[int]
    pieces: Mapped[int]
    dated_on: Mapped[date | None]
    person_id: Mapped[int | None] = mapped_column(points_to("person.id"), index=True)
    added_at: Mapped[datetime]
    added_by: Mapped[int]
    scanned_at: Mapped[datetime | None]
    engine: Mapped[str] = mapped_column(default="")
    finding: Mapped[str] = mapped_column(default="")
    facts: Mapped[Envelope]


class DocumentContent(OfFamily):
    """64 KiB of a document's content.  Inside the seal it says which document's and which piece it is."""

    __tablename__ = "document_content"
    __table_args__ = (Index("ix_document_content_piece", "document_id", "number"),)
    seals = {"content": ("family", DocumentPiece)}
    document_id: Mapped[int] = mapped_column(points_to("document.id"))
    number: Mapped[int]
    content: Mapped[Envelope]
