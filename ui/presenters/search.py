"""Asks for families while somebody types; shows only the answer to the last letter."""

from collections.abc import Sequence
from typing import Any, Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.people import FoundPerson, PeopleFound
from ui.presenters.asking import Send


class SearchView(Protocol):
    """What the frame offers."""

    def show_found(self, rows: Sequence[FoundPerson]) -> None: ...
    def hide_search(self) -> None: ...


class SearchPresenter:
    """One box, one running question at a time: a slow store never queues up old letters."""

    def __init__(self, view: SearchView, send: Send) -> None:
        self._view = view
        self._send = send
        self._asking = False
        self._wanted = ""

    def typed(self, text: str) -> None:
        """Search for what is typed now."""
        self._wanted = text.strip()
        if len(self._wanted) < 2:
            self._view.hide_search()
        elif not self._asking:
            self._ask()

    def _ask(self) -> None:
        text, self._asking = self._wanted, True

        def found(rows: Any) -> None:
            self._asking = False
            if self._wanted == text:
                self._view.show_found(rows)
            elif len(self._wanted) >= 2:
                self._ask()

        def failed(_error: HouseError) -> None:
            self._asking = False
            self._view.hide_search()

        self._send(PeopleFound(text=text, limit=8), found, failed)
