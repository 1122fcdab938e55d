"""Allows pictures of the screen, or stops them: the audit is told first."""

from collections.abc import Callable
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.pictures import AllowPictures
from ui.presenters.asking import Send
from ui.wording import say


class PicturesView(Protocol):
    """What the dialog must offer."""

    def show_error(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_done(self) -> None: ...


class PicturesPresenter:
    """`switch` does what was written down, and nothing before."""

    def __init__(self, view: PicturesView, send: Send, switch: Callable[[bool], None]) -> None:
        self._view, self._send, self._switch = view, send, switch

    def allow(self, reason: str) -> None:
        """Allow pictures until the session ends."""
        self._ask(AllowPictures(reason=reason), allowed=True)

    def stop(self) -> None:
        """Keep the windows out again."""
        self._ask(AllowPictures(allowed=False), allowed=False)

    def _ask(self, message: AllowPictures, *, allowed: bool) -> None:
        def written(_receipt: Receipt) -> None:
            self._switch(allowed)
            self._view.show_done()

        self._send(message, written, self._failed)

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and "reason" in error.fields:
            self._view.show_error(say(error.fields["reason"]))
        else:
            self._view.show_failure(say(error.key, **error.params))
