"""Accounts, teams, wrapped keys, the store's own facts.  Work details only."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.records.base import Audience, Envelope, Record, points_to

#: The store's fact that says why accounts need no second share; without it each of them has one.
PASSPHRASE_ALONE = "passphrase_alone"  # noqa: S105 - the name of a fact


class Team(Record):
    """A team or hub."""

    __tablename__ = "team"
    audience = Audience.SHARED
    name: Mapped[str] = mapped_column(unique=True)
    locality: Mapped[str]


class StaffAccount(Record):
    """One person's account; `public` and `verify` are their public keys.

    Shape: `must_change` is 1 while somebody else knows the passphrase: nothing else is allowed then.
    """

    __tablename__ = "staff_account"
    audience = Audience.SHARED
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    status: Mapped[str]
    public: Mapped[bytes]
    verify: Mapped[bytes]
    #: where a partner works; nobody else has one
    agency: Mapped[str | None]
    created_by: Mapped[int] = mapped_column(default=0)
    approved_by: Mapped[int] = mapped_column(default=0)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    must_change: Mapped[int] = mapped_column(default=0, server_default="0")


class Membership(Record):
    """Somebody's place in a team."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("account_id", "team_id"),)
    audience = Audience.SHARED
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    team_id: Mapped[int] = mapped_column(points_to("team.id"))


class KeyWrap(Record):
    """A key, wrapped for one account: `team:<id>`, `directory`, `publication` or `analysis`."""

    __tablename__ = "key_wrap"
    __table_args__ = (UniqueConstraint("account_id", "key_name", "epoch"),)
    audience = Audience.SHARED
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    key_name: Mapped[str]
    epoch: Mapped[int]
    wrapped: Mapped[bytes]


class StoreFact(Record):
    """A fact about the store itself: vault id, epoch, the publication public key."""

    __tablename__ = "store_fact"
    audience = Audience.SHARED
    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[bytes]


class Draft(Record):
    """What somebody is typing; sealed with a key that only they hold."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account_id", "kind", "subject_id"),)
    audience = Audience.OWN
    seals = {"content": ("own", str)}
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    kind: Mapped[str]
    subject_id: Mapped[int]
    saved_at: Mapped[datetime]
    content: Mapped[Envelope]
