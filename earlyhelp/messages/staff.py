"""Accounts, teams, the audit, the figures, imports."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Page, Query, message


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """An account: work details only.  `status`: waiting, active, ended."""

    id: int
    version: int
    login: str
    name: str
    role: str
    team_ids: tuple[int, ...]
    teams: str
    status: str
    created_by: str
    approved_by: str
    ends_on: date | None = None


class TeamRow(msgspec.Struct, frozen=True, kw_only=True):
    """A team or hub."""

    id: int
    name: str
    locality: str
    members: int


@message(Permission.ACCOUNT_LIST, tuple[AccountRow, ...])
class Accounts(Query, frozen=True, kw_only=True):
    """Accounts, by name: all for the administrator, one's own teams for a manager."""


@message(Permission.TEAM_LIST, tuple[TeamRow, ...])
class Teams(Query, frozen=True, kw_only=True):
    """Teams, by name."""


@message(Permission.ACCOUNT_CREATE)
class CreateAccount(Command, frozen=True, kw_only=True):
    """Enter a joiner.  The account waits until a second person approves it.

    The passphrase must be changed by the joiner; an analyst gets none here (see ApproveAccount).
    """

    login: str
    name: str
    role: str
    team_ids: tuple[int, ...] = ()
    passphrase: str
    ends_on: date | None = None


@message(Permission.ACCOUNT_APPROVE)
class ApproveAccount(Command, frozen=True, kw_only=True):
    """Approve a joiner as the second person: wraps the keys the role needs.

    A manager approves case workers of their own teams, information governance everybody else.
    """

    account_id: int
    version: int
    passphrase: str = ""


@message(Permission.ACCOUNT_END)
class EndAccount(Command, frozen=True, kw_only=True):
    """End an account today."""

    account_id: int
    version: int


@message(Permission.TEAM_CREATE)
class CreateTeam(Command, frozen=True, kw_only=True):
    """Add a team; its key is made when its first manager is approved."""

    name: str
    locality: str


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the trail."""

    seq: int
    at: datetime
    who: str
    role: str
    act: str
    what: str
    family_id: int
    purpose: str
    rule: str
    outcome: str


class AuditPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the trail, newest first, and whether the chain holds."""

    rows: tuple[AuditRow, ...]
    next_after: str
    total: int
    chain_ok: bool
    verified_to: int


@message(Permission.AUDIT_READ, AuditPage)
class AuditTrail(Query, frozen=True, kw_only=True):
    """The audit, filtered.  `who` is a login, `act` a permission, `outcome` done, viewed or refused."""

    page: Page = Page()
    who: str = ""
    act: str = ""
    outcome: str = ""
    family_id: int = 0
    from_on: date | None = None
    to_on: date | None = None


@message(Permission.AUDIT_EXPORT)
class ExportAudit(Command, frozen=True, kw_only=True):
    """Write the trail and its checkpoints to a file that anybody can verify."""

    path: str


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """Result of verifying the store."""

    ok: bool
    entries: int
    problems: tuple[str, ...]


@message(Permission.STORE_VERIFY, Verified)
class VerifyStore(Query, frozen=True, kw_only=True):
    """Check file, keys and chain."""


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
    """One protected table as text cells; `status` per cell: shown, primary, secondary, rounded."""

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


@message(Permission.FIGURES_EXPORT, ExportReceipt)
class ExportFigures(Command, frozen=True, kw_only=True):
    """Write a release to CSV, XLSX or PDF (by the file's ending) with purpose and recipient."""

    release_id: int
    path: str
    purpose: str
    recipient: str


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
