"""Choices about sharing, sharing agreements with agencies, what was told to whom, packages sent."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.sharing import PackageState, SharingNote, SharingSaid
from earlyhelp.records.base import Audience, Envelope, OfFamily, Record, points_to


class SharingChoice(OfFamily):
    """What was said about one person's information and one agency; a later one replaces it."""

    __tablename__ = "sharing_choice"
    seals = {"content": ("family", SharingSaid)}
    person_id: Mapped[int] = mapped_column(points_to("person.id"), index=True)
    said_by: Mapped[int] = mapped_column(points_to("person.id"), index=True)
    status: Mapped[str]
    decided_on: Mapped[date]
    until_on: Mapped[date | None]
    recorded_by: Mapped[int]
    content: Mapped[Envelope]


class SharingLog(OfFamily):
    """Something was told to somebody outside the team, or was not, and why.  Never changed."""

    __tablename__ = "sharing_log"
    seals = {"content": ("family", SharingNote)}
    decided_at: Mapped[datetime]
    decided_by: Mapped[int]
    decision: Mapped[str]
    basis: Mapped[str]
    package_id: Mapped[int] = mapped_column(default=0)
    content: Mapped[Envelope]


class IsaAgreement(Record):
    """An information sharing agreement with an agency: no family and no person in it.

    Shape: `purposes` and `classes` are codes with spaces between them.
    """

    __tablename__ = "isa_agreement"
    audience = Audience.SHARED
    agency: Mapped[str]
    organisation_type: Mapped[str]
    purposes: Mapped[str]
    classes: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    review_on: Mapped[date]
    ended_on: Mapped[date | None]
    document: Mapped[str]
    recorded_by: Mapped[int]


class PartnerPackage(Record):
    """A package that left for an agency: what is needed to chase it, and no family in it.

    Shape: `basis` is the ground it left on, a code of sharing_basis; empty where it left before the
    ground was kept here.
    """

    __tablename__ = "partner_package"
    audience = Audience.SHARED
    name: Mapped[str] = mapped_column(unique=True)
    agency: Mapped[str]
    sent_at: Mapped[datetime]
    sent_by: Mapped[int]
    delete_by: Mapped[date]
    sha256: Mapped[str]
    receipt_key: Mapped[bytes]
    state: Mapped[str] = mapped_column(default=PackageState.SENT.value)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="", server_default="")
