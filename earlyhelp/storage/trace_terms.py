"""Brings homes and telephone numbers into the one shape in which they are compared.  Keeps nothing."""

import re
from functools import cache

from msgspec import Struct

from earlyhelp.settings import load
from earlyhelp.storage.search_terms import folded

_NOT_DIGITS = re.compile(r"\D")
_NUMBERED = re.compile(r"\b(\d{1,4}[a-z]?)\b[\s,]*", re.IGNORECASE)
_LEAST_DIGITS, _MOST_WORDS = 10, 5


class _Words(Struct, frozen=True):
    common: str


class OutgoingWords(Struct, frozen=True):
    """What `resources/sharing/outgoing.toml` knows about words."""

    titles: frozenset[str]
    after_surname: frozenset[str]
    streets: dict[str, str]
    words: _Words


@cache
def outgoing_words() -> OutgoingWords:
    """Return the shipped lists."""
    return load("sharing/outgoing.toml", OutgoingWords)


@cache
def common_words() -> frozenset[str]:
    """Return names that are words of the language as well."""
    return frozenset(outgoing_words().words.common.split())


def phone(text: str) -> str:
    """Return the digits of a telephone number with +44 read as 0; nothing for one too short."""
    digits = _NOT_DIGITS.sub("", text)
    if digits.startswith("0044"):
        digits = "0" + digits[4:].removeprefix("0")
    elif digits.startswith("44") and len(digits) > _LEAST_DIGITS:
        digits = "0" + digits[2:].removeprefix("0")
    return digits if len(digits) >= _LEAST_DIGITS else ""


def street_word(word: str) -> str:
    """Return a word of an address folded and written out."""
    plain = folded(word)
    return outgoing_words().streets.get(plain, plain)


def home_keys(lines: str) -> tuple[str, ...]:
    """Return house number and street of an address: `14 union street`.

    Shape: one key for each number with words behind it, up to the next comma or line.
    """
    found = []
    for part in re.split(r"[\n,]", lines):
        for number in _NUMBERED.finditer(part):
            words = [street_word(word) for word in part[number.end() :].split()][:_MOST_WORDS]
            words = [word for word in words if word]
            if words and not words[0][0].isdigit():
                found.append(" ".join((number[1].casefold(), *words)))
    if not found and "," in lines:  # "14, Union Street"
        return home_keys(re.sub(r"(\d[a-z]?)\s*,", r"\1 ", lines, flags=re.IGNORECASE).strip(","))
    return tuple(found)
