"""Imports of Annex A workbooks: dry run, steps, rows to mend, past imports, undo.

Refuses teams that are not the person's own and work that this session does not hold.
"""

from pathlib import Path

import msgspec
from sqlalchemy import func, select

from earlyhelp.errors import Invalid, Refused
from earlyhelp.imports.mend_file import write_rejected
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.figures import Work
from earlyhelp.messages.importing import (
    ContinueImport,
    ImportReport,
    ImportRunRow,
    ImportRuns,
    PrepareImport,
    SaveRejected,
    UndoImport,
)
from earlyhelp.records.staff import StaffAccount
from earlyhelp.records.store import ImportLink, ImportRun
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.import_apply import Run, bring_in
from earlyhelp.services.import_plan import Importing, known_rows, plan, read_file, team_for
from earlyhelp.services.import_undo import Undoing, begin_undo, undo_step
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork

_SHOWN = 200


@handles(PrepareImport)
def prepare_import(uow: UnitOfWork, message: PrepareImport, context: Context) -> ImportReport:
    """Read a workbook and say what an import would do."""
    team_id, path = team_for(uow, message.team_id), Path(message.path)
    work = plan(uow, path, team_id, read_file(uow, path))
    uow.purpose = _purpose(work.work_id)
    context.works[work.work_id] = work
    return work.report


@handles(ContinueImport)
def continue_import(uow: UnitOfWork, message: ContinueImport, context: Context) -> ImportReport:
    """Bring in the next child, or take the next one back once the import was cancelled.

    One family a step, so that each entry of the audit names its family.
    """
    uow.purpose = _purpose(message.work_id)
    work = context.works.get(message.work_id)
    if isinstance(work, Importing):
        work.done = _saved(uow, work)
        if not message.cancel:
            return _next_child(uow, work)
        if not work.done:
            del context.works[message.work_id]
            return _standing(work.report, 0, len(work.children), finished=True)
        work = context.works[message.work_id] = begin_undo(uow, work.work_id, work.report)
    if isinstance(work, Undoing) and work.report is not None:
        back = _undo(uow, work, context)
        return _standing(work.report, back.total - back.done, back.total, finished=back.finished)
    raise Refused("import.work.gone")


@handles(SaveRejected)
def save_rejected(uow: UnitOfWork, message: SaveRejected, context: Context) -> Receipt:
    """Write the rejected rows to a workbook that can be mended and read again."""
    work = context.works.get(message.work_id)
    if not isinstance(work, Importing):
        raise Refused("import.work.gone")
    path = outgoing(message.path, context, (".xlsx",), "import.mend_file.name")
    if path.resolve() == work.path.resolve():
        raise Invalid({"path": "import.mend_file.same"})
    uow.purpose = f"{_purpose(work.work_id)}; {work.report.rejected} rows written to be mended"
    sentences = load("wording/imports.toml", dict[str, str])
    write_rejected(path, work.annex, lambda key: sentences[key])
    context.written.append(path)
    return Receipt(id=work.work_id)


@handles(ImportRuns)
def import_runs(
    uow: UnitOfWork, _message: ImportRuns, _context: Context
) -> tuple[ImportRunRow, ...]:
    """Return past imports into the person's teams, newest first."""
    runs = uow.all(ImportRun, order=(ImportRun.at.desc(), ImportRun.id.desc()), limit=_SHOWN)
    idents = [run.id for run in runs]
    counted = (
        select(ImportLink.import_id, func.count(ImportLink.family_id.distinct()))
        .where(ImportLink.import_id.in_(idents))
        .group_by(ImportLink.import_id)
    )
    families: dict[int, int] = dict(map(tuple, uow.rows(counted)))
    staff = uow.all(StaffAccount, StaffAccount.id.in_({run.account_id for run in runs}))
    names = {account.id: account.name for account in staff}
    return tuple(
        ImportRunRow(
            id=run.id,
            file_name=run.file_name,
            at=run.at,
            by=names.get(run.account_id, ""),
            families=families.get(run.id, 0),
            status=run.status,
        )
        for run in runs
    )


@handles(UndoImport)
def undo_import(uow: UnitOfWork, message: UndoImport, context: Context) -> Work:
    """Take the next step of an undo: the same message again until it is finished."""
    uow.purpose = _purpose(message.import_id)
    work = context.works.get(message.import_id)
    if not isinstance(work, Undoing):
        work = context.works[message.import_id] = begin_undo(uow, message.import_id)
    return _undo(uow, work, context)


def _next_child(uow: UnitOfWork, work: Importing) -> ImportReport:
    total = len(work.children)
    if work.done < total:
        run = _run(uow, work)
        bring_in(uow, Run(run.id, run.team_id, run.file_name), work.children[work.done])
        work.done += 1
        if work.done == total:
            uow.change(run, None, status="finished")
    return _standing(work.report, work.done, total, finished=work.done == total)


def _saved(uow: UnitOfWork, work: Importing) -> int:
    """Return how many children are in the store: the last step may have met a full disk."""
    if not work.done:
        return 0
    last = work.children[work.done - 1]
    return work.done if len(known_rows(uow, work.team_id, last.rows)) else work.done - 1


def _run(uow: UnitOfWork, work: Importing) -> ImportRun:
    if work.done:
        return uow.get(ImportRun, work.work_id)
    return uow.add(
        ImportRun(
            id=work.work_id,
            team_id=work.team_id,
            account_id=uow.principal.account_id,
            at=uow.clock.now(),
            file_name=work.file_name,
            status="running",
        )
    )


def _undo(uow: UnitOfWork, work: Undoing, context: Context) -> Work:
    try:
        finished = undo_step(uow, work)
    except Refused:
        del context.works[work.import_id]
        raise
    if finished:
        del context.works[work.import_id]
    total = len(work.families)
    return Work(work_id=work.import_id, done=work.removed, total=total, finished=finished)


def _standing(report: ImportReport, done: int, total: int, *, finished: bool) -> ImportReport:
    return msgspec.structs.replace(report, done=done, total=total, finished=finished)


def _purpose(work_id: int) -> str:
    return f"import {work_id}"
