"""Families: finds as one types, lists page by page.  Keeps no copy of what it found."""

from collections.abc import Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.base import Page, Receipt
from earlyhelp.messages.people import FamilyList, FamilyPage, FamilyRow, FoundPerson, PeopleFound
from ui.presenters.asking import Go, Send
from ui.presenters.family_access import break_glass
from ui.presenters.family_forms import FormDesk, FormsView
from ui.presenters.saved_views import Filters, SavedViews, SavedViewsView
from ui.wording import say

_SHORTEST = 2


class FamiliesView(FormsView, SavedViewsView, Protocol):
    """What the page must offer."""

    def show_rows(self, rows: Sequence[FamilyRow], total: int, *, more: bool) -> None: ...
    def append_rows(self, rows: Sequence[FamilyRow], *, more: bool) -> None: ...
    def show_found(self, rows: Sequence[FoundPerson]) -> None: ...
    def hide_found(self) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class FamiliesPresenter:
    """The list and the search above it."""

    def __init__(self, view: FamiliesView, send: Send, go: Go) -> None:
        self._view, self._send, self._go = view, send, go
        self._asked = FamilyList()
        self._typed = ""
        self.forms = FormDesk(view, send, self._opened)
        self.saved = SavedViews(view, send, self._filter, self._failed)

    def load(self) -> None:
        """Fetch the first page anew."""
        asked = self._asked
        self._send(asked, lambda page: self._first(asked, page), self._failed)

    def filtered(self, status: str, level: str, late_only: bool) -> None:
        """Show only some of the families."""
        self._filter(Filters(status, level, late_only))

    def keep_view(self) -> None:
        """Ask for a name for what is filtered now."""
        asked = self._asked
        self.forms.open(self.saved.ask_name(Filters(asked.status, asked.level, asked.late_only)))

    def page_wanted(self, after: str) -> None:
        """Fetch the page after a key."""
        asked = self._asked
        following = FamilyList(
            page=Page(after=after),
            status=asked.status,
            level=asked.level,
            late_only=asked.late_only,
        )
        self._send(following, lambda page: self._next(asked, page), self._failed)

    def search(self, text: str) -> None:
        """Find people as one types."""
        self._typed = text.strip()
        if len(self._typed) < _SHORTEST:
            self._view.hide_found()
            return
        typed = self._typed
        self._send(PeopleFound(text=typed), lambda rows: self._found(typed, rows), self._failed)

    def open_family(self, family_id: int) -> None:
        """Go to a family."""
        self._go("family", family_id=family_id)

    def open_in_emergency(self) -> None:
        """Ask which family, and why; whether it is there is not said before."""
        self.forms.open(break_glass())

    def _filter(self, by: Filters) -> None:
        self._asked = FamilyList(status=by.status, level=by.level, late_only=by.late_only)
        self.load()

    def _opened(self, receipt: Receipt) -> None:
        self._go("family", family_id=receipt.family_id)

    def _first(self, asked: FamilyList, page: FamilyPage) -> None:
        if asked is self._asked:
            self._view.show_rows(page.rows, page.total, more=bool(page.next_after))

    def _next(self, asked: FamilyList, page: FamilyPage) -> None:
        if asked is self._asked:
            self._view.append_rows(page.rows, more=bool(page.next_after))

    def _found(self, typed: str, rows: tuple[FoundPerson, ...]) -> None:
        if typed == self._typed:  # an answer to older typing comes too late
            self._view.show_found(rows)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
