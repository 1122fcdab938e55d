"""Backups: made, listed, rehearsed."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.backups import (
    BackupRow,
    Backups,
    BackupsPage,
    MakeBackup,
    RehearseBackup,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import StopWork, WorkNews
from ui.presenters.asking import Send
from ui.wording import say

_KINDS = frozenset({"backup", "rehearsal"})


class BackupsScreen(Protocol):
    """What the page must offer."""

    def show_backups(self, rows: Sequence[BackupRow], openers: str) -> None: ...
    def show_busy(self, sentence: str, done: int = 0, total: int = 0) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class BackupsPresenter:
    """One backup or rehearsal at a time; the keeper's news tell how far it is."""

    def __init__(self, view: BackupsScreen, send: Send, announce: Callable[..., None]) -> None:
        self._view, self._send, self._announce = view, send, announce
        self._busy, self._work = False, 0

    def load(self) -> None:
        """Show the backups there are."""
        self._send(Backups(), self._show, self._failed)

    def make(self, folder: str) -> None:
        """Make a backup in a folder; the program names it."""
        self._view.show_errors({})
        if not folder.strip():
            self._view.show_errors({"path": say("backups.folder.missing")})
        elif not self._busy:
            self._begin(MakeBackup(folder=folder.strip()))

    def rehearse(self, backup_id: object) -> None:
        """Restore a backup in a scratch folder and compare."""
        if isinstance(backup_id, int) and not self._busy:
            self._begin(RehearseBackup(backup_id=backup_id))

    def stop(self) -> None:
        """Stop what is being done; what was made of it goes."""
        if self._work:
            self._view.show_busy(say("work.stage.stopping"))
            self._send(StopWork(work_id=self._work), lambda _receipt: None, self._failed)

    def heard(self, news: WorkNews) -> None:
        """Show how far the work is, whoever's page began it; say its end once."""
        if news.kind not in _KINDS:
            return
        if not news.ended:
            self._busy, self._work = True, news.id
            self._view.show_busy(
                say(f"work.stage.{news.stage or 'copying'}"), news.done, news.total
            )
        elif news.id == self._work:
            self._end()
            self._told(news)

    def _begin(self, message: MakeBackup | RehearseBackup) -> None:
        def begun(receipt: Receipt) -> None:
            self._work = receipt.id

        self._busy = True
        self._view.show_busy(say("work.stage.copying"))
        self._send(message, begun, self._failed)

    def _end(self) -> None:
        self._busy, self._work = False, 0
        self._view.show_busy("")

    def _told(self, news: WorkNews) -> None:
        if news.ended == "failed":
            self._view.show_failure(say(news.key, **news.told))
        else:
            key = f"backups.{news.kind}.{news.ended}"
            self._view.show_receipt(say(key, **news.told))
        self._announce("store_fact")
        self.load()

    def _show(self, page: BackupsPage) -> None:
        self._view.show_backups(page.rows, ", ".join(page.openers))

    def _failed(self, error: HouseError) -> None:
        self._end()
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(words) for key, words in error.fields.items()})
            return
        self._view.show_failure(say(error.key, **error.params))
