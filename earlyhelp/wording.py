"""Every sentence a person can read, by key, and how days are written, for every room.

Refuses a key that no wording file holds.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType

from earlyhelp.clock import day_of, local
from earlyhelp.errors import Bug
from earlyhelp.settings import load, resource

_PLACE = re.compile(r"\{(\w+)")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(key: str, **params: str | int) -> str:
    """Return the sentence of a key with its places filled in.

    Shape: of one thing it is `<key>.one`, where that is written down; what is counted is `count`, or
    what the sentence tells first.
    Raises: Bug if no wording file holds the key or a place has no value.
    """
    known = _sentences()
    sentence = known.get(key)
    if sentence is None:
        raise Bug("wording.missing", name=key)
    one = known.get(f"{key}.one") if params else None
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
    return key in _sentences()


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


@cache
def _sentences() -> MappingProxyType[str, str]:
    merged: dict[str, str] = {}
    for path in sorted(resource("wording").glob("*.toml")):
        for key, sentence in load(f"wording/{path.name}", dict[str, str]).items():
            if key in merged:
                raise Bug("wording.twice", name=key)
            merged[key] = sentence
    return MappingProxyType(merged)
