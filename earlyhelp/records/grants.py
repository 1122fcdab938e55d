"""Who may open a family besides its team: grants that end by themselves."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.records import GrantedNames
from earlyhelp.records.base import Envelope, OfFamily, points_to


class FamilyGrant(OfFamily):
    """One person's own way into one family.

    `kind`: restricted, break_glass, subject_request, quality_audit, partner.  It opens from `from_at`
    until `until_at` (None: no end known) unless `ended_at` is earlier.  `wrapped` is the family's key
    for that account's public key; `names` what the directory says of the family, for those who hold
    no directory key.
    """

    __tablename__ = "family_grant"
    __table_args__ = (
        Index("ix_family_grant_account_ended", "account_id", "ended_at", "family_id"),
    )
    seals = {"names": ("family", GrantedNames)}
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    kind: Mapped[str]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    given_by: Mapped[int]
    wrapped: Mapped[bytes]
    names: Mapped[Envelope | None]
