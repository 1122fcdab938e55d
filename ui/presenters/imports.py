"""Imports: dry run, bringing in step by step, rows to mend, past imports and undo."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
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
from ui.presenters.asking import Send
from ui.wording import say

_CHANGED = ("family", "person", "request_for_support", "early_help_case", "import_run")


class ImportsScreen(Protocol):
    """What the page must offer."""

    def show_report(self, report: ImportReport, summary: str) -> None: ...
    def show_runs(self, rows: Sequence[ImportRunRow]) -> None: ...
    def show_progress(self, sentence: str, done: int, total: int) -> None: ...
    def hide_progress(self) -> None: ...
    def show_wrong_path(self, sentence: str) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class ImportsPresenter:
    """One import at a time; a step is asked for when the last one was answered."""

    def __init__(
        self, view: ImportsScreen, send: Send, announce: Callable[..., None], team_id: int
    ) -> None:
        self._view, self._send, self._announce, self._team_id = view, send, announce, team_id
        self._report: ImportReport | None = None
        self._cancelled = self._running = False

    def load(self) -> None:
        """Show past imports."""
        self._send(ImportRuns(), self._view.show_runs, self._failed)

    def prepare(self, path: str) -> None:
        """Read a workbook and show what an import would do."""
        if self._running:
            return
        self._view.show_wrong_path("")
        if not path.strip():
            self._view.show_wrong_path(say("imports.path.missing"))
            return
        self._running = True
        self._view.show_progress(say("imports.reading"), 0, 0)
        message = PrepareImport(path=path.strip(), team_id=self._team_id)
        self._send(message, self._prepared, self._failed)

    def start(self) -> None:
        """Bring in what the dry run found."""
        if self._report is not None and not self._running:
            self._running, self._cancelled = True, False
            self._step()

    def cancel(self) -> None:
        """Stop after the present step and take back what was brought in."""
        self._cancelled = True

    def save_rejected(self, path: str) -> None:
        """Write the rows that could not be taken to a workbook."""
        if self._report is not None:
            done = say("imports.rejected.saved", path=path)
            self._send(
                SaveRejected(work_id=self._report.work_id, path=path),
                lambda _receipt: self._view.show_receipt(done),
                self._failed,
            )

    def undo(self, import_id: int) -> None:
        """Take a whole import back."""
        if self._running:
            return
        self._running = True
        self._undo_step(import_id)

    def _prepared(self, report: ImportReport) -> None:
        self._running = False
        self._report = report
        self._view.hide_progress()
        self._view.show_report(report, _summary(report))

    def _step(self) -> None:
        if self._report is not None:
            message = ContinueImport(work_id=self._report.work_id, cancel=self._cancelled)
            self._send(message, self._stepped, self._failed)

    def _stepped(self, report: ImportReport) -> None:
        if not report.finished:
            key = "imports.undoing" if self._cancelled else "imports.running"
            self._view.show_progress(say(key), report.done, report.total)
            self._step()
            return
        self._running = False
        self._view.hide_progress()
        key = "imports.cancelled" if self._cancelled else "imports.done"
        self._view.show_receipt(say(key, total=report.done, name=report.file_name))
        self._changed()

    def _undo_step(self, import_id: int) -> None:
        def stepped(work: Work) -> None:
            if not work.finished:
                self._view.show_progress(say("imports.undoing"), work.done, work.total)
                self._undo_step(import_id)
                return
            self._running = False
            self._view.hide_progress()
            self._view.show_receipt(say("imports.undone", total=work.total))
            self._changed()

        self._send(UndoImport(import_id=import_id), stepped, self._failed)

    def _changed(self) -> None:
        self._announce(*_CHANGED)
        self.load()

    def _failed(self, error: HouseError) -> None:
        self._running = False
        self._view.hide_progress()
        if isinstance(error, Invalid) and error.fields:
            self._view.show_wrong_path(" ".join(map(say, error.fields.values())))
        else:
            self._view.show_failure(say(error.key, **error.params))


def _summary(report: ImportReport) -> str:
    return say(
        "imports.summary",
        name=report.file_name,
        read=report.read,
        added=report.added,
        matched=report.matched,
        rejected=report.rejected,
        mended=report.mended,
    )
