"""Where texts name somebody whose erasure is proposed: numbers, kinds and days.  No text, no name."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.records.base import Audience, Record, points_to


class ErasureNaming(Record):
    """What somebody who may read the family found before one of its people goes, kept with the proposal.

    `listed` is JSON of kind, record id and day; `stays` why those texts stay, a code of the schedule;
    `seen` every text of the family that was looked at, as JSON of table, id and version: whoever may
    not read them can still tell that one was written or changed since.
    """

    __tablename__ = "erasure_naming"
    audience = Audience.STORE
    family_id: Mapped[int] = mapped_column(index=True)
    proposal_id: Mapped[int] = mapped_column(points_to("erasure_proposal.id"), index=True)
    listed: Mapped[str]
    stays: Mapped[str]
    seen: Mapped[str]
    looked_by: Mapped[int]
    looked_at: Mapped[datetime]
