"""The audit trail: filtered, page by page, exported.  Changes no entry."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from msgspec.structs import replace

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Page, Receipt
from earlyhelp.messages.trail import AuditPage, AuditRow, AuditTrail, ExportAudit
from ui.presenters.asking import Send
from ui.wording import say

_FIELDS = ("from_on", "to_on")


class AuditScreen(Protocol):
    """What the page must offer."""

    def show_rows(self, rows: Sequence[AuditRow], *, more: bool) -> None: ...
    def append_rows(self, rows: Sequence[AuditRow], *, more: bool) -> None: ...
    def show_chain(self, sentence: str, *, holds: bool) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class AuditPresenter:
    """One filter at a time."""

    def __init__(self, view: AuditScreen, send: Send) -> None:
        self._view, self._send = view, send
        self._asked = AuditTrail()
        self._next = ""

    def load(self) -> None:
        """Show the first page under the present filter."""
        self._send(replace(self._asked, page=Page()), self._show, self._failed)

    def filter(self, typed: dict[str, str]) -> None:
        """Take another filter; what is not a date is said and nothing is asked."""
        wrong = {
            key: say(f"audit.wrong.{key}")
            for key in _FIELDS
            if typed[key] and not _fits(typed[key])
        }
        self._view.show_errors(wrong)
        if wrong:
            return
        self._asked = AuditTrail(
            who=typed["who"].strip(),
            act=typed["act"].strip(),
            outcome=typed["outcome"],
            family=typed["family"].strip(),
            from_on=_day(typed["from_on"]),
            to_on=_day(typed["to_on"]),
        )
        self.load()

    def next_page(self) -> None:
        """Add the next page."""
        message = replace(self._asked, page=Page(after=self._next))
        self._send(message, self._append, self._failed)

    def export(self, path: str) -> None:
        """Write the trail to a file."""

        def done(_receipt: Receipt) -> None:
            self._view.show_receipt(say("audit.exported", path=path))

        self._send(ExportAudit(path=path), done, self._failed)

    def _show(self, page: AuditPage) -> None:
        self._next = page.next_after
        self._view.show_rows(page.rows, more=bool(page.next_after))
        key = "audit.chain.holds" if page.chain_ok else "audit.chain.broken"
        sentence = say(key, number=page.verified_to, total=page.size, what=page.broken)
        self._view.show_chain(sentence, holds=page.chain_ok)

    def _append(self, page: AuditPage) -> None:
        self._next = page.next_after
        self._view.append_rows(page.rows, more=bool(page.next_after))

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(words) for key, words in error.fields.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))


def _fits(text: str) -> bool:
    return len(text) == 10 and text[4] == "-"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
