"""Sentences of the case pages.  Takes no sentence from code."""

from earlyhelp.wording import knows, say

_SHOWN = 160
_EVENT = 300  # the first letters of a concern, in the event beside it


def words(key: str, **params: str | int) -> str:
    """Return the sentence of `casepages.<key>`, or of a key of the domain, with its blanks filled.

    Raises: Bug if no such sentence is shipped.
    """
    ours = f"casepages.{key}"
    return say(ours if knows(ours) else key, **params)


def role_words(role: str) -> str:
    """Return a role as colleagues call it."""
    return words(f"role.{role}")


def counted(key: str, count: int) -> str:
    """Return `<key>.one` for one thing and `<key>` with the number for any other count."""
    return words(key, count=count)


def concern_words(what: str) -> str:
    """Return a concern as the chronology tells it from the day it is raised."""
    return words("chronology.concern", text=shortened(what, _EVENT))


def shortened(text: str, most: int = _SHOWN) -> str:
    """Return the beginning of a text on one line, in whole words unless they are very long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    start = line[:most].rpartition(" ")[0]
    return (start if len(start) > most // 2 else line[: most - 1]).rstrip() + "…"
