"""Imports of workbooks: prepared, applied, taken back."""

from datetime import datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.figures import Work


class ImportCount(msgspec.Struct, frozen=True, kw_only=True):
    """One list of the workbook: how its rows fared."""

    list: str
    read: int
    added: int
    matched: int
    rejected: int


class RejectedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that could not be taken, and why."""

    list: str
    row: int
    column: str
    reason: str
    shown: str = ""


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """The difference report of a dry run or of a finished import."""

    work_id: int
    file_name: str
    read: int
    added: int
    matched: int
    rejected: int
    mended: int
    lists: tuple[ImportCount, ...]
    reasons: tuple[RejectedRow, ...]
    finished: bool
    done: int = 0
    total: int = 0


@message(Permission.IMPORT_RUN, ImportReport)
class PrepareImport(Command, frozen=True, kw_only=True):
    """Read a workbook and say what an import would do.  Writes nothing but the audit entry."""

    path: str
    team_id: int = 0


@message(Permission.IMPORT_RUN, ImportReport)
class ContinueImport(Command, frozen=True, kw_only=True):
    """Bring in the next few families of a prepared import; `cancel` undoes what was brought in."""

    work_id: int
    cancel: bool = False


@message(Permission.IMPORT_RUN)
class SaveRejected(Command, frozen=True, kw_only=True):
    """Write the rejected rows to a workbook that can be mended and read again."""

    work_id: int
    path: str


class ImportRunRow(msgspec.Struct, frozen=True, kw_only=True):
    """A past import."""

    id: int
    file_name: str
    at: datetime
    by: str
    families: int
    status: str


@message(Permission.IMPORT_RUN, tuple[ImportRunRow, ...])
class ImportRuns(Query, frozen=True, kw_only=True):
    """Past imports into the person's teams, newest first."""


@message(Permission.IMPORT_UNDO, Work)
class UndoImport(Command, frozen=True, kw_only=True):
    """Take a whole import back; refused where somebody has worked on what it brought."""

    import_id: int
