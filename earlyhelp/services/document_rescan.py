"""Asks the scanner again about a file that waits, in a thread beside other work; settles what it said.

Without an answer the file goes on waiting.
"""

import threading

from earlyhelp import platform
from earlyhelp.errors import Refused
from earlyhelp.messages.documents import DocumentFacts, DocumentWork, ScanDocument
from earlyhelp.platform import Verdict
from earlyhelp.records.documents import Document
from earlyhelp.services import document_files as files
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_WAIT_SECONDS = 0.03


class Rescan:
    """The scanner at work on one file's content; knows no store."""

    def __init__(self, content: bytes) -> None:
        self.verdict = Verdict("unknown")
        self._content = content
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def over(self) -> bool:
        """Wait a moment; tell whether the scanner has answered."""
        self._thread.join(_WAIT_SECONDS)
        return not self._thread.is_alive()

    def _look(self) -> None:
        self.verdict = platform.scan(self._content)
        self._content = b""


@handles(ScanDocument)
def scan_document(uow: UnitOfWork, message: ScanDocument, context: Context) -> DocumentWork:
    """Begin to ask the scanner about a file that waits; ContinueDocument brings its answer."""
    document = _waiting(uow, message.document_id)
    facts: DocumentFacts = uow.open(document, "facts")
    context.works[document.id] = Rescan(files.content_of(uow, document, facts))
    return DocumentWork(work_id=document.id, stage="checking")


def continue_scan(
    uow: UnitOfWork, document_id: int, context: Context, *, cancel: bool
) -> DocumentWork:
    """Keep what the scanner said, once it has."""
    work: Rescan = context.works[document_id]
    document = _waiting(uow, document_id)
    if not cancel and not work.over():
        return DocumentWork(work_id=document.id, stage="checking")
    del context.works[document_id]
    verdict = Verdict("unknown") if cancel else work.verdict
    uow.purpose = f"document {document.id}: {verdict.state}"
    if verdict.state == "unknown":
        return DocumentWork(work_id=document.id, stage=files.WAITING)
    status = files.SAFE if verdict.state == "clean" else files.REFUSED
    changes: dict[str, object] = {
        "status": status,
        "scanned_at": uow.clock.now(),
        "engine": verdict.engine,
        "finding": verdict.finding,
    }
    if status == files.REFUSED:
        files.drop_pieces(uow, document.id)
        changes |= {"size": 0, "pieces": 0}
    uow.change(document, None, **changes)
    return DocumentWork(work_id=document.id, stage=status)


def _waiting(uow: UnitOfWork, document_id: int) -> Document:
    document = uow.get(Document, document_id)
    if document.status != files.WAITING:
        raise Refused("document.not_waiting")
    return document
