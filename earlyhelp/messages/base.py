"""The grammar of messages: commands, queries, receipts, failures.  Knows no handler."""

from typing import Any, ClassVar, TypeVar

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Bug

R = TypeVar("R")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Anything that may be asked of the keeper.  `reply` is the type of the answer.

    Shape: `confirm` marks what is only done for somebody who has just typed their passphrase again.
    """

    permission: ClassVar[Permission]
    reply: ClassVar[Any]
    confirm: ClassVar[bool] = False


class Command(Message, frozen=True, kw_only=True):
    """A change: an imperative verb and a noun."""


class Query(Message, frozen=True, kw_only=True):
    """A look: a noun."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a command: what was touched, its new version, and which kinds changed."""

    id: int = 0
    version: int = 0
    changed: frozenset[str] = frozenset()
    family_id: int = 0


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page of a list begins: after this key, at most this many rows."""

    after: str = ""
    limit: int = 50


def discreet(message: msgspec.Struct) -> str:
    """Return a representation that tells no field: for messages that carry a passphrase."""
    return f"{type(message).__name__}(…)"


def is_secret(message: msgspec.Struct) -> bool:
    """Tell whether a message carries a passphrase."""
    return type(message).__repr__ is discreet


REGISTRY: dict[str, type[Message]] = {}
M = TypeVar("M", bound=type[Message])


def message(permission: Permission, reply: Any = Receipt, *, confirm: bool = False) -> Any:
    """Register a message under its class name with the permission it needs and the type it returns.

    Shape: with `confirm` the person must have proved themselves (ConfirmMyself) a moment before.

    Raises: Bug if two messages share a name.
    """

    def register(kind: M) -> M:
        if kind.__name__ in REGISTRY:
            raise Bug("messages.twice", name=kind.__name__)
        kind.permission = permission
        kind.reply = reply
        kind.confirm = confirm
        REGISTRY[kind.__name__] = kind
        return kind

    return register
