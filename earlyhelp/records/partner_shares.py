"""What a partner of the team around the family was shown of its plan."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.partner_shares import SharedParts
from earlyhelp.records.base import Envelope, OfFamily, points_to


class PartnerShare(OfFamily):
    """A plan as it was compiled, settled and shown to one partner; a later one takes its place.

    Shape: seen by the partner through the grant `grant_id` alone, so that it ends with it;
    `plan_version` is the version of the plan's row when it was shown.
    """

    __tablename__ = "partner_share"
    seals = {"content": ("family", SharedParts)}
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    grant_id: Mapped[int] = mapped_column(points_to("family_grant.id"), index=True)
    plan_id: Mapped[int] = mapped_column(points_to("early_help_plan.id"), index=True)
    plan_version: Mapped[int]
    shared_at: Mapped[datetime]
    shared_by: Mapped[int]
    content: Mapped[Envelope]
