"""Every sentence a person can read, by key, and how days are written, for every room.

Refuses a key that no wording file holds.
"""

from datetime import date, datetime
from functools import cache
from types import MappingProxyType

from earlyhelp.clock import day_of, local
from earlyhelp.errors import Bug
from earlyhelp.settings import load, resource

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(key: str, **params: str | int) -> str:
    """Return the sentence of a key with its places filled in.

    Raises: Bug if no wording file holds the key or a place has no value.
    """
    sentence = _sentences().get(key)
    if sentence is None:
        raise Bug("wording.missing", name=key)
    try:
        return sentence.format(**params) if params or "{" in sentence else sentence
    except (KeyError, IndexError) as cause:
        raise Bug("wording.params", name=key) from cause


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
