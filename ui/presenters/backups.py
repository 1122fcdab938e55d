"""Backups: made, listed, rehearsed."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.backups import (
    BackupRow,
    Backups,
    BackupsPage,
    MakeBackup,
    Rehearsal,
    RehearseBackup,
)
from earlyhelp.messages.base import Receipt
from ui.presenters.asking import Send
from ui.wording import say


class BackupsScreen(Protocol):
    """What the page must offer."""

    def show_backups(self, rows: Sequence[BackupRow], openers: str) -> None: ...
    def show_busy(self, sentence: str) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class BackupsPresenter:
    """One backup or rehearsal at a time."""

    def __init__(self, view: BackupsScreen, send: Send, announce: Callable[..., None]) -> None:
        self._view, self._send, self._announce = view, send, announce
        self._busy = False

    def load(self) -> None:
        """Show the backups there are."""
        self._send(Backups(), self._show, self._failed)

    def make(self, folder: str) -> None:
        """Make a backup in a folder; the program names it."""
        self._view.show_errors({})
        if not folder.strip():
            self._view.show_errors({"path": say("backups.folder.missing")})
        elif not self._busy:
            self._begin("backups.making")
            self._send(MakeBackup(folder=folder.strip()), self._made, self._failed)

    def rehearse(self, backup_id: object) -> None:
        """Restore a backup in a scratch folder and compare."""
        if isinstance(backup_id, int) and not self._busy:
            self._begin("backups.rehearsing")
            self._send(RehearseBackup(backup_id=backup_id), self._rehearsed, self._failed)

    def _begin(self, key: str) -> None:
        self._busy = True
        self._view.show_busy(say(key))

    def _end(self) -> None:
        self._busy = False
        self._view.show_busy("")

    def _made(self, _receipt: Receipt) -> None:
        self._end()
        self._view.show_receipt(say("backups.made"))
        self._announce("store_fact")
        self.load()

    def _rehearsed(self, found: Rehearsal) -> None:
        self._end()
        sentence = say("backups.rehearsed", families=found.families, entries=found.entries)
        self._view.show_receipt(sentence)
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
        if error.key.startswith("backup."):
            self.load()  # what is wrong with a backup is kept beside it
