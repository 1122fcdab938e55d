"""Checkpoints: where they go, the page to file, comparing what comes back.  Judges nothing."""

from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.checkpoints import (
    CheckpointPaper,
    CheckpointPlaces,
    CompareCheckpoint,
    Compared,
    Places,
    SendCheckpointsTo,
)
from ui.presenters.asking import Send
from ui.wording import say


class CheckpointScreen(Protocol):
    """What the page must offer."""

    def show_places(self, here: str, away: str, state: str) -> None: ...
    def show_paper(self, content: bytes) -> None: ...
    def show_compared(self, sentence: str, *, holds: bool) -> None: ...
    def show_wrong(self, field: str, sentence: str) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class CheckpointPresenter:
    """One page."""

    def __init__(self, view: CheckpointScreen, send: Send) -> None:
        self._view, self._send = view, send

    def load(self) -> None:
        """Show where checkpoints go."""
        self._send(Places(), self._show, self._failed)

    def send_to(self, folder: str) -> None:
        """Let checkpoints go to another folder as well; an empty one ends it."""

        def done(_receipt: Receipt) -> None:
            self._view.show_receipt(say("checkpoints.sent" if folder else "checkpoints.ended"))
            self.load()

        self._view.show_wrong("folder", "")
        self._send(SendCheckpointsTo(folder=folder), done, self._failed)

    def paper(self) -> None:
        """Ask for the page to file."""
        self._send(CheckpointPaper(), self._view.show_paper, self._failed)

    def compare(self, text: str) -> None:
        """Compare what was scanned, pasted or typed with the store."""
        self._view.show_wrong("text", "")
        self._send(CompareCheckpoint(text=text), self._compared, self._failed)

    def _show(self, places: CheckpointPlaces) -> None:
        if not places.away:
            state = say("checkpoints.nowhere")
        else:
            state = say("checkpoints.reached" if places.reached else "checkpoints.not_reached")
        self._view.show_places(places.here, places.away, state)

    def _compared(self, found: Compared) -> None:
        sentence = say(f"checkpoints.{found.state}", size=found.size, entries=found.entries)
        self._view.show_compared(sentence, holds=found.state == "same")

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            for field, key in error.fields.items():
                self._view.show_wrong("folder" if field == "path" else "text", say(key))
        else:
            self._view.show_failure(say(error.key, **error.params))
