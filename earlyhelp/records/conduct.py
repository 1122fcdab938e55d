"""Who accepted the code of conduct, which text of it, and when; whose rights were confirmed."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.records.base import Audience, Record, points_to


class Acceptance(Record):
    """One acceptance of the code of conduct; kept, never changed."""

    __tablename__ = "conduct_acceptance"
    audience = Audience.SHARED
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    at: Mapped[datetime]
    text_version: Mapped[int]


class Certification(Record):
    """One confirmation that an account still needs its rights; kept, never changed."""

    __tablename__ = "certification"
    audience = Audience.SHARED
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[int]


class ChangeRequest(Record):
    """A change of somebody's rights that waits for a second person.

    Shape: `kind` is "role" (role and teams) or "extend" (last day); the wanted values stand beside it.
    """

    __tablename__ = "account_change"
    audience = Audience.SHARED
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    kind: Mapped[str]
    role: Mapped[str]
    team_ids: Mapped[str]
    ends_on: Mapped[str]
    asked_by: Mapped[int]
    asked_at: Mapped[datetime]
    decided_by: Mapped[int]
    decided_at: Mapped[datetime | None]
    agreed: Mapped[int] = mapped_column(default=0)


class LastUse(Record):
    """The day an account last signed in."""

    __tablename__ = "last_use"
    audience = Audience.SHARED
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), unique=True)
    on: Mapped[date]
