"""How presenters ask the keeper and move to other pages: protocols only."""

from collections.abc import Callable
from typing import Any, Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.framing import Asked
from earlyhelp.messages.policy_view import PolicyAnswer

Succeeded = Callable[[Any], None]
Failed = Callable[[HouseError], None]


#: shows for whom, and what a change of rights would open; then goes on, or not
Preview = Callable[[str, PolicyAnswer, Callable[[], None]], None]


class Send(Protocol):
    """Ask; the callbacks run later on the GUI thread, or never if the page is gone."""

    def __call__(self, message: Asked, succeeded: Succeeded, failed: Failed, /) -> None: ...


class Go(Protocol):
    """The way to another page: `go("family", family_id=7)`."""

    def __call__(self, page: str, **where: Any) -> None: ...
