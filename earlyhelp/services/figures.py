"""Anonymised figures: published by information governance, read and exported by analysts.

Refuses an export without purpose and recipient; both are kept in the audit with what left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from earlyhelp.errors import Invalid, Refused
from earlyhelp.figures.counting import Scope
from earlyhelp.figures.export import write_atomically, write_csv, write_xlsx
from earlyhelp.figures.presets import preset
from earlyhelp.figures.protect import ProtectedTable
from earlyhelp.figures.protect import Release as Figures
from earlyhelp.figures.sentences import sentence
from earlyhelp.keys.identity import Identity
from earlyhelp.messages.figures import (
    ContinuePublishing,
    ExportFigures,
    ExportReceipt,
    PublishFigures,
    Release,
    ReleaseRow,
    Releases,
    ReleaseView,
    Work,
)
from earlyhelp.records.store import FiguresRelease
from earlyhelp.reports.sheets import FiguresSheet, TableLines
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.context import Context
from earlyhelp.services.decoys import decoy_families
from earlyhelp.services.figures_file import analysis_file, is_analysis
from earlyhelp.services.figures_publishing import Publishing
from earlyhelp.services.figures_view import opened, row, view
from earlyhelp.services.handlers import handles
from earlyhelp.services.publication_key import is_trusted
from earlyhelp.services.staff_analysts import settle_ended
from earlyhelp.services.staff_keys import held_secret
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import say

_ENDINGS = (".csv", ".xlsx", ".pdf")
_LONGEST = 200


class ExportRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a recipient may keep an export (resources/figures/export.toml)."""

    keep_months: int


@handles(PublishFigures)
def publish_figures(uow: UnitOfWork, message: PublishFigures, context: Context) -> Work:
    """Begin a publication; nothing is kept before its last step.

    A period that is not over is published up to today, and says so by its last day.
    """
    until = min(message.to_on, uow.clock.today())
    if message.from_on > until:
        raise Invalid({"to_on": "figures.scope.period"})
    preset(message.preset)
    settle_ended(uow, context)
    seed = held_secret(uow, context.vault.identity, "publication")
    altered = Identity(seed).public != context.vault.facts["publication"]
    if altered or not is_trusted(uow, context.vault.facts):
        raise Refused("figures.key.altered")  # envelopes were sealed for somebody else
    period = Scope(start=message.from_on, end=until)
    uow.purpose = f"figures {period.start} to {period.end}, {message.preset}"
    work_id = uow.clock.new_id()
    context.works[work_id] = work = Publishing(uow, period, message.preset, seed)
    work.left_out = decoy_families(uow, context)
    return Work(work_id=work_id, done=0, total=work.total, finished=False)


@handles(ContinuePublishing)
def continue_publishing(uow: UnitOfWork, message: ContinuePublishing, context: Context) -> Work:
    """Do one step; when it is the last, `result` is the id of the release."""
    work = context.works.get(message.work_id)
    if not isinstance(work, Publishing):
        raise Refused("figures.work.gone")
    if message.cancel:
        del context.works[message.work_id]
        uow.purpose = "stopped"
        return Work(work_id=message.work_id, done=work.done, total=work.total, finished=True)
    work.step(uow, context)
    if work.finished:
        del context.works[message.work_id]
    return Work(
        work_id=message.work_id,
        done=work.done,
        total=work.total,
        finished=work.finished,
        result=str(work.release_id) if work.finished else "",
    )


@handles(Releases)
def releases(uow: UnitOfWork, _message: Releases, context: Context) -> tuple[ReleaseRow, ...]:
    """Return the published releases, newest first."""
    with _reading(uow, context) as unit:
        kept = unit.all(FiguresRelease, order=FiguresRelease.published_at.desc())
        return tuple(row(record) for record in kept)


@handles(Release)
def release(uow: UnitOfWork, message: Release, context: Context) -> ReleaseView:
    """Return one release, opened."""
    with _reading(uow, context) as unit:
        return view(unit.get(FiguresRelease, message.release_id))


@handles(ExportFigures)
def export_figures(uow: UnitOfWork, message: ExportFigures, context: Context) -> ExportReceipt:
    """Write a release for one recipient and one purpose, to be deleted by a day that is told."""
    wrong = {
        field: f"figures.{field}"
        for field in ("purpose", "recipient")
        if not 0 < len(getattr(message, field).strip()) <= _LONGEST
    }
    if wrong:
        raise Invalid(wrong)
    path = outgoing(message.path, context, _ENDINGS, "figures.export.ending")
    figures = opened(uow.get(FiguresRelease, message.release_id)).release
    today = uow.clock.today()
    receipt = ExportReceipt(
        path=str(path),
        rows=sum(len(table.rows) for table in figures.tables),
        sha256=_written(figures, path, today),
        purpose=message.purpose.strip(),
        recipient=message.recipient.strip(),
        delete_by=_months_later(today, load("figures/export.toml", ExportRule).keep_months),
    )
    context.written.append(path)
    uow.purpose = (
        f"{receipt.purpose}; for {receipt.recipient}; release {message.release_id}; "
        f"{receipt.rows} rows; sha256 {receipt.sha256}; delete by {receipt.delete_by}"
    )
    return receipt


@contextmanager
def _reading(uow: UnitOfWork, context: Context) -> Iterator[UnitOfWork]:
    """Read where releases lie: here for an analyst, in the file beside for the publisher."""
    if is_analysis(context):
        yield uow
        return
    with analysis_file(uow, context) as file, file.unit(uow.permission, uow.scope) as unit:
        yield unit
        unit.commit("viewed")


def _written(figures: Figures, path: Path, today: date) -> str:
    match path.suffix.lower():
        case ".csv":
            return write_csv(figures, path)
        case ".xlsx":
            return write_xlsx(figures, path)
        case _:
            return write_atomically(path, _paper(figures, today))


def _paper(figures: Figures, today: date) -> bytes:
    from earlyhelp.reports.figures_sheet import figures_pdf

    start, end = (f"{day:%d/%m/%Y}" for day in (figures.scope.start, figures.scope.end))
    return figures_pdf(
        FiguresSheet(
            title=say("figures.sheet.title"),
            printed_on=today,
            period=sentence("figures.period", start=start, end=end),
            tables=tuple(_lines(table) for table in figures.tables),
            notes=(sentence("figures.preset", title=figures.preset.title), *figures.notes),
        )
    )


def _lines(table: ProtectedTable) -> TableLines:
    rows = zip(table.rows, table.cells, strict=True)
    return TableLines(
        title=table.title,
        headings=("", *table.columns),
        rows=tuple((label, *(cell.text for cell in cells)) for label, cells in rows),
        notes=(sentence("figures.unit", unit=table.unit), *table.notes),
    )


def _months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    last = (after - first).days
    return first.replace(day=min(day.day, last))
