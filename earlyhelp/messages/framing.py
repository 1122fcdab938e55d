"""Length-prefixed frames of messages between window and keeper.  Opens no pipe itself."""

from collections.abc import Iterator
from typing import Any

import msgspec

from earlyhelp import errors
from earlyhelp.errors import Bug, Conflict, HouseError, Invalid
from earlyhelp.messages.base import REGISTRY, Message
from earlyhelp.messages.session import (
    InspectStore,
    RestoreBackup,
    Session,
    SignIn,
    StopRestore,
    Upkept,
)
from earlyhelp.messages.tidy import tidied

#: What is asked before anybody is signed in, by name.
_BEFORE: dict[str, Any] = {
    kind.__name__: kind for kind in (SignIn, RestoreBackup, StopRestore, InspectStore)
}
Asked = Message | SignIn | RestoreBackup | StopRestore | InspectStore
_HEAD = 4
#: Largest frame either side accepts; a PDF of 500 pages is far below.
MAX_FRAME = 64 * 1024 * 1024
#: No message begins with it; a blank frame has nothing else.
_BLANK = b"\x00"
_BUFFER = 4080  # bytes: the pipe's buffer of 4096 and nothing beyond it
_pack = msgspec.msgpack.Encoder().encode


class Request(msgspec.Struct, frozen=True, array_like=True):
    """One question: a running number, the message's name, its fields."""

    number: int
    name: str
    body: msgspec.Raw


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A house error on its way to the window."""

    kind: str
    key: str
    params: dict[str, str | int] = {}
    fields: dict[str, str] = {}
    theirs: dict[str, str] = {}
    version: int = 0


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """The answer to a numbered question: a body, or a failure.  Number 0: news nobody asked for."""

    number: int
    body: msgspec.Raw
    failure: Failure | None = None


_request = msgspec.msgpack.Decoder(Request)
_reply = msgspec.msgpack.Decoder(Reply)


def framed(payload: bytes) -> bytes:
    """Put the length before a payload."""
    return len(payload).to_bytes(_HEAD, "big") + payload


def blank() -> bytes:
    """Return a frame that says nothing and fills a buffer, so that nothing of the last one stays."""
    return framed(_BLANK * _BUFFER)


def is_blank(payload: bytes) -> bool:
    """Tell whether a payload says nothing."""
    return payload[:1] == _BLANK


class Splitter:
    """Cuts a stream of bytes into payloads."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield every payload that is now complete.

        Raises: Bug for a length nobody sends.
        """
        self._buffer += data
        while len(self._buffer) >= _HEAD:
            size = int.from_bytes(self._buffer[:_HEAD], "big")
            if size > MAX_FRAME:
                raise Bug("framing.size")
            if len(self._buffer) < _HEAD + size:
                return
            payload = bytes(self._buffer[_HEAD : _HEAD + size])
            del self._buffer[: _HEAD + size]
            yield payload


def ask(number: int, message: Asked) -> bytes:
    """Return the frame of a question; half a character in its texts cannot travel and is marked."""
    body = msgspec.Raw(_pack(tidied(message)))
    return framed(_pack(Request(number, type(message).__name__, body)))


def asked(payload: bytes) -> tuple[int, Asked]:
    """Return number and message of a question.

    Raises: Bug for a message nobody registered or fields that do not fit.
    """
    try:
        request = _request.decode(payload)
        kind: Any = _BEFORE.get(request.name) or REGISTRY[request.name]
        return request.number, msgspec.msgpack.decode(request.body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError):
        raise Bug("framing.message") from None


def answer(number: int, value: Any) -> bytes:
    """Return the frame of an answer."""
    return framed(_pack(Reply(number, msgspec.Raw(_pack(value)))))


def refuse(number: int, error: HouseError) -> bytes:
    """Return the frame of a failure."""
    failure = Failure(
        kind=type(error).__name__,
        key=error.key,
        params=error.params,
        fields=error.fields if isinstance(error, Invalid) else {},
        theirs=error.theirs if isinstance(error, Conflict) else {},
        version=error.version if isinstance(error, Conflict) else 0,
    )
    return framed(_pack(Reply(number, msgspec.Raw(_pack(None)), failure)))


def replied(payload: bytes) -> Reply:
    """Take a reply apart."""
    return _reply.decode(payload)


def value_of(reply: Reply, message: Asked) -> Any:
    """Return the typed answer to a message."""
    if isinstance(message, (RestoreBackup, StopRestore, InspectStore)):
        return msgspec.msgpack.decode(reply.body, type=int)
    kind: Any = Session if isinstance(message, SignIn) else message.reply
    return msgspec.msgpack.decode(reply.body, type=kind)


def news_of(reply: Reply) -> Upkept:
    """Return what the keeper says unasked: how far its background work is."""
    return msgspec.msgpack.decode(reply.body, type=Upkept)


def error_of(failure: Failure) -> HouseError:
    """Make the house error again on this side of the pipe."""
    if failure.kind == "Invalid":
        return Invalid(failure.fields, failure.key, **failure.params)
    if failure.kind == "Conflict":
        return Conflict(failure.theirs, failure.version)
    kind: type[HouseError] = getattr(errors, failure.kind, Bug)
    return kind(failure.key, **failure.params)
