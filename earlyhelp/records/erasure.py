"""The ledger of erasures, the backups that were made: records about what is gone and what is kept."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.records.base import Audience, Record


class ErasureNote(Record):
    """One signed note of the ledger of erasures; `id` is its number.  Ids only, never a name.

    `said` tells rule, roles and counts as JSON; it is empty where only the note was at hand.
    """

    __tablename__ = "erasure_note"
    audience = Audience.STORE
    at: Mapped[datetime]
    erased_family: Mapped[int]
    erased_person: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    said: Mapped[str] = mapped_column(default="")


class BackupRun(Record):
    """A backup that was made and verified, and when it was last rehearsed.

    `result`: "" not rehearsed yet, "good", or the wording key of what was wrong.
    """

    __tablename__ = "backup_run"
    audience = Audience.STORE
    made_at: Mapped[datetime]
    made_by: Mapped[int]
    path: Mapped[str]
    size: Mapped[int]
    entries: Mapped[int]
    families: Mapped[int]
    rehearsed_at: Mapped[datetime | None]
    result: Mapped[str] = mapped_column(default="")
