"""Inspects a store for reading only: asks, and tells what was found.  Keeps no passphrase."""

from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.session import InspectStore, WorkNews
from ui.presenters.asking import Send
from ui.wording import say


class InspectionScreen(Protocol):
    """What the page must offer."""

    def show_busy(self, sentence: str) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_found(self, verdict: str, lines: list[str], *, sound: bool) -> None: ...
    def forget_secrets(self) -> None: ...


class InspectionPresenter:
    """One inspection at a time."""

    def __init__(self, view: InspectionScreen, send: Send) -> None:
        self._view, self._send = view, send
        self._busy = False

    def inspect(self, asked: InspectStore) -> None:
        """Begin, if everything is there that is needed."""
        needed = {"login": asked.login, "passphrase": asked.passphrase}
        missing = {
            name: say(f"restore.{name}.missing") for name, text in needed.items() if not text
        }
        self._view.show_errors(missing)
        if missing or self._busy:
            return
        self._busy = True
        self._view.show_busy(say("readonly.looking"))
        self._send(asked, lambda _number: None, self._failed)

    def heard(self, news: WorkNews) -> None:
        """Tell how it ended."""
        if news.kind != "inspection" or not self._busy or not news.ended:
            return
        self._end()
        if news.ended != "done":
            self._view.show_failure(say(news.key, **news.told))
            return
        problems = str(news.told["problems"]).splitlines()
        verdict = say("readonly.not_sound" if problems else "readonly.sound")
        lines = [say("readonly.entries", count=news.told["entries"]), *problems]
        self._view.show_found(verdict, lines, sound=not problems)

    def _end(self) -> None:
        self._busy = False
        self._view.show_busy("")
        self._view.forget_secrets()

    def _failed(self, error: HouseError) -> None:
        self._end()
        self._view.show_failure(say(error.key, **error.params))
