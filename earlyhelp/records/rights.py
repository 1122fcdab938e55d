"""Requests of people about their own records: access, what was decided, the pack, corrections."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.rights import Asked, Choice, Rectified
from earlyhelp.records.base import Audience, Envelope, OfFamily, Record, points_to


class SubjectRequest(Record):
    """Somebody asks for what is held about them.  `status`: open, released, closed.

    Who asks is sealed with a key of its own, held by information governance and the managers.
    """

    __tablename__ = "subject_request"
    audience = Audience.STORE
    seals = {"asked": ("named", Asked)}
    reference: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]
    received_on: Mapped[date]
    channel: Mapped[str]
    standing: Mapped[str]
    recorded_by: Mapped[int]
    identity_asked_on: Mapped[date | None]
    identity_on: Mapped[date | None]
    extended_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    asked: Mapped[Envelope]

    @property
    def key_name(self) -> str:
        """Return the name of the key that seals who asks."""
        return f"request:{self.id}"


class SubjectPause(Record):
    """A time during which the clock stands, because the person was asked to say what they want."""

    __tablename__ = "subject_pause"
    audience = Audience.STORE
    request_id: Mapped[int] = mapped_column(points_to("subject_request.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class SubjectAnswer(Record):
    """One person's "known here?": theirs and information governance's alone.

    `team_id` is empty where somebody answers for families only they are named on.
    """

    __tablename__ = "subject_answer"
    audience = Audience.STORE
    request_id: Mapped[int] = mapped_column(points_to("subject_request.id"), index=True)
    account_id: Mapped[int] = mapped_column(points_to("staff_account.id"))
    team_id: Mapped[int | None] = mapped_column(points_to("team.id"))
    answered_at: Mapped[datetime]
    known: Mapped[bool]


class SubjectPack(Record):
    """The pack as it was finished, sealed with a key of its own; checked by a second person.

    `sha256` is the fingerprint of the PDF, as the audit has it; `families` how many it tells of.
    """

    __tablename__ = "subject_pack"
    audience = Audience.STORE
    seals = {"content": ("named", bytes)}
    request_id: Mapped[int] = mapped_column(points_to("subject_request.id"), index=True)
    built_by: Mapped[int]
    built_at: Mapped[datetime]
    released_by: Mapped[int] = mapped_column(default=0)
    released_at: Mapped[datetime | None]
    sha256: Mapped[str]
    families: Mapped[int] = mapped_column(default=1)
    content: Mapped[Envelope]

    @property
    def key_name(self) -> str:
        """Return the name of the key that seals the pack."""
        return f"pack:{self.request_id}"


class SubjectMatch(OfFamily):
    """A member of this family is the person a request is about."""

    __tablename__ = "subject_match"
    request_id: Mapped[int] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(points_to("person.id"), index=True)
    named_by: Mapped[int]


class DisclosureChoice(OfFamily):
    """What was decided about one part of a pack."""

    __tablename__ = "disclosure_choice"
    __table_args__ = (Index("ix_disclosure_choice_part", "request_id", "part"),)
    seals = {"choice": ("family", Choice)}
    request_id: Mapped[int]
    part: Mapped[str]
    decided_by: Mapped[int]
    decided_at: Mapped[datetime]
    choice: Mapped[Envelope]


class Rectification(OfFamily):
    """A request to put one record right.  The record itself stays as it was written.

    `status`: open, corrected, refused.  `part` is `table:id` of the record, `field` the text meant.
    """

    __tablename__ = "rectification"
    __table_args__ = (Index("ix_rectification_status", "status", "family_id"),)
    seals = {"content": ("family", Rectified)}
    part: Mapped[str] = mapped_column(index=True)
    field: Mapped[str]
    record_version: Mapped[int]
    status: Mapped[str]
    received_on: Mapped[date]
    recorded_by: Mapped[int]
    decided_by: Mapped[int] = mapped_column(default=0)
    decided_on: Mapped[date | None]
    content: Mapped[Envelope]


class RectificationNotice(OfFamily):
    """Somebody who received the record was told of the correction; who is sealed."""

    __tablename__ = "rectification_notice"
    seals = {"recipient": ("family", str)}
    rectification_id: Mapped[int] = mapped_column(points_to("rectification.id"), index=True)
    told_on: Mapped[date]
    told_by: Mapped[int]
    recipient: Mapped[Envelope]
