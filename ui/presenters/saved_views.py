"""Views of the list of families somebody keeps: filters under a name, sealed with their own key."""

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, Receipt
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from ui.presenters.asking import Send
from ui.presenters.family_forms import Ask, dialog, text

_KIND = "families.views"
_MOST = 20


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to; the defaults narrow nothing."""

    status: str = ""
    level: str = ""
    late_only: bool = False


class Kept(msgspec.Struct, frozen=True):
    """Filters under a name."""

    name: str
    filters: Filters


class SavedViewsView(Protocol):
    """What the page must offer."""

    def show_saved(self, names: Sequence[str], chosen: str) -> None: ...
    def show_filters(self, status: str, level: str, *, late_only: bool) -> None: ...


class SavedViews:
    """Fetches, keeps and forgets; tells `chosen` which filters to apply."""

    def __init__(
        self,
        view: SavedViewsView,
        send: Send,
        chosen: Callable[[Filters], None],
        failed: Callable[[HouseError], None],
    ) -> None:
        self._view, self._send, self._chosen, self._failed = view, send, chosen, failed
        self._kept: tuple[Kept, ...] = ()
        self._wanted = ""

    def load(self) -> None:
        """Fetch what is kept."""
        self._send(Drafts(kind=_KIND, subject_id=0), self._show, self._failed)

    def ask_name(self, filters: Filters) -> Ask:
        """Return the form that asks for a name; the same name takes the new filters."""

        def make(given: Answers) -> Command:
            name = text(given, "view.name").strip()
            others = tuple(one for one in self._kept if one.name.casefold() != name.casefold())
            self._wanted = name
            return _saved((Kept(name, filters), *others)[:_MOST])

        return Ask(name="family_view", form=dialog("family_view"), make=make, done=self._kept_now)

    def choose(self, name: str) -> None:
        """Apply the filters of a name."""
        for one in self._kept:
            if one.name == name:
                told = one.filters
                self._view.show_filters(told.status, told.level, late_only=told.late_only)
                self._chosen(told)

    def forget(self, name: str) -> None:
        """Forget a name; the list stays as it is."""
        left = tuple(one for one in self._kept if one.name != name)
        self._send(_saved(left), self._kept_now, self._failed)

    def _kept_now(self, _receipt: Receipt) -> None:
        self.load()

    def _show(self, found: tuple[DraftText, ...]) -> None:
        content = found[0].content if found else "[]"
        self._kept = msgspec.json.decode(content, type=tuple[Kept, ...])
        self._view.show_saved([one.name for one in self._kept], self._wanted)
        self._wanted = ""


def _saved(kept: tuple[Kept, ...]) -> SaveDraft:
    content = msgspec.json.encode(kept).decode() if kept else ""
    return SaveDraft(kind=_KIND, content=content)
