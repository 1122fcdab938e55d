"""The table of handlers: one function for each message, registered beside its topic."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from earlyhelp.errors import Bug
from earlyhelp.messages.base import REGISTRY, Message

if TYPE_CHECKING:
    from earlyhelp.services.context import Context
    from earlyhelp.storage.unit_of_work import UnitOfWork

Handler = Callable[["UnitOfWork", Any, "Context"], Any]
F = TypeVar("F", bound=Callable[..., Any])

HANDLERS: dict[type[Message], Handler] = {}


def handles(kind: type[Message]) -> Callable[[F], F]:
    """Register the handler of a message: `handler(uow, message, context) -> reply`.

    Raises: Bug if the message has one already.
    """

    def register(handler: F) -> F:
        if kind in HANDLERS:
            raise Bug("handlers.twice", name=kind.__name__)
        HANDLERS[kind] = handler
        return handler

    return register


def unhandled() -> set[str]:
    """Return the names of messages that nobody handles."""
    return {name for name, kind in REGISTRY.items() if kind not in HANDLERS}
