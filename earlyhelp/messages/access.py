"""Restricted families, emergencies, conflicts of interest, notes for named readers."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.requests import StaffChoice


class FamilyStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How the person comes to see a family that is not simply theirs; shown as a banner.

    Shape: `restriction_id` 0 and `until_at` None where there is nothing to say.
    """

    restriction_id: int = 0
    asked_id: int = 0
    asked_by: str = ""
    asked_by_me: bool = False
    reason: str = ""
    text: str = ""
    review_on: date | None = None
    review_late: bool = False
    readers: tuple[str, ...] = ()
    until_at: datetime | None = None


class RestrictionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One restriction as its supervisors see it: no family, only numbers, dates and staff."""

    id: int
    family_id: int
    team: str
    status: str
    asked_by: str
    decided_by: str
    from_on: date | None
    review_on: date | None
    late: bool


class BreakGlassRow(msgspec.Struct, frozen=True, kw_only=True):
    """One opening in an emergency.  `escalated`: nobody closed its review in time.

    Shape: `passed_on` is the day information governance was told that the review is its own now.
    """

    id: int
    version: int
    who: str
    role: str
    team: str
    reason: str
    reference: str
    sentence: str
    opened_at: datetime
    until_at: datetime
    due_on: date
    escalated: bool
    closed_at: datetime | None
    closed_by: str
    finding: str
    closing: str
    may_close: bool
    passed_on: date | None = None


class SealedNoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """A note for named readers, as one of them sees it."""

    id: int
    written_at: datetime
    author: str
    text: str
    readers: tuple[str, ...]


class DeclarationState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the yearly declaration is due, and when it was made last."""

    due: bool
    declared_on: date | None


@message(Permission.RESTRICTION_ASK)
class AskRestriction(Command, frozen=True, kw_only=True):
    """Ask that a family be opened to named people only; somebody else decides."""

    family_id: int
    reason: str
    text: str = ""


@message(Permission.RESTRICTION_DECIDE, confirm=True)
class RestrictFamily(Command, frozen=True, kw_only=True):
    """Open a family to named people only: asked for by a colleague, or of the manager's own accord."""

    family_id: int
    reason: str
    text: str = ""
    reader_ids: tuple[int, ...] = ()


@message(Permission.RESTRICTION_DECIDE)
class RefuseRestriction(Command, frozen=True, kw_only=True):
    """Say no to what a colleague asked for."""

    family_id: int


@message(Permission.RESTRICTION_DECIDE, confirm=True)
class ReviewRestriction(Command, frozen=True, kw_only=True):
    """Keep a restriction for another 90 days, for these readers."""

    family_id: int
    reader_ids: tuple[int, ...]


@message(Permission.RESTRICTION_DECIDE, confirm=True)
class EndRestriction(Command, frozen=True, kw_only=True):
    """Give a family back to its team."""

    family_id: int


@message(Permission.RESTRICTION_DECIDE, tuple[StaffChoice, ...])
class PossibleReaders(Query, frozen=True, kw_only=True):
    """Who may be named as a reader: everybody who works cases today."""


@message(Permission.RESTRICTION_LIST, tuple[RestrictionRow, ...])
class Restrictions(Query, frozen=True, kw_only=True):
    """Restrictions in force and asked for, the ones overdue for review first."""


@message(Permission.EMERGENCY_OPEN, confirm=True)
class BreakGlassOpen(Command, frozen=True, kw_only=True):
    """Open a family in an emergency for eight hours; named by its id or its reference."""

    family_id: int = 0
    reference: str = ""
    reason: str = ""
    sentence: str = ""


@message(Permission.EMERGENCY_OPEN)
class EndBreakGlass(Command, frozen=True, kw_only=True):
    """Close again what was opened in an emergency, before its time is over."""

    family_id: int


@message(Permission.EMERGENCY_REVIEW, tuple[BreakGlassRow, ...])
class BreakGlassReviews(Query, frozen=True, kw_only=True):
    """Openings in emergencies whose review is open, escalated ones first; or all of them."""

    closed_too: bool = False


@message(Permission.EMERGENCY_REVIEW)
class CloseBreakGlassReview(Command, frozen=True, kw_only=True):
    """Close the review of an opening; never one's own."""

    review_id: int
    version: int
    finding: str
    text: str = ""


@message(Permission.EMERGENCY_NAME, confirm=True)
class NameEmergencyManagers(Command, frozen=True, kw_only=True):
    """Say who is on the list of the emergency duty from now on."""

    manager_ids: tuple[int, ...]


@message(Permission.EMERGENCY_NAME, tuple[StaffChoice, ...])
class EmergencyManagers(Query, frozen=True, kw_only=True):
    """The managers on the list of the emergency duty."""


@message(Permission.EMERGENCY_RENEW, confirm=True)
class RenewEmergencyKey(Command, frozen=True, kw_only=True):
    """Draw a new emergency key for exactly those on the list; done by one who holds the present one."""


@message(Permission.CONFLICT_DECLARE, DeclarationState)
class MyDeclaration(Query, frozen=True, kw_only=True):
    """Whether the person's yearly declaration is due."""


@message(Permission.CONFLICT_DECLARE)
class DeclareInterests(Command, frozen=True, kw_only=True):
    """Declare which families one is too close to; none is an answer.  They are not there afterwards."""

    family_ids: tuple[int, ...] = ()


@message(Permission.CONFLICT_DECLARE)
class TooClose(Command, frozen=True, kw_only=True):
    """Declare oneself too close to one family; it does not stand for the declaration of the year."""

    family_id: int


@message(Permission.NOTE_ADD)
class AddSealedNote(Command, frozen=True, kw_only=True):
    """Write a note that only its named readers can open; the writer is one of them."""

    family_id: int
    text: str
    reader_ids: tuple[int, ...] = ()


@message(Permission.FAMILY_READ, tuple[SealedNoteRow, ...])
class SealedNotes(Query, frozen=True, kw_only=True):
    """The sealed notes of a family that the person may open."""

    family_id: int
