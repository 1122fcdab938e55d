"""Anonymised figures: published by information governance, read and exported by analysts."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.figures.charts import Bar, bars
from earlyhelp.figures.presets import preset_names
from earlyhelp.marks import Drawing
from earlyhelp.messages.figures import (
    ContinuePublishing,
    ExportFigures,
    ExportReceipt,
    FiguresTable,
    PublishFigures,
    Release,
    ReleaseRow,
    Releases,
    ReleaseView,
    Work,
)
from ui.presenters.asking import Send
from ui.wording import day, say

_SHOWN = frozenset({"shown", "rounded"})


class Preset(Struct, frozen=True, kw_only=True):
    """A way of protecting figures: its code, title and what it does in a sentence."""

    code: str
    title: str
    note: str


class TablePage(Struct, frozen=True, kw_only=True):
    """One table with its picture, if its first column can be drawn."""

    table: FiguresTable
    picture: Drawing | None


class FiguresScreen(Protocol):
    """What the page must offer."""

    def show_presets(self, presets: Sequence[Preset]) -> None: ...
    def show_releases(self, rows: Sequence[ReleaseRow]) -> None: ...
    def choose(self, release_id: int) -> None: ...
    def show_release(
        self, title: str, report: Sequence[str], tables: Sequence[TablePage]
    ) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...
    def hide_progress(self) -> None: ...
    def show_export(self, lines: Sequence[tuple[str, str]]) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class FiguresPresenter:
    """One store's releases."""

    def __init__(self, view: FiguresScreen, send: Send, announce: Callable[..., None]) -> None:
        self._view, self._send, self._announce = view, send, announce
        self._chosen = 0
        self._running = self._cancelled = False
        self._view.show_presets(
            [
                Preset(code=code, title=title, note=say(f"figurepage.preset.{code}"))
                for code, title in preset_names().items()
            ]
        )

    def load(self) -> None:
        """Show the releases."""
        self._send(Releases(), self._show_releases, self._failed)

    def _show_releases(self, rows: Sequence[ReleaseRow]) -> None:
        self._view.show_releases(rows)
        if rows and not self._chosen:  # the newest: its figures are what one came for
            self._view.choose(rows[0].id)

    def publish(self, from_on: str, to_on: str, preset: str) -> None:
        """Start publishing a period."""
        typed = {"from_on": from_on, "to_on": to_on}
        wrong = {key: say(f"figurepage.wrong.{key}") for key, one in typed.items() if not _day(one)}
        self._view.show_errors(wrong)
        first, last = _day(from_on), _day(to_on)
        if self._running or first is None or last is None:
            return
        self._running, self._cancelled = True, False
        self._view.show_progress(0, 0)
        self._send(
            PublishFigures(from_on=first, to_on=last, preset=preset), self._step, self._failed
        )

    def cancel(self) -> None:
        """Stop publishing: nothing is left behind."""
        self._cancelled = True

    def open(self, release_id: int) -> None:
        """Show one release."""
        self._chosen = release_id
        self._send(Release(release_id=release_id), self._show_release, self._failed)

    def export(self, path: str, purpose: str, recipient: str) -> None:
        """Write the release shown to a file for somebody."""
        typed = {"purpose": purpose, "recipient": recipient, "path": path}
        wrong = {
            key: say(f"figurepage.wrong.{key}") for key, one in typed.items() if not one.strip()
        }
        self._view.show_errors(wrong)
        if not wrong and self._chosen:
            message = ExportFigures(
                release_id=self._chosen, path=path.strip(), purpose=purpose, recipient=recipient
            )
            self._send(message, self._exported, self._failed)

    def _step(self, work: Work) -> None:
        if not work.finished:
            self._view.show_progress(work.done, work.total)
            message = ContinuePublishing(work_id=work.work_id, cancel=self._cancelled)
            self._send(message, self._step, self._failed)
            return
        self._running = False
        self._view.hide_progress()
        self._view.show_receipt(
            say("figurepage.published" if work.result else "figurepage.stopped")
        )
        self._announce("figures_release")
        self.load()
        if work.result:
            self.open(int(work.result))

    def _show_release(self, release: ReleaseView) -> None:
        row = release.row
        title = say("figurepage.release", first=day(row.from_on), last=day(row.to_on))
        pages = [TablePage(table=table, picture=_picture(table)) for table in release.tables]
        self._view.show_release(title, release.report, pages)

    def _exported(self, receipt: ExportReceipt) -> None:
        self._view.show_export(
            [
                (say("figurepage.receipt.path"), receipt.path),
                (say("figurepage.receipt.rows"), str(receipt.rows)),
                (say("figurepage.receipt.sha256"), receipt.sha256),
                (say("figurepage.receipt.purpose"), receipt.purpose),
                (say("figurepage.receipt.recipient"), receipt.recipient),
                (say("figurepage.receipt.delete_by"), day(receipt.delete_by)),
            ]
        )

    def _failed(self, error: HouseError) -> None:
        self._running = False
        self._view.hide_progress()
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(fault) for key, fault in error.fields.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 and text[4] == "-" else None


def _picture(table: FiguresTable) -> Drawing | None:
    """Draw the first column; a hidden figure keeps its place and its sign, never a length."""
    rows = []
    for name, cells, status in zip(table.rows, table.cells, table.status, strict=True):
        if not cells:
            return None
        number = _number(cells[0]) if status[0] in _SHOWN else None
        rows.append(Bar(label=name, value=number, shown=cells[0]))
    return bars(rows) if rows and any(row.value for row in rows) else None


def _number(text: str) -> float | None:
    plain = text.replace(",", "").removesuffix("%").strip()
    return float(plain) if plain.replace(".", "", 1).isdecimal() else None
