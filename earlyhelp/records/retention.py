"""Until when families are kept, what holds them longer, who wants one erased.  No name, no birthday."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.records.base import Audience, OfFamily, Record, points_to


class RetentionDate(OfFamily):
    """Until when a closed family's record is kept: worked out by somebody who may read it.

    The day is one of the schedule's due days, so that it tells no birthday.
    """

    __tablename__ = "retention_date"
    __table_args__ = (Index("ix_retention_date_due", "keep_until", "team_id"),)
    team_id: Mapped[int] = mapped_column(points_to("team.id"))
    reference: Mapped[str]
    keep_until: Mapped[date]
    rule: Mapped[str]


class RetentionHold(Record):
    """Something that keeps a family's record although it is due; `family_id` 0 holds the whole store.

    With a `reference` it holds whichever family has it: information governance names an open family
    so, without a look whether there is one.  `placed_role` is "" in rows of before there was one.
    """

    __tablename__ = "retention_hold"
    audience = Audience.STORE
    family_id: Mapped[int] = mapped_column(index=True)
    reason: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    placed_by: Mapped[int]
    placed_role: Mapped[str] = mapped_column(default="", server_default="")
    reference: Mapped[str] = mapped_column(default="", server_default="")
    ended_on: Mapped[date | None]
    ended_by: Mapped[int] = mapped_column(default=0)
    ended_why: Mapped[str] = mapped_column(default="", server_default="")


class ErasureProposal(Record):
    """One person's wish to erase a family or one of its people; nothing goes before a second confirms.

    `status`: open, withdrawn.  A confirmed one goes with the family.
    """

    __tablename__ = "erasure_proposal"
    audience = Audience.STORE
    family_id: Mapped[int] = mapped_column(index=True)
    person_id: Mapped[int]
    team_id: Mapped[int]
    reference: Mapped[str]
    reason: Mapped[str]
    rule: Mapped[str]
    proposed_by: Mapped[int]
    proposed_role: Mapped[str]
    proposed_at: Mapped[datetime]
    status: Mapped[str]
    ended_by: Mapped[int] = mapped_column(default=0)
