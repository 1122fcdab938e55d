"""Shows and keeps where the person lives.  Compares nothing: the keeper does, and tells nobody."""

from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.looks import OwnHomePlace, OwnPlace, SaveOwnHome
from ui.presenters.asking import Send
from ui.wording import say


class OwnHomeView(Protocol):
    """What the dialog must offer."""

    def show_place(self, street: str, postcode: str) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_done(self) -> None: ...


class OwnHomePresenter:
    """One place."""

    def __init__(self, view: OwnHomeView, send: Send) -> None:
        self._view, self._send = view, send

    def load(self) -> None:
        """Show what is kept."""
        self._send(OwnHomePlace(), self._show, self._failed)

    def save(self, street: str, postcode: str) -> None:
        """Keep it; nothing typed takes it away."""
        place = OwnPlace(street=street, postcode=postcode)
        self._send(SaveOwnHome(place=place), self._saved, self._failed)

    def _show(self, place: OwnPlace) -> None:
        self._view.show_place(place.street, place.postcode)

    def _saved(self, _receipt: Receipt) -> None:
        self._view.show_done()

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(fault) for key, fault in error.fields.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))
