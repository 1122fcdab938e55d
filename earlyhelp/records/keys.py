"""Keys that have to be turned because somebody lost their way in.  Holds no key."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.records.base import Audience, Record, points_to


class KeyTurning(Record):
    """One key to be left behind: `key_name` is "store", "analysis" or "team:<id>".

    Shape: `epoch` is the one that has to go; `done` and `total` count family keys; `done_at` is
    None while it waits for somebody who can turn it.
    """

    __tablename__ = "key_turning"
    audience = Audience.SHARED
    key_name: Mapped[str]
    because: Mapped[str]
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    asked_by: Mapped[int]
    asked_at: Mapped[datetime]
    epoch: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
