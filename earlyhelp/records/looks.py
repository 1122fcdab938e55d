"""Looks a second person asks about, when they were last gone through, decoys, one's own address."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.looks import OwnPlace
from earlyhelp.records.base import Audience, Envelope, Record, points_to


class AccessHit(Record):
    """A look to ask about: numbers and codes, never a name.

    `status`: open, accepted, raised.  `reason` is a code of `look_decision`.  `family_id` 0: several.
    """

    __tablename__ = "access_hit"
    __table_args__ = (
        Index("ix_access_hit_status", "status", "rule", "id"),
        Index("ix_access_hit_account", "account_id", "status"),
    )
    audience = Audience.STORE
    rule: Mapped[str]
    account_id: Mapped[int]
    family_id: Mapped[int]
    on_day: Mapped[date]
    count: Mapped[int]
    entry_id: Mapped[int]
    status: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int] = mapped_column(default=0)
    decided_at: Mapped[datetime | None]


class AccessScan(Record):
    """One going through of the audit: up to which entry, by whom, how many new hits."""

    __tablename__ = "access_scan"
    audience = Audience.STORE
    at: Mapped[datetime]
    by: Mapped[int]
    entries: Mapped[int]
    hits: Mapped[int]


class DecoyMark(Record):
    """That a made-up family is a decoy, for one holder's key alone: which family is inside `wrapped`.

    One row for each person of information governance; rows of one decoy share `mark_id`.
    """

    __tablename__ = "decoy_mark"
    audience = Audience.STORE
    mark_id: Mapped[int] = mapped_column(index=True)
    holder_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    wrapped: Mapped[bytes]


class OwnHome(Record):
    """Where a member of staff lives, for their own session alone: looks at neighbours are noticed."""

    __tablename__ = "own_home"
    audience = Audience.OWN
    seals = {"place": ("own", OwnPlace)}
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), unique=True)
    place: Mapped[Envelope]
