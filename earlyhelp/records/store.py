"""Audit, checkpoints, releases of figures, imports: records about records."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.records.base import Audience, OfFamily, Record, points_to


class AuditEntry(Record):
    """One link of the chain.  `id` is the sequence number; `facts` is what was hashed."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_family", "family_id", "id"),
        Index("ix_audit_entry_actor", "actor_id", "id"),
    )
    audience = Audience.STORE
    at: Mapped[datetime]
    actor_id: Mapped[int]
    family_id: Mapped[int]
    act: Mapped[str]
    outcome: Mapped[str]
    facts: Mapped[bytes]
    detail: Mapped[bytes | None]
    hash: Mapped[bytes] = mapped_column(unique=True)


class AuditCheckpoint(Record):
    """A signed statement of size and root; `text` is what was exported, `frontier` the tree so far."""

    __tablename__ = "audit_checkpoint"
    audience = Audience.STORE
    size: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    frontier: Mapped[bytes]
    text: Mapped[str]


class FiguresRelease(Record):
    """Protected figures as published; lives in the analysis file."""

    __tablename__ = "figures_release"
    audience = Audience.STORE
    published_at: Mapped[datetime]
    from_on: Mapped[date]
    to_on: Mapped[date]
    preset: Mapped[str]
    content: Mapped[bytes]


class ImportRun(Record):
    """One import of a workbook into a team."""

    __tablename__ = "import_run"
    audience = Audience.STORE
    team_id: Mapped[int] = mapped_column(points_to("team.id"))
    account_id: Mapped[int]
    at: Mapped[datetime]
    file_name: Mapped[str]
    status: Mapped[str]


class ImportLink(OfFamily):
    """Where a record came from: a keyed fingerprint of the source row, so that it comes in once.

    `digest` tells, as blindly, whether the row said the same.  Both are empty for a record that no
    row stands for but that came in with one: a family, an allocation, a note.
    """

    __tablename__ = "import_link"
    import_id: Mapped[int] = mapped_column(points_to("import_run.id"), index=True)
    record_kind: Mapped[str]
    record_id: Mapped[int]
    record_version: Mapped[int]
    fingerprint: Mapped[bytes] = mapped_column(index=True)
    digest: Mapped[bytes]
