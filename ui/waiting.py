"""What waits for the person who is signed in, counted once for rail, tab and page.  Knows no widget."""

from collections.abc import Sequence

from earlyhelp.messages.access import BreakGlassRow
from earlyhelp.messages.decoys import DecoyRow
from earlyhelp.messages.looks import HitPage
from earlyhelp.messages.retention import RetentionPage
from earlyhelp.messages.subject_requests import SubjectRequestRow


def hits(page: HitPage) -> int:
    """Return the questions about looks this person may answer."""
    return page.to_answer


def emergencies(rows: Sequence[BreakGlassRow]) -> int:
    """Return the openings in emergencies to review: not one's own."""
    return sum(row.may_close for row in rows)


def passed_on(rows: Sequence[BreakGlassRow]) -> int:
    """Return the reviews nobody closed in time that are this person's to close now."""
    return sum(row.may_close and row.escalated for row in rows)


def decoys(rows: Sequence[DecoyRow]) -> int:
    """Return the decoys to confirm, or somebody else looked at: for who keeps the marks."""
    return sum(not row.confirmed_by or any(not one.mine for one in row.looks) for row in rows)


def rights(rows: Sequence[object]) -> int:
    """Return the rights to confirm: all that are listed are one's own to confirm."""
    return len(rows)


def erasures(page: RetentionPage) -> int:
    """Return the families that are due, and the erasures that wait for this second person."""
    return sum(row.state == "due" or row.may_confirm for row in page.due)


def requests_to_answer(rows: Sequence[SubjectRequestRow]) -> int:
    """Return the requests a team has not answered yet, and the packs it may release."""
    return sum(
        row.status == "open" and bool(row.subject) and (not row.answer or row.may_release)
        for row in rows
    )


def requests_open(rows: Sequence[SubjectRequestRow]) -> int:
    """Return the requests that are not closed: all of them are information governance's."""
    return sum(row.status != "closed" for row in rows)
