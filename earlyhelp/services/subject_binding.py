"""Draws a pack and binds in the pages of the files that are given.  Keeps nothing."""

from earlyhelp.airlock.examine import as_pages, bound
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.errors import Refused, StorageFault
from earlyhelp.progress import Progress
from earlyhelp.reports.sheets import SubjectSheet
from earlyhelp.services.rights_files import content_of_part, has_pages
from earlyhelp.services.rights_propose import RELEASE
from earlyhelp.services.subject_parts import Entry, Held
from earlyhelp.storage.unit_of_work import UnitOfWork

#: What travels to the window in one message, and what a child may hold.  Unit: bytes.
_MOST_PAGES = 40 * 1024 * 1024


def given_files(uow: UnitOfWork, held: Held) -> list[tuple[str, bytes]]:
    """Return type and content of every file whose pages are given.

    Raises: Refused("subject.files_too_large"); StorageFault for a file that is damaged.
    """
    given = [one.part for one in held.entries if _is_given(one) and has_pages(one.part)]
    files = [content_of_part(uow, part) for part in given]
    if sum(len(content) for _, content in files) > _MOST_PAGES:
        raise Refused("subject.files_too_large")
    return files


def drawn(sheet: SubjectSheet, files: list[tuple[str, bytes]], progress: Progress) -> bytes:
    """Draw the pack and bind in the pages that are given; for a thread that knows no store.

    Raises: StorageFault("document.damaged"); Refused("work.stopped").
    """
    from earlyhelp.reports.subject_sheet import subject_pdf

    progress.begin("drawing", len(files))
    papers = [subject_pdf(sheet)]
    try:
        for kind, content in files:
            progress.more(1)
            papers.append(as_pages(kind, content))
        return bound(papers) if files else papers[0]
    except NotAdmitted as cause:
        raise StorageFault("document.damaged") from cause


def _is_given(entry: Entry) -> bool:
    return entry.decided is not None and entry.decided.decision == RELEASE
