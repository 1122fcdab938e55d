"""Restores a backup where nobody is signed in: asks, tells how far it is, and what was done again."""

from datetime import datetime
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.session import RestoreBackup, StopRestore, WorkNews
from ui.presenters.asking import Send
from ui.wording import moment, say


class RestoreScreen(Protocol):
    """What the page must offer."""

    def show_busy(self, sentence: str, done: int = 0, total: int = 0) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def show_restored(self, facts: list[tuple[str, str]], warning: str) -> None: ...
    def forget_secrets(self) -> None: ...


class RestorePresenter:
    """One restore at a time; keeps neither passphrase nor share."""

    def __init__(self, view: RestoreScreen, send: Send) -> None:
        self._view, self._send = view, send
        self._busy = False

    def restore(self, asked: RestoreBackup) -> None:
        """Begin, if everything is there that is needed."""
        missing = _missing(asked)
        self._view.show_errors({field: say(key) for field, key in missing.items()})
        if missing or self._busy:
            return
        self._busy = True
        self._view.show_busy(say("work.stage.opening"))
        self._send(asked, lambda _number: None, self._failed)

    def stop(self) -> None:
        """Stop it; nothing is left."""
        self._view.show_busy(say("work.stage.stopping"))
        self._send(StopRestore(), lambda _number: None, self._failed)

    def heard(self, news: WorkNews) -> None:
        """Show how far it is, or how it ended."""
        if news.kind != "restore" or not self._busy:
            return
        if not news.ended:
            self._view.show_busy(
                say(f"work.stage.{news.stage or 'opening'}"), news.done, news.total
            )
            return
        self._end()
        if news.ended != "done":
            key = "restore.stopped" if news.ended == "stopped" else news.key
            self._view.show_failure(say(key, **news.told))
            return
        warning = "" if news.told["ended_known"] else say("restore.endings_unknown")
        self._view.show_restored(_facts(news), warning)

    def _end(self) -> None:
        self._busy = False
        self._view.show_busy("")
        self._view.forget_secrets()

    def _failed(self, error: HouseError) -> None:
        self._end()
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(words) for key, words in error.fields.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))


def _missing(asked: RestoreBackup) -> dict[str, str]:
    needed = {"source": asked.source, "folder": asked.folder, "login": asked.login}
    if asked.shares is None:
        needed["passphrase"] = asked.passphrase
    else:
        needed |= dict(zip(("share_one", "share_two"), asked.shares, strict=True))
    return {name: f"restore.{name}.missing" for name, text in needed.items() if not text.strip()}


def _facts(news: WorkNews) -> list[tuple[str, str]]:
    told = news.told
    erased = "restore.fact.erased.text" if told["erasures"] else "restore.fact.erased.none"
    facts = [
        (say("restore.fact.made"), moment(datetime.fromisoformat(str(told["made_at"])))),
        (say("restore.fact.held"), say("restore.fact.held.text", **told)),
        (say("restore.fact.erased"), say(erased, **told)),
        (say("restore.fact.ended"), str(told["ended_again"])),
    ]
    if told["set_aside"]:
        facts.append((say("restore.fact.aside"), str(told["set_aside"])))
    return facts
