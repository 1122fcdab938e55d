"""Examines a file: type, archive, then the child that opens it.  What comes back is the clean copy."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from earlyhelp.airlock import archive
from earlyhelp.airlock.child import Answer
from earlyhelp.airlock.children import ask_child
from earlyhelp.airlock.limits import CHILD_SECONDS
from earlyhelp.airlock.names import display_name
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.airlock.types import type_of

_CHILD = (sys.executable, "-m", "earlyhelp.airlock.child")


@dataclass(frozen=True)
class Clean:
    """A file that may come in: its type, the name to show, the copy to keep, what that lacks."""

    kind: str
    name: str
    content: bytes
    left_out: tuple[str, ...] = ()


def examine(
    file_name: str,
    data: bytes,
    *,
    child: Sequence[str] = _CHILD,
    seconds: float = CHILD_SECONDS,
) -> Clean:
    """Return the clean copy of a file.

    `child` is the command that starts the reader where there is no interpreter to call (a packed
    program). Raises: NotAdmitted; its sentence is `airlock.file.<reason>`.
    """
    found = type_of(file_name, data)
    if found.key in {"docx", "xlsx"}:
        archive.look_into(found.endings[0], data)
    answer = _answer([*child, "clean", found.key], data, seconds)
    return Clean(found.key, display_name(file_name), answer.content, answer.left_out)


def as_text(kind: str, content: bytes, *, seconds: float = CHILD_SECONDS) -> str:
    """Return the words of a clean copy for reading, made in the child as well.

    Raises: NotAdmitted.
    """
    return _answer([*_CHILD, "text", kind], content, seconds).content.decode("utf-8", "replace")


def as_screen(kind: str, content: bytes, *, seconds: float = CHILD_SECONDS) -> bytes:
    """Return a picture as JPEG, small enough for a screen and for one message, made in the child.

    Raises: NotAdmitted.
    """
    return _answer([*_CHILD, "screen", kind], content, seconds).content


def as_pages(kind: str, content: bytes, *, seconds: float = CHILD_SECONDS) -> bytes:
    """Return a clean PDF or picture as pages, made in the child as well.

    Raises: NotAdmitted.
    """
    return _answer([*_CHILD, "pages", kind], content, seconds).content


def bound(papers: list[bytes], *, seconds: float = CHILD_SECONDS) -> bytes:
    """Return several PDFs as one, made in the child as well.

    Raises: NotAdmitted.
    """
    return _answer([*_CHILD, "bind", "pdf"], msgspec.msgpack.encode(papers), seconds).content


def _answer(command: Sequence[str], data: bytes, seconds: float) -> Answer:
    try:
        answer = msgspec.msgpack.decode(ask_child(command, data, seconds), type=Answer)
    except msgspec.MsgspecError as cause:
        raise NotAdmitted("unreadable") from cause
    if answer.refused:
        raise NotAdmitted(answer.refused)
    return answer
