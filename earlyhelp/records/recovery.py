"""Recovery keys: which are live, what is wrapped for them, when they were tried.  Hold no share."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.records.base import Audience, Record, points_to


class RecoveryKey(Record):
    """A recovery key; its private half is on three sheets of paper.

    Shape: `holders` names who keeps the sheets, one a line; it counts from `printed_at` on, when
    somebody said that the sheets are printed, and until `ended_at`.  `tried_at` is the last drill.
    """

    __tablename__ = "recovery_key"
    audience = Audience.SHARED
    public: Mapped[bytes]
    verify: Mapped[bytes]
    made_at: Mapped[datetime]
    made_by: Mapped[int]
    holders: Mapped[str]
    printed_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class RecoveryWrap(Record):
    """A key, wrapped for a recovery key: `team:<id>`, `directory`, `publication` or `analysis`."""

    __tablename__ = "recovery_wrap"
    __table_args__ = (UniqueConstraint("recovery_id", "key_name", "epoch"),)
    audience = Audience.SHARED
    recovery_id: Mapped[int] = mapped_column(points_to("recovery_key.id"))
    key_name: Mapped[str]
    epoch: Mapped[int]
    wrapped: Mapped[bytes]


class RecoveryUse(Record):
    """One recovery of an account by two holders: the notice information governance sees."""

    __tablename__ = "recovery_use"
    audience = Audience.SHARED
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[int]
    reason: Mapped[str]
    seen_by: Mapped[int] = mapped_column(default=0)
