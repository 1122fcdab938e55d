"""The register's dated evidence: what each run of its checks found.  Counts and words, no person."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from earlyhelp.records.base import Audience, Record


class RegisterRun(Record):
    """One run over the eighteen risks; `content` is JSON of `messages.register.RiskFound`, as found then."""

    __tablename__ = "register_run"
    __table_args__ = (Index("ix_register_run_at", "at"),)
    audience = Audience.STORE
    at: Mapped[datetime]
    account_id: Mapped[int]
    device: Mapped[str]
    why: Mapped[str]
    red: Mapped[int]
    unknown: Mapped[int]
    content: Mapped[bytes]
