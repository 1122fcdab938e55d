"""Checks of the airlock: it refuses what is hostile, and nothing is readable that was not scanned."""

from earlyhelp.airlock.archive import look_into
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.airlock.types import type_of
from earlyhelp.platform import clamd_socket
from earlyhelp.records.documents import Document
from earlyhelp.services.context import Context
from earlyhelp.services.document_files import REFUSED, SAFE
from earlyhelp.services.register_checks import Finding, check, ok, red
from earlyhelp.services.register_checks_files import workbook
from earlyhelp.storage.probe_rows import Rows
from earlyhelp.storage.unit_of_work import UnitOfWork

_PLAIN = ("letter.txt", b"Dear all, thank you.")


@check("airlock_awake")
def airlock_awake(_uow: UnitOfWork, _context: Context) -> Finding:
    """Made-up hostile files are given to the airlock and must be refused; a plain one must pass."""
    hostile = (
        ("letter.pdf", b"MZ" + bytes(64)),
        ("letter.exe", b"MZ" + bytes(64)),
        ("letter.pdf.js", b"alert(1)"),
        ("letter.docm", b"PK\x03\x04" + bytes(64)),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)),
        ("letter.txt", b"<script>alert(1)</script>"),
        ("table.xlsx", workbook({"xl/vbaProject.bin": b"x"})),
        ("table.xlsx", workbook({"xl/sheet1.xml": bytes(3_000_000)})),
    )
    through = sum(_passes(name, data) for name, data in hostile) + (not _passes(*_PLAIN))
    return red(count=through) if through else ok(tried=len(hostile))


@check("unscanned_unreadable")
def unscanned_unreadable(_uow: UnitOfWork, context: Context) -> Finding:
    """No file counts as safe that no scanner looked at, and of a refused one no content is kept."""
    column = Document.__table__.c
    unscanned, kept, every = context.vault.look_inside(
        lambda link: (
            Rows(link).count(
                Document,
                column.status == SAFE,
                (column.scanned_at.is_(None)) | (column.engine == ""),
            ),
            Rows(link).count(Document, column.status == REFUSED, column.pieces > 0),
            Rows(link).count(Document),
        )
    )
    if unscanned or kept:
        return red(unscanned=unscanned, kept=kept)
    return ok("ok" if clamd_socket() else "no_scanner", files=every)


def _passes(name: str, data: bytes) -> bool:
    try:
        found = type_of(name, data)
        if found.key in {"docx", "xlsx"}:
            look_into(found.endings[0], data)
    except NotAdmitted:
        return False
    return True
