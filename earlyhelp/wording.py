"""Every sentence a person can read, by key, and how days are written, for every room.

Refuses a key that no wording file holds.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from threading import Lock

from earlyhelp.clock import day_of, local
from earlyhelp.errors import Bug
from earlyhelp.settings import load, resource

#: Where the sentences of the frame and of the sign-in page stand; the last is read first.
_FIRST = ("backups.toml", "startup.toml", "ui.toml", "frame.toml")
_PLACE = re.compile(r"\{(\w+)")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(key: str, **params: str | int) -> str:
    """Return the sentence of a key with its places filled in.

    Shape: of one thing it is `<key>.one`, where that is written down; what is counted is `count`, or
    what the sentence tells first.
    Raises: Bug if no wording file holds the key or a place has no value.
    """
    sentence = _BOOK.find(key)
    if sentence is None:
        raise Bug("wording.missing", name=key)
    one = _BOOK.known.get(f"{key}.one") if params else None
    if one is not None and _counted(sentence, params) in {1, "1"}:
        sentence = one
    try:
        return sentence.format(**params) if params or "{" in sentence else sentence
    except (KeyError, IndexError) as cause:
        raise Bug("wording.params", name=key) from cause


def _counted(sentence: str, params: Mapping[str, str | int]) -> str | int | None:
    """Return how many things a sentence tells of."""
    first = _PLACE.search(sentence)
    return params.get("count", params.get(first[1]) if first else None)


def knows(key: str) -> bool:
    """Tell whether a wording file holds the key."""
    return _BOOK.find(key) is not None


def read_more() -> bool:
    """Read one more wording file before a sentence of it is wanted; tell whether there was one."""
    return _BOOK.read_more()


def day(on: date | None) -> str:
    """Return a date, or the day of an instant, as `12 Nov 2026`; nothing for none."""
    if on is None:
        return ""
    if isinstance(on, datetime):
        on = day_of(on)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def time_of(instant: datetime) -> str:
    """Return the time of day as the clock on the wall shows it."""
    return f"{local(instant):%H:%M}"


def moment(instant: datetime) -> str:
    """Return an instant as `12 Nov 2026 14:05`."""
    return f"{day(instant)} {time_of(instant)}"


class _Book:
    """The wording files, read one after the other until a key is found: the first page needs few.

    Shape: no key stands in two of them, and what a key says of one thing stands in its own (house tests).
    """

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self._unread: list[str] | None = None
        self._reading = Lock()

    def find(self, key: str) -> str | None:
        """Return the sentence of a key, None if no file holds it."""
        while key not in self.known and self.read_more():
            pass
        return self.known.get(key)

    def read_more(self) -> bool:
        """Read the next file; tell whether there was one."""
        with self._reading:
            if self._unread is None:
                names = {path.name for path in resource("wording").glob("*.toml")}
                self._unread = [*sorted(names - set(_FIRST)), *_FIRST]
            if self._unread:
                self.known |= load(f"wording/{self._unread[-1]}", dict[str, str])
                self._unread.pop()
                return True
            return False


_BOOK = _Book()
