"""Takes a file in: read once, looked at beside other work, scanned, stored in steps.

Refuses whatever the airlock refuses; keeps nothing of what a scanner names; shows nothing unscanned.
"""

import hashlib
import threading
from dataclasses import dataclass, field
from pathlib import Path

from earlyhelp import platform
from earlyhelp.airlock.examine import Clean, examine
from earlyhelp.airlock.limits import MAX_FILE
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Bug, Invalid, Refused
from earlyhelp.messages.documents import (
    AddDocument,
    ContinueDocument,
    DocumentFacts,
    DocumentWork,
)
from earlyhelp.platform import Verdict
from earlyhelp.records.documents import Document
from earlyhelp.records.people import Person
from earlyhelp.services import document_files as files
from earlyhelp.services.context import Context
from earlyhelp.services.document_rescan import Rescan, continue_scan
from earlyhelp.services.family_records import family_to_write
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST_SOURCE = 200
_WAIT_SECONDS = 0.03
_PIECES_A_STEP = 4


class Examination:
    """The airlock and the scanner at work on one file, in a thread that knows no store."""

    def __init__(self, file_name: str, data: bytes) -> None:
        self.clean: Clean | None = None
        self.verdict = Verdict("unknown")
        self.reason = ""
        self._name, self._data = file_name, data
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def over(self) -> bool:
        """Wait a moment; tell whether the looking has come to its end."""
        self._thread.join(_WAIT_SECONDS)
        return not self._thread.is_alive()

    def _look(self) -> None:
        try:
            clean = examine(self._name, self._data)
        except NotAdmitted as refusal:
            self.reason = refusal.reason
            return
        self.verdict = platform.scan(self._data)
        if self.verdict.state == "clean" and clean.content != self._data:
            # What is kept was written anew, and it is what will be read.
            self.verdict = platform.scan(clean.content)
        self.clean, self._data = clean, b""


@dataclass
class Arriving:
    """A file between its steps; nothing of it is stored before the first step of storing."""

    asked: AddDocument
    looking: Examination | None
    document_id: int
    steps: list[range] = field(default_factory=list)
    stored: int = 0


@handles(AddDocument)
def add_document(uow: UnitOfWork, message: AddDocument, context: Context) -> DocumentWork:
    """Read a file and have it looked at."""
    family = family_to_write(uow, message.family_id)
    _check(uow, message)
    data = _read(Path(message.path))
    if used(uow, family.id) + len(data) > files.MOST_FOR_A_FAMILY:
        raise Invalid({"path": "document.family_full"})
    _sweep(uow, family.id, context)
    work = Arriving(message, Examination(Path(message.path).name, data), uow.clock.new_id())
    context.works[work.document_id] = work
    return DocumentWork(work_id=work.document_id, stage="checking")


@handles(ContinueDocument)
def continue_document(uow: UnitOfWork, message: ContinueDocument, context: Context) -> DocumentWork:
    """Take the next step, or take back what was stored."""
    work = context.works.get(message.work_id)
    if isinstance(work, Rescan):
        return continue_scan(uow, message.work_id, context, cancel=message.cancel)
    if not isinstance(work, Arriving):
        raise Refused("document.work_gone")
    if message.cancel:
        return _stop(uow, work, context)
    if work.looking is None:
        raise Bug("document_intake.looking")
    if not work.stored:
        if not work.looking.over():
            return DocumentWork(work_id=work.document_id, stage="checking")
        if work.looking.reason or work.looking.clean is None:
            del context.works[work.document_id]
            # Refused, not Invalid: a file that was kept out belongs into the audit.
            raise Refused(f"airlock.file.{work.looking.reason or 'unreadable'}")
    return _store(uow, work, work.looking.clean, context)  # type: ignore[arg-type]


def used(uow: UnitOfWork, family_id: int) -> int:
    """Return how many bytes of files a family has."""
    rows = uow.all(Document, Document.family_id == family_id, Document.status != files.REFUSED)
    return sum(row.size for row in rows)


def _check(uow: UnitOfWork, message: AddDocument) -> None:
    wrong = {}
    if not code_list("document_kind").has(message.kind):
        wrong["kind"] = "answer.not_an_option"
    if message.dated_on and message.dated_on > uow.clock.today():
        wrong["dated_on"] = "casepages.future"
    if len(message.source) > _LONGEST_SOURCE:
        wrong["source"] = "answer.too_long"
    if message.person_id:
        person = uow.get(Person, message.person_id)
        if person.family_id != message.family_id:
            raise Refused("refused.record")
    if wrong:
        raise Invalid(wrong)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would be waited for without end
            raise Invalid({"path": "document.not_there"})
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as cause:
        raise Invalid({"path": "document.not_there"}) from cause
    if len(data) > MAX_FILE:
        raise Invalid({"path": "airlock.file.too_large"})
    return data


def _store(uow: UnitOfWork, work: Arriving, clean: Clean, context: Context) -> DocumentWork:
    family_to_write(uow, work.asked.family_id)
    infected = work.looking is not None and work.looking.verdict.state == "infected"
    if not work.stored:
        document = _begin(uow, work, clean, infected=infected)
        pieces = 0 if infected else document.pieces
        work.steps = list(files.batches(pieces, _PIECES_A_STEP))
    else:
        document = uow.get(Document, work.document_id)
    if work.steps:
        # Where the last step met a full disk it is simply taken again.
        files.store_pieces(uow, document, clean.content, work.steps[work.stored])
        work.stored += 1
    end = work.stored >= len(work.steps)
    stage = _end_stage(work) if end else "storing"
    if end:
        if not infected:
            uow.change(document, None, status=stage)
        del context.works[work.document_id]
    return DocumentWork(
        work_id=work.document_id,
        stage=stage,
        done=work.stored,
        total=len(work.steps),
        left_out=clean.left_out,
    )


def _end_stage(work: Arriving) -> str:
    state = work.looking.verdict.state if work.looking else "unknown"
    return {"clean": files.SAFE, "infected": files.REFUSED}.get(state, files.WAITING)


def _begin(uow: UnitOfWork, work: Arriving, clean: Clean, *, infected: bool) -> Document:
    asked, verdict = work.asked, work.looking.verdict if work.looking else Verdict("unknown")
    document = Document(
        id=work.document_id,
        family_id=asked.family_id,
        kind=asked.kind,
        file_type=clean.kind,
        status=files.REFUSED if infected else files.ARRIVING,
        size=0 if infected else len(clean.content),
        pieces=0 if infected else files.pieces_of(clean.content),
        dated_on=asked.dated_on,
        person_id=asked.person_id or None,
        added_at=uow.clock.now(),
        added_by=uow.principal.account_id,
        scanned_at=None if verdict.state == "unknown" else uow.clock.now(),
        engine=verdict.engine,
        finding=verdict.finding,
    )
    facts = DocumentFacts(
        name=clean.name,
        source=asked.source.strip(),
        sha256="" if infected else hashlib.sha256(clean.content).hexdigest(),
        left_out=clean.left_out,
    )
    return uow.add(document, facts=facts)


def _stop(uow: UnitOfWork, work: Arriving, context: Context) -> DocumentWork:
    """Take back what was stored of a file that nobody has seen yet."""
    family_to_write(uow, work.asked.family_id)
    rows = uow.all(Document, Document.id == work.document_id, Document.status == files.ARRIVING)
    for document in rows:
        files.drop_pieces(uow, document.id)
        uow.remove(document)
    del context.works[work.document_id]
    return DocumentWork(work_id=work.document_id, stage="stopped")


def _sweep(uow: UnitOfWork, family_id: int, context: Context) -> None:
    """Remove what is left of files whose storing was cut short by the end of a keeper."""
    where = (Document.family_id == family_id, Document.status == files.ARRIVING)
    for document in uow.all(Document, *where):
        if document.id not in context.works:
            files.drop_pieces(uow, document.id)
            uow.remove(document)
