"""Restrictions, emergencies, conflicts of interest and notes for named readers."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.records import BreakGlassWhy, RestrictionWhy
from earlyhelp.records.base import Audience, Envelope, OfFamily, Record, points_to


class Restriction(Record):
    """That a family was, or is asked to be, opened to named people only.

    `status`: asked, open, ended.  Information governance sees it without seeing the family.
    """

    __tablename__ = "restriction"
    audience = Audience.STORE
    seals = {"why": ("family", RestrictionWhy)}
    family_id: Mapped[int] = mapped_column(points_to("family.id"), index=True)
    team_id: Mapped[int] = mapped_column(points_to("team.id"))
    status: Mapped[str]
    asked_by: Mapped[int]
    asked_at: Mapped[datetime]
    decided_by: Mapped[int] = mapped_column(default=0)
    from_at: Mapped[datetime | None]
    review_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int] = mapped_column(default=0)
    why: Mapped[Envelope]


class FormerKey(OfFamily):
    """A key the family had before; the audit's details of that time are sealed with it."""

    __tablename__ = "former_key"
    seals = {"key": ("family", bytes)}
    until_at: Mapped[datetime]
    key: Mapped[Envelope]


class EmergencyWrap(OfFamily):
    """The key of a restricted family, wrapped for the emergency duty's public key."""

    __tablename__ = "emergency_wrap"
    wrapped: Mapped[bytes]


class EmergencyManager(Record):
    """A manager whom information governance named for the emergency duty."""

    __tablename__ = "emergency_manager"
    audience = Audience.SHARED
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    named_by: Mapped[int]
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class BreakGlass(Record):
    """One opening in an emergency: the notice to manager and information governance, and its review.

    The review is open until `closed_at`; from the day after `due_on` only information governance
    closes it.  `why` is sealed with the key `key_name`, which the reviewers hold.
    """

    __tablename__ = "break_glass"
    __table_args__ = (Index("ix_break_glass_closed_at", "closed_at", "due_on"),)
    audience = Audience.STORE
    seals = {"why": ("named", BreakGlassWhy)}
    family_id: Mapped[int] = mapped_column(points_to("family.id"), index=True)
    team_id: Mapped[int] = mapped_column(points_to("team.id"))
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    reason: Mapped[str]
    opened_at: Mapped[datetime]
    until_at: Mapped[datetime]
    due_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int] = mapped_column(default=0)
    finding: Mapped[str] = mapped_column(default="")
    key_name: Mapped[str]
    why: Mapped[Envelope]


class InterestConflict(Record):
    """That somebody is too close to a family to see it at all; nothing opens it for them."""

    __tablename__ = "interest_conflict"
    __table_args__ = (Index("ix_interest_conflict_account", "account_id", "ended_at", "family_id"),)
    audience = Audience.STORE
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    family_id: Mapped[int] = mapped_column(points_to("family.id"), index=True)
    declared_by: Mapped[int]
    from_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int] = mapped_column(default=0)
    end_reason: Mapped[str] = mapped_column(default="", server_default="")


class InterestDeclaration(Record):
    """That somebody said, on a day, whether they are close to any family the service works with."""

    __tablename__ = "interest_declaration"
    audience = Audience.OWN
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    declared_on: Mapped[date]


class SealedNote(OfFamily):
    """A note with a key of its own, for named readers; nobody else sees that there is one."""

    __tablename__ = "sealed_note"
    seals = {"content": ("named", str)}
    written_at: Mapped[datetime]
    author_id: Mapped[int]
    key_name: Mapped[str]
    content: Mapped[Envelope]
