"""The documents of one family: taken in step by step, looked at in memory, scanned again, copied out."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.forms.definition import Answers, FormDefinition
from earlyhelp.messages.base import Command, Receipt
from earlyhelp.messages.documents import (
    AddDocument,
    ContinueDocument,
    CopyDocument,
    DocumentPart,
    DocumentRow,
    Documents,
    DocumentSeen,
    DocumentsShown,
    DocumentWork,
    LookAtDocument,
    ScanDocument,
)
from earlyhelp.messages.family_view import FamilyView
from ui.presenters.asking import Send
from ui.presenters.family_asks import people_of
from ui.presenters.family_forms import Ask, day_of, dialog, number, text
from ui.wording import say


class DocumentsScreen(Protocol):
    """What the section must offer."""

    def show_documents(self, shown: DocumentsShown) -> None: ...
    def show_progress(self, sentence: str, done: int, total: int) -> None: ...
    def hide_progress(self) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, title: str, sentence: str) -> None: ...
    def show_seen(self, seen: DocumentSeen, pages: bytes) -> None: ...


class DocumentsPresenter:
    """One thing at a time: a file coming in, or one being opened."""

    def __init__(
        self,
        view: DocumentsScreen,
        send: Send,
        confirmed: Send,
        open_form: Callable[[Ask], None],
        later: Callable[[Callable[[], None]], None],
    ) -> None:
        self._view, self._send, self._confirmed, self._later = view, send, confirmed, later
        self._open_form = open_form
        self._family: FamilyView | None = None
        self._rows: dict[int, DocumentRow] = {}
        self._busy = self._cancelled = False
        self._queue: list[str] = []
        self._name = ""

    def load(self, family: FamilyView) -> None:
        """Show the files of a family: one audited look."""
        self._family = family
        if "document:list" in family.may:
            self._send(Documents(family_id=family.id), self._listed, self._failed)

    def add(self, paths: list[str]) -> None:
        """Ask about each file that was chosen or dropped, one after the other, and take it in."""
        self._queue += paths
        if not self._busy:
            self._ask_next()

    def cancel(self) -> None:
        """Stop what is going on; nothing of it stays."""
        self._cancelled = True
        self._queue.clear()

    def look(self, document_id: int) -> None:
        """Open a file on the screen."""
        if not self._busy:
            self._busy, self._cancelled = True, False
            self._view.show_progress(say("documents.opening"), 0, 0)
            self._send(LookAtDocument(document_id=document_id), self._seen, self._failed)

    def scan(self, document_id: int) -> None:
        """Ask the scanner again."""
        if not self._busy:
            self._busy, self._cancelled = True, False
            self._name = self._rows[document_id].name
            self._view.show_progress(say("documents.scanning"), 0, 0)
            self._send(ScanDocument(document_id=document_id), self._stepped, self._failed)

    def copy(self, document_id: int, path: str) -> None:
        """Ask why a copy leaves the store, then write it."""

        def make(given: Answers) -> Command:
            reason = text(given, "document_copy.reason")
            return CopyDocument(document_id=document_id, path=path, reason=reason)

        def copied(_receipt: Receipt) -> None:
            self._view.show_receipt(say("documents.copied", path=path))

        form = dialog("document_copy")
        self._open_form(
            Ask(name="document_copy", form=form, make=make, send=self._confirmed, done=copied)
        )

    def _ask_next(self) -> None:
        family = self._family
        if not self._queue or family is None:
            return
        path, *self._queue = self._queue
        self._name = Path(path).name

        def make(given: Answers) -> Command:
            return AddDocument(
                family_id=family.id,
                path=path,
                kind=text(given, "document.kind"),
                dated_on=day_of(given, "document.dated_on"),
                person_id=number(given, "document.person_id"),
                source=text(given, "document.source"),
            )

        form = _about(dialog("document"), say("documents.form.file", name=self._name))
        self._open_form(
            Ask(name="document", form=form, make=make, people=people_of(family), done=self._begun)
        )

    def _begun(self, work: DocumentWork) -> None:
        self._busy, self._cancelled = True, False
        self._stepped(work)

    def _stepped(self, work: DocumentWork) -> None:
        if work.stage not in {"checking", "storing"}:
            self._finished(work)
            return
        sentence = say(f"documents.{work.stage}", name=self._name)
        self._view.show_progress(sentence, work.done, work.total)

        def go_on() -> None:
            step = ContinueDocument(work_id=work.work_id, cancel=self._cancelled)
            self._send(step, self._stepped, self._failed)

        if work.stage == "checking":  # the scanner takes its time: ask now and then
            self._later(go_on)
        else:
            go_on()

    def _finished(self, work: DocumentWork) -> None:
        self._rest()
        if work.stage == "refused":
            title = say("documents.refused.title", name=self._name)
            self._view.show_failure(title, say("documents.refused"))
        else:
            told = [say(f"documents.done.{work.stage}", name=self._name)]
            told += [say(f"airlock.left_out.{one}") for one in work.left_out]
            self._view.show_receipt(" ".join(told))
        self._again()
        self._ask_next()

    def _seen(self, seen: DocumentSeen) -> None:
        if seen.view == "pages":
            self._fetch(seen, b"")
            return
        self._rest()
        self._view.show_seen(seen, b"")

    def _fetch(self, seen: DocumentSeen, pages: bytes, at: int = 0) -> None:
        """Fetch a paper part by part: no message is larger than one megabyte."""
        if self._cancelled:
            self._rest()
        elif at == seen.parts:
            self._rest()
            self._view.show_seen(seen, pages)
        else:
            if at:
                self._view.show_progress(say("documents.opening"), at, seen.parts)
            self._send(
                DocumentPart(document_id=seen.id, number=at),
                lambda part: self._fetch(seen, pages + part, at + 1),
                self._failed,
            )

    def _listed(self, shown: DocumentsShown) -> None:
        self._rows = {row.id: row for row in shown.rows}
        self._view.show_documents(shown)

    def _again(self) -> None:
        if self._family is not None:
            self.load(self._family)

    def _rest(self) -> None:
        self._busy = False
        self._view.hide_progress()

    def _failed(self, error: HouseError) -> None:
        self._rest()
        key = error.key
        if isinstance(error, Invalid) and error.fields:
            key = next(iter(error.fields.values()))
        kept_out = key.startswith("airlock.")
        title = say("documents.kept_out", name=self._name) if kept_out else say("failure.title")
        self._view.show_failure(title, say(key, **error.params))
        self._ask_next()


def _about(form: FormDefinition, hint: str) -> FormDefinition:
    """Return the form with the name of the file it asks about."""
    first, *others = form.section
    return msgspec.structs.replace(
        form, section=(msgspec.structs.replace(first, hint=hint), *others)
    )
