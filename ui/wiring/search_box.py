"""The search of the top bar: rows of the keeper become rows of the list."""

from collections.abc import Sequence

from earlyhelp.messages.people import FoundPerson
from ui.shell import Shell
from ui.widgets.search_results import SearchRow
from ui.wording import day, say


class SearchBox:
    """What the search presenter draws on."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def show_found(self, rows: Sequence[FoundPerson]) -> None:
        """Show people with what tells them from their like."""
        self._shell.show_search([_row(found) for found in rows])

    def hide_search(self) -> None:
        """Close the list."""
        self._shell.show_search(None)


def _row(found: FoundPerson) -> SearchRow:
    facts = [found.reference, found.postcode]
    if found.born_on:
        facts.insert(0, say("search.born", born=day(found.born_on)))
    note = " · ".join(fact for fact in facts if fact)
    return SearchRow(id=found.family_id, title=found.name, note=note)
