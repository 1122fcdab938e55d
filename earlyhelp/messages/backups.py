"""Backups: made, listed, rehearsed.  Restoring needs no session, so it has no message."""

from datetime import datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class BackupRow(msgspec.Struct, frozen=True, kw_only=True):
    """One backup.  `size` in bytes; `result` is "" (never rehearsed), "good" or a wording key."""

    id: int
    made_at: datetime
    made_by: str
    path: str
    size: int
    entries: int
    families: int
    rehearsed_at: datetime | None
    result: str


class BackupsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The backups of the store, newest first; who can open one, by name."""

    rows: tuple[BackupRow, ...]
    last_backup: datetime | None
    last_rehearsal: datetime | None
    openers: tuple[str, ...]


@message(Permission.BACKUP_READ, BackupsPage)
class Backups(Query, frozen=True, kw_only=True):
    """Which backups there are, and when one was last shown to work."""


@message(Permission.BACKUP_MAKE)
class MakeBackup(Command, frozen=True, kw_only=True):
    """Write a verified backup into a folder; the program names it where no name is given."""

    folder: str
    name: str = ""


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """What a rehearsal showed: entries of the audit, families, erasures it would do again."""

    backup_id: int
    entries: int
    families: int
    erased: int


@message(Permission.BACKUP_MAKE, Rehearsal)
class RehearseBackup(Command, frozen=True, kw_only=True):
    """Restore a backup in a scratch folder, compare, and take the scratch away."""

    backup_id: int
