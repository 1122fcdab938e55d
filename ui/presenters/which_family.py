"""Which family something is about: one's own to begin with, any one may see as one types."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from earlyhelp.errors import HouseError
from earlyhelp.messages.people import FamilyList, FamilyPage, FamilyRow, FoundPerson, PeopleFound
from ui.presenters.asking import Send
from ui.wording import day, say

_SHORTEST = 2
_ENDED = frozenset({"closed"})


class FamilyLine(Struct, frozen=True, kw_only=True):
    """A family, or somebody of it, with what tells them from their like."""

    family_id: int
    name: str
    note: str


class WhichFamilyScreen(Protocol):
    """What the dialog must offer."""

    def show_lines(self, rows: Sequence[FamilyLine], none: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class WhichFamilyPresenter:
    """The list and the search above it."""

    def __init__(self, view: WhichFamilyScreen, send: Send) -> None:
        self._view, self._send = view, send
        self._typed = ""
        self._found_shown = False

    def load(self) -> None:
        """Offer the families one works with: the first page, the rest by search."""
        self._send(FamilyList(), self._first, self._failed)

    def typed(self, text: str) -> None:
        """Find people as one types; with nothing typed offer the first page again."""
        self._typed = text.strip()
        if len(self._typed) < _SHORTEST:
            if self._found_shown:
                self.load()
            return
        typed = self._typed
        self._send(PeopleFound(text=typed), lambda rows: self._found(typed, rows), self._failed)

    def _first(self, page: FamilyPage) -> None:
        if len(self._typed) < _SHORTEST:
            lines = [_of_family(row) for row in page.rows if row.status not in _ENDED]
            self._found_shown = False
            self._view.show_lines(lines, say("which_family.none"))

    def _found(self, typed: str, rows: tuple[FoundPerson, ...]) -> None:
        if typed == self._typed:  # an answer to older typing comes too late
            self._found_shown = True
            self._view.show_lines([_of_person(row) for row in rows], say("frame.search.none"))

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


def _of_family(row: FamilyRow) -> FamilyLine:
    facts = (row.reference, row.lead_professional, row.next_due)
    name = say("family.title", name=row.name)
    return FamilyLine(family_id=row.id, name=name, note=_joined(*facts))


def _of_person(row: FoundPerson) -> FamilyLine:
    born = say("search.born", born=day(row.born_on)) if row.born_on else ""
    return FamilyLine(
        family_id=row.family_id, name=row.name, note=_joined(born, row.postcode, row.reference)
    )


def _joined(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)
