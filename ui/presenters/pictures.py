"""Allows pictures of the screen, stops them, or sets who may: the audit is told first."""

from collections.abc import Callable
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.pictures import (
    AllowPictures,
    PictureRule,
    PictureRuleNow,
    SetPictureRule,
)
from ui.presenters.asking import Send
from ui.wording import say


class PicturesView(Protocol):
    """What the dialog must offer."""

    def show_rule(self, *, with_reason: bool, told: str) -> None: ...
    def show_error(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_done(self) -> None: ...


class PicturesPresenter:
    """`switch` does what was written down, and nothing before."""

    def __init__(self, view: PicturesView, send: Send, switch: Callable[[bool], None]) -> None:
        self._view, self._send, self._switch = view, send, switch

    def load(self) -> None:
        """Show what the rule of the store lets this person do."""
        self._send(PictureRuleNow(), self._show, self._failed)

    def allow(self, reason: str) -> None:
        """Allow pictures until the session ends."""
        self._ask(AllowPictures(reason=reason), allowed=True)

    def stop(self) -> None:
        """Keep the windows out again."""
        self._ask(AllowPictures(allowed=False), allowed=False)

    def set_rule(self, with_reason: bool) -> None:
        """Set who may allow pictures; what this session allowed ends where nobody may any more."""

        def written(_receipt: Receipt) -> None:
            if not with_reason:
                self._switch(False)
            self._view.show_done()

        self._send(SetPictureRule(with_reason=with_reason), written, self._failed)

    def _ask(self, message: AllowPictures, *, allowed: bool) -> None:
        def written(_receipt: Receipt) -> None:
            self._switch(allowed)
            self._view.show_done()

        self._send(message, written, self._failed)

    def _show(self, rule: PictureRule) -> None:
        told = "" if rule.with_reason else say("pictures.nobody", who=", ".join(rule.ask))
        self._view.show_rule(with_reason=rule.with_reason, told=told)

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and "reason" in error.fields:
            self._view.show_error(say(error.fields["reason"]))
        else:
            self._view.show_failure(say(error.key, **error.params))
