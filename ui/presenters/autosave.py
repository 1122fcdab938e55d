"""Saves what is typed soon after it was typed: one save in flight, the rest waits its turn.

Refuses to lose anything: what could not be saved is handed back to whoever watches.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from earlyhelp.errors import Conflict, HouseError
from earlyhelp.messages.base import Message, Receipt
from ui.presenters.asking import Send

Part = TypeVar("Part")
Told_contra = TypeVar("Told_contra", contravariant=True)
PAUSE_MS = 250


class Watcher(Protocol[Told_contra]):
    """Who is told how the saves go."""

    def saving(self) -> None: ...
    def saved(self, receipt: Receipt) -> None: ...
    def disputed(self, part: Told_contra, conflict: Conflict) -> None: ...
    def not_saved(self, part: Told_contra, error: HouseError) -> None: ...


@dataclass(frozen=True)
class Surroundings:
    """What a page that saves is given: the pause, the news to other pages, the time as shown."""

    rest: Callable[[], None]
    announce: Callable[..., None]
    now: Callable[[], str]


class Autosave(Generic[Part]):
    """One document's saves.

    Shape: `message_of(version, part)` makes the command; `joined(older, newer)` makes one part of
    two; `rest()` starts the pause after which `send_now` has to be called; while `held` (two texts
    stand side by side) nothing goes out.
    """

    def __init__(
        self,
        send: Send,
        message_of: Callable[[int, Part], Message],
        joined: Callable[[Part, Part], Part],
        rest: Callable[[], None],
        watcher: Watcher[Part],
    ) -> None:
        self._send = send
        self._message_of = message_of
        self._joined = joined
        self._rest = rest
        self._watcher = watcher
        self._waiting: Part | None = None
        self._in_flight = 0
        self.version = 0
        self.held = False

    @property
    def idle(self) -> bool:
        """Tell whether everything is saved."""
        return self._waiting is None and not self._in_flight

    def change(self, part: Part) -> None:
        """Take a change; it goes out when the typing rests."""
        self._waiting = part if self._waiting is None else self._joined(self._waiting, part)
        self._rest()

    def send_now(self) -> None:
        """Send what waits, unless a save is under way: then it follows at once after it."""
        if not self._in_flight:
            self._post()

    def flush(self) -> None:
        """Send what waits behind whatever is under way: the page is being left or locked."""
        self._post()

    def keep(self, part: Part) -> None:
        """Take back what could not be saved; it goes out with the next change."""
        self._waiting = part if self._waiting is None else self._joined(part, self._waiting)

    def drop(self) -> None:
        """Forget what waits: the person chose the other text."""
        self._waiting = None

    def _post(self) -> None:
        part = self._waiting
        if part is None or self.held:
            return
        self._waiting = None
        # A save under way will have moved the version on by one when this one arrives.
        version = self.version + self._in_flight
        self._in_flight += 1
        self._watcher.saving()

        def saved(receipt: Receipt) -> None:
            self._in_flight -= 1
            self.version = receipt.version
            self._watcher.saved(receipt)
            self.send_now()

        def failed(error: HouseError) -> None:
            self._in_flight -= 1
            if isinstance(error, Conflict):
                self._watcher.disputed(part, error)
            else:
                self._watcher.not_saved(part, error)

        self._send(self._message_of(version, part), saved, failed)
