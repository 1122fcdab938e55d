"""Figures: published, released, exported."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class ReleaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """A published release of figures."""

    id: int
    published_at: datetime
    from_on: date
    to_on: date
    preset: str
    cases: str
    tables: int


class FiguresTable(msgspec.Struct, frozen=True, kw_only=True):
    """One protected table as text cells; `status` per cell: shown, hidden, rounded.

    Which hidden cell was the small one is never told: knowing it would undo the protection.
    """

    id: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    status: tuple[tuple[str, ...], ...]
    note: str = ""


class ReleaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A release, opened."""

    row: ReleaseRow
    tables: tuple[FiguresTable, ...]
    report: tuple[str, ...]


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """Where a long work stands; ask again with Continue until `finished`."""

    work_id: int
    done: int
    total: int
    finished: bool
    result: str = ""


@message(Permission.FIGURES_PUBLISH, Work)
class PublishFigures(Command, frozen=True, kw_only=True):
    """Start publishing the figures of a period to the analysis file."""

    from_on: date
    to_on: date
    preset: str


@message(Permission.FIGURES_PUBLISH, Work)
class ContinuePublishing(Command, frozen=True, kw_only=True):
    """Do the next short step; `cancel` stops it and leaves nothing behind."""

    work_id: int
    cancel: bool = False


@message(Permission.FIGURES_READ, tuple[ReleaseRow, ...])
class Releases(Query, frozen=True, kw_only=True):
    """Published releases, newest first."""


@message(Permission.FIGURES_READ, ReleaseView)
class Release(Query, frozen=True, kw_only=True):
    """One release."""

    release_id: int


class ExportReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What left the program."""

    path: str
    rows: int
    sha256: str
    purpose: str
    recipient: str
    delete_by: date


@message(Permission.FIGURES_EXPORT, ExportReceipt, confirm=True)
class ExportFigures(Command, frozen=True, kw_only=True):
    """Write a release to CSV, XLSX or PDF (by the file's ending) with purpose and recipient."""

    release_id: int
    path: str
    purpose: str
    recipient: str
