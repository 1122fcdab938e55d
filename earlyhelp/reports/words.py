"""Fixed words and dates of the papers.  Takes no sentence from code."""

from datetime import date
from functools import cache

from earlyhelp import wording
from earlyhelp.errors import Bug
from earlyhelp.settings import load


@cache
def _wording() -> dict[str, str]:
    return load("wording/reports.toml", dict[str, str])


def say(key: str, **params: str | int) -> str:
    """Return the sentence of `reports.<key>` with its blanks filled.

    Raises: Bug if no such sentence is shipped.
    """
    sentence = _wording().get(f"reports.{key}")
    if sentence is None:
        raise Bug("reports.words.missing", name=key)
    return sentence.format(**params)


def day(value: date | None) -> str:
    """Return a date as `12 Nov 2026`, or the words for "not set"."""
    return wording.day(value) or say("not_set")


def partial_day(value: str) -> str:
    """Return `2019-03-05`, `2019-03` or `2019` as a date in words; other text comes back as it is."""
    parts = value.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return value
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= len(wording.MONTHS):
        return value
    shown = [str(numbers[0])]
    if len(numbers) >= 2:
        shown.insert(0, wording.MONTHS[numbers[1] - 1])
    if len(numbers) == 3:
        shown.insert(0, str(numbers[2]))
    return " ".join(shown)
