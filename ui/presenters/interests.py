"""Declares which families the person is too close to.  Searches through the presenter of the search."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.access import DeclarationState, DeclareInterests, MyDeclaration
from earlyhelp.messages.base import Receipt
from ui.presenters.asking import Send
from ui.wording import say


class InterestsView(Protocol):
    """What the dialog must offer."""

    def show_last(self, declared_on: date | None) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_done(self) -> None: ...


class InterestsPresenter:
    """One declaration: these families and no other."""

    def __init__(self, view: InterestsView, send: Send, announce: Callable[..., None]) -> None:
        self._view, self._send, self._announce = view, send, announce

    def load(self) -> None:
        """Show when the person declared last."""
        self._send(MyDeclaration(), self._show, self._failed)

    def declare(self, family_ids: Sequence[int]) -> None:
        """Declare these families; they are not there for the person from now on."""
        message = DeclareInterests(family_ids=tuple(family_ids))
        self._send(message, self._declared, self._failed)

    def _show(self, state: DeclarationState) -> None:
        self._view.show_last(state.declared_on)

    def _declared(self, _receipt: Receipt) -> None:
        self._view.show_done()
        self._announce("family", "work")

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
