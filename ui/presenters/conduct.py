"""Shows the code of conduct and passes on that it was accepted."""

from collections.abc import Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.conduct import AcceptConduct, Conduct, ConductText
from ui.presenters.asking import Send
from ui.wording import say


class ConductView(Protocol):
    """What the dialog must offer."""

    def show_points(self, points: Sequence[str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_done(self) -> None: ...


class ConductPresenter:
    """One text, one answer."""

    def __init__(self, view: ConductView, send: Send) -> None:
        self._view, self._send = view, send
        self._version = 0

    def load(self) -> None:
        """Show the text."""
        self._send(Conduct(), self._show, self._failed)

    def accept(self) -> None:
        """Accept the text that is shown."""
        message = AcceptConduct(text_version=self._version)
        self._send(message, self._accepted, self._failed)

    def _show(self, text: ConductText) -> None:
        self._version = text.version
        self._view.show_points(text.points)

    def _accepted(self, _receipt: Receipt) -> None:
        self._view.show_done()

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
