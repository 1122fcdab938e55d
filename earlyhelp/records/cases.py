"""Requests, cases, who is allocated, agreements, concerns, levels of need, closure."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.records import Narrative
from earlyhelp.records.base import Envelope, OfFamily, points_to


class RequestForSupport(OfFamily):
    """What arrives at the front door.  `status`: waiting, accepted, ended, escalated."""

    __tablename__ = "request_for_support"
    __table_args__ = (
        Index("ix_request_for_support_waiting", "team_id", "status"),
        Index("ix_request_for_support_standing", "status", "family_id"),
    )
    seals = {"content": ("family", Narrative)}
    team_id: Mapped[int] = mapped_column(points_to("team.id"))
    received_on: Mapped[date]
    source: Mapped[str]
    status: Mapped[str]
    decided_on: Mapped[date | None]
    decided_by: Mapped[int] = mapped_column(default=0)
    recorded_by: Mapped[int]
    content: Mapped[Envelope]


class Case(OfFamily):
    """One episode of early help."""

    __tablename__ = "early_help_case"
    __table_args__ = (Index("ix_early_help_case_status", "status", "closed_on", "family_id"),)
    request_id: Mapped[int | None] = mapped_column(points_to("request_for_support.id"), index=True)
    status: Mapped[str]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    lead_id: Mapped[int] = mapped_column(points_to("staff_account.id"), index=True)
    first_contact_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")


class Allocation(OfFamily):
    """Who works with the family, as `lead` or `member`; changes of lead are kept."""

    __tablename__ = "allocation"
    __table_args__ = (Index("ix_allocation_account_open", "account_id", "ended_on", "family_id"),)
    case_id: Mapped[int] = mapped_column(points_to("early_help_case.id"), index=True)
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    role: Mapped[str]
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")


class Agreement(OfFamily):
    """Agreement to work together: given, refused or withdrawn."""

    __tablename__ = "agreement"
    seals = {"content": ("family", Narrative)}
    status: Mapped[str]
    given_on: Mapped[date]
    recorded_by: Mapped[int]
    content: Mapped[Envelope]


class PrivacyNotice(OfFamily):
    """That the family was told what is held and why; apart from any agreement."""

    __tablename__ = "privacy_notice"
    seals = {"content": ("family", Narrative)}
    notice_version: Mapped[str]
    given_on: Mapped[date]
    recorded_by: Mapped[int]
    content: Mapped[Envelope]


class SafeguardingConcern(OfFamily):
    """A concern raised.  Never changed, never deleted."""

    __tablename__ = "safeguarding_concern"
    seals = {"content": ("family", Narrative)}
    raised_at: Mapped[datetime]
    raised_by: Mapped[int]
    content: Mapped[Envelope]


class ConcernAnswer(OfFamily):
    """What the front door answered to a concern, and why early help goes on or rests.  Never changed."""

    __tablename__ = "concern_answer"
    seals = {"content": ("family", Narrative)}
    concern_id: Mapped[int] = mapped_column(points_to("safeguarding_concern.id"), index=True)
    case_id: Mapped[int] = mapped_column(points_to("early_help_case.id"), index=True)
    outcome: Mapped[str]
    answered_on: Mapped[date]
    look_on: Mapped[date | None]
    recorded_by: Mapped[int]
    content: Mapped[Envelope]


class LevelOfNeed(OfFamily):
    """A dated, authored judgement with its reason; every change is kept."""

    __tablename__ = "level_of_need"
    seals = {"content": ("family", Narrative)}
    case_id: Mapped[int] = mapped_column(points_to("early_help_case.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(points_to("person.id"), index=True)
    level: Mapped[str]
    judged_on: Mapped[date]
    judged_by: Mapped[int]
    content: Mapped[Envelope]


class Closure(OfFamily):
    """How a case ended."""

    __tablename__ = "closure"
    seals = {"content": ("family", Narrative)}
    case_id: Mapped[int] = mapped_column(points_to("early_help_case.id"), index=True)
    closed_on: Mapped[date]
    reason: Mapped[str]
    closed_by: Mapped[int]
    content: Mapped[Envelope]


class FactsEnvelope(OfFamily):
    """Coded, nameless facts of one case, sealed to the publisher: written here, unreadable here."""

    __tablename__ = "facts_envelope"
    case_id: Mapped[int] = mapped_column(points_to("early_help_case.id"), unique=True)
    wrapped: Mapped[bytes]
