"""Conflicts of interest as a manager keeps them: listed, recorded for a colleague, ended."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.requests import StaffChoice


class ConflictRow(msgspec.Struct, frozen=True, kw_only=True):
    """A declared conflict of interest as a manager sees it.

    Shape: `may_end` is False for who sees the family in an emergency only; `leads` that the person is
    still the lead professional of its open case.
    """

    id: int
    family_id: int
    reference: str
    family: str
    account_id: int
    who: str
    declared_by: str
    from_on: date
    may_end: bool = True
    leads: bool = False


class ConflictList(msgspec.Struct, frozen=True, kw_only=True):
    """Conflicts with the families the manager sees, newest first, and who may be in one."""

    rows: tuple[ConflictRow, ...] = ()
    colleagues: tuple[StaffChoice, ...] = ()


@message(Permission.CONFLICT_RECORD)
class RecordConflict(Command, frozen=True, kw_only=True):
    """Record that a colleague is too close to a family; named by its id or its reference.

    Shape: `lead_known` says that the person is known to lead the family's case, which then has nobody
    who sees it until another lead is named.
    """

    account_id: int
    family_id: int = 0
    reference: str = ""
    lead_known: bool = False


@message(Permission.CONFLICT_RECORD, confirm=True)
class EndConflict(Command, frozen=True, kw_only=True):
    """End a conflict of interest that was a mistake or holds no longer; never one's own."""

    conflict_id: int
    reason: str


@message(Permission.CONFLICT_RECORD, ConflictList)
class Conflicts(Query, frozen=True, kw_only=True):
    """Declared conflicts with the families of one's teams."""
