"""How presenters ask the keeper and move to other pages: protocols only."""

from collections.abc import Callable
from typing import Any, Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.framing import Asked

Succeeded = Callable[[Any], None]
Failed = Callable[[HouseError], None]


class Send(Protocol):
    """Ask; the callbacks run later on the GUI thread, or never if the page is gone."""

    def __call__(self, message: Asked, succeeded: Succeeded, failed: Failed, /) -> None: ...


class Go(Protocol):
    """The way to another page: `go("family", family_id=7)`."""

    def __call__(self, page: str, **where: Any) -> None: ...
