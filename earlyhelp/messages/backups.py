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
    """Begin a verified backup in a folder; the program names it where no name is given.

    Shape: the receipt's id is the backup's, and the long work's (session.WorkNews).
    """

    folder: str
    name: str = ""


@message(Permission.BACKUP_MAKE)
class RehearseBackup(Command, frozen=True, kw_only=True):
    """Begin to restore a backup in a scratch folder, compare, and take the scratch away.

    Shape: the receipt's id is the long work's; it tells entries, families and erasures done again.
    """

    backup_id: int
