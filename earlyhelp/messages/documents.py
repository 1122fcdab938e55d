"""Files kept with a family: listed, taken in step by step, looked at, copied out."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message

#: The largest part of a file that travels in one message, in pieces of 64 KiB: below 1 MB together.
PIECE, PIECES_A_PART = 64 * 1024, 14


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is sealed of a document: its name, where it came from, what its content must add up to."""

    name: str
    source: str = ""
    sha256: str = ""
    left_out: tuple[str, ...] = ()


class DocumentPiece(msgspec.Struct, frozen=True, array_like=True):
    """A piece of content that knows its place, so that no piece can stand for another."""

    document_id: int
    number: int
    data: bytes


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """One file as the list shows it.  Unit: `size` in bytes."""

    id: int
    name: str
    kind: str
    file_type: str
    status: str
    size: int
    dated_on: date | None
    whose: str
    source: str
    added_at: datetime
    added_by: str
    left_out: tuple[str, ...] = ()
    finding: str = ""
    engine: str = ""


class DocumentsShown(msgspec.Struct, frozen=True, kw_only=True):
    """A family's files, newest first; `scanner` is empty where none answers on this machine.

    Unit: `used` and `room` in bytes.
    """

    rows: tuple[DocumentRow, ...]
    used: int
    room: int
    scanner: str


class DocumentWork(msgspec.Struct, frozen=True, kw_only=True):
    """How far a file on its way in is.

    Shape: `stage` is checking, storing, safe, waiting, refused or stopped; the last four are ends.
    """

    work_id: int
    stage: str
    done: int = 0
    total: int = 0
    left_out: tuple[str, ...] = ()


class DocumentSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A file to be looked at in memory.

    Shape: `view` is "pages" (a PDF of `parts` parts, to be asked for), "picture" (in `picture`, small
    enough for a screen) or "text" (in `text`; `cut` if it goes on).
    """

    id: int
    name: str
    view: str
    parts: int = 0
    picture: bytes = b""
    text: str = ""
    cut: bool = False


@message(Permission.DOCUMENT_LIST, DocumentsShown)
class Documents(Query, frozen=True, kw_only=True):
    """The files of a family."""

    family_id: int


@message(Permission.DOCUMENT_ADD, DocumentWork)
class AddDocument(Command, frozen=True, kw_only=True):
    """Begin to take a file in: it is read once and looked at beside the keeper's other work."""

    family_id: int
    path: str
    kind: str
    dated_on: date | None = None
    person_id: int = 0
    source: str = ""


@message(Permission.DOCUMENT_ADD, DocumentWork)
class ContinueDocument(Command, frozen=True, kw_only=True):
    """Go on with a file on its way in; `cancel` takes back what was stored of it."""

    work_id: int
    cancel: bool = False


@message(Permission.DOCUMENT_ADD, DocumentWork)
class ScanDocument(Command, frozen=True, kw_only=True):
    """Begin to ask the scanner again about a file that waits; ContinueDocument brings its answer."""

    document_id: int


@message(Permission.DOCUMENT_READ, DocumentSeen)
class LookAtDocument(Query, frozen=True, kw_only=True):
    """Look at a file; only one that was scanned and found safe opens."""

    document_id: int


@message(Permission.DOCUMENT_READ, bytes)
class DocumentPart(Query, frozen=True, kw_only=True):
    """One part of a file that is being looked at, counted from 0."""

    document_id: int
    number: int


@message(Permission.DOCUMENT_COPY, confirm=True)
class CopyDocument(Command, frozen=True, kw_only=True):
    """Write a copy of a file outside the store, where the program protects it no longer."""

    document_id: int
    path: str
    reason: str
