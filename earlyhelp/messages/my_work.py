"""The first page after sign-in."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Query, message
from earlyhelp.messages.family_view import ScaleChange


class WorkRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do.

    `kind`: review, assessment, action, contact, request, returned, authorise, restriction, rights.
    Shape: rights are a colleague's, `subject_id` their account: there is no family (0) then.
    """

    kind: str
    family_id: int
    subject_id: int
    family: str
    what: str
    standing: str
    limit: str
    due_on: date
    days: int
    state: str


class LookedAt(msgspec.Struct, frozen=True, kw_only=True):
    """Others who looked at my families this week."""

    family: str
    family_id: int
    who: str
    looks: int
    why: str


class MyWork(msgspec.Struct, frozen=True, kw_only=True):
    """The first page after sign-in; counts are of all the person may see, rows at most 50."""

    today: date
    families: int
    overdue: int
    overdue_note: str
    due_soon: int
    due_soon_note: str
    returned: int
    returned_note: str
    progressing: int
    with_scales: int
    rows: tuple[WorkRow, ...]
    distance: tuple[ScaleChange, ...]
    looked_at: tuple[LookedAt, ...]
    waiting_requests: int = 0
    waiting_plans: int = 0
    waiting_joiners: int = 0
    as_of: datetime | None = None


@message(Permission.WORK_LIST, MyWork)
class MyWorkPage(Query, frozen=True, kw_only=True):
    """My work, most urgent first."""
