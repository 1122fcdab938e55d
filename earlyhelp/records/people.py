"""Families, their people, relationships and homes."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.people import Bond, Contactable, HomeDetails, Particulars
from earlyhelp.records.base import Audience, Envelope, OfFamily, Record, points_to


class Family(Record):
    """A family.  Its name is sealed; dates and codes that work lists need are not.

    `restricted` is 1 where nobody sees it but those it was opened for (FamilyGrant); its directory
    values are then sealed with its own key.
    """

    __tablename__ = "family"
    __table_args__ = (
        Index("ix_family_team_id_reference", "team_id", "reference"),
        Index("ix_family_team_id_status", "team_id", "status", "reference"),
        Index("ix_family_team_id_level", "team_id", "level", "reference"),
    )
    audience = Audience.FAMILY
    seals = {"directory": ("directory", str)}
    team_id: Mapped[int] = mapped_column(points_to("team.id"))
    reference: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]
    level: Mapped[str] = mapped_column(default="")
    locality: Mapped[str] = mapped_column(default="")
    opened_on: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
    restricted: Mapped[int] = mapped_column(default=0, server_default="0", index=True)
    directory: Mapped[Envelope]


class FamilyKey(OfFamily):
    """The family's key, wrapped with the key of the team that works with it; a restricted one has none."""

    __tablename__ = "family_key"
    team_id: Mapped[int] = mapped_column(points_to("team.id"))
    epoch: Mapped[int]
    wrapped: Mapped[bytes]


class Person(OfFamily):
    """A member of a family: who they are (directory key), what is special (family key)."""

    __tablename__ = "person"
    seals = {
        "directory": ("directory", Contactable),
        "particulars": ("family", Particulars),
    }
    role: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    directory: Mapped[Envelope]
    particulars: Mapped[Envelope]


class Relationship(OfFamily):
    """`from` is something to `to`."""

    __tablename__ = "relationship"
    seals = {"bond": ("family", Bond)}
    from_id: Mapped[int] = mapped_column(points_to("person.id"), index=True)
    to_id: Mapped[int] = mapped_column(points_to("person.id"), index=True)
    bond: Mapped[Envelope]


class Home(OfFamily):
    """An address over time; a protected one is sealed with the family key in `hidden`."""

    __tablename__ = "home"
    seals = {"directory": ("directory", HomeDetails), "hidden": ("family", HomeDetails)}
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    directory: Mapped[Envelope | None]
    hidden: Mapped[Envelope | None]
