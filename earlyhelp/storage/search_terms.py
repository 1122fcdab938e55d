"""Turns names and typed text into what the search index compares.  Keeps nothing."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

import msgspec

_MARK = "\x01"  # stands before every word, so that a word's beginning weighs
_SOUND = {
    **dict.fromkeys("bfpv", "1"), **dict.fromkeys("cgjkqsxz", "2"), **dict.fromkeys("dt", "3"),
    "l": "4", **dict.fromkeys("mn", "5"), "r": "6",
}  # fmt: skip
_DAY = re.compile(r"\b(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = re.compile(r"\b(19[3-9]\d|20\d\d)\b")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)(?:\s*(\d[a-z]{0,2}))?\b")
_NHS = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
_UPN = re.compile(r"\b[a-z]\d{11}[\da-z]\b")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


class Terms(msgspec.Struct, frozen=True):
    """A typed text, taken apart."""

    words: str
    born_on: date | None = None
    born_year: int = 0
    postcode: str = ""
    identifier: str = ""


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """Return a word without case and accents."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c) and (c.isalnum() or c == " "))


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return the Soundex code of a folded word, or "" for other scripts."""
    if not word or not ("a" <= word[0] <= "z"):
        return ""
    codes = [_SOUND.get(c, "" if c in "hw" else "0") for c in word]
    kept = [code for i, code in enumerate(codes) if code and (i == 0 or code != codes[i - 1])]
    return (word[0].upper() + "".join(code for code in kept[1:] if code != "0") + "000")[:4]


def index_text(names: list[str]) -> str:
    """Return the text whose trigrams and sounds stand for a person."""
    words = [folded(part) for name in names for part in re.split(r"[\s\-']+", name) if part]
    sounds = {sound(word) for word in words}
    return "".join(f"{_MARK}{word}" for word in words) + "".join(f"\x02{s}" for s in sounds if s)


def parse(text: str) -> Terms:
    """Take a typed text apart: date of birth, year, postcode, identifier, and the words left."""
    rest = text.casefold().strip()
    born_on, rest = _date_in(rest)
    identifier, rest = _cut(_NHS, rest)
    if not identifier:
        identifier, rest = _cut(_UPN, rest)
    year, rest = _cut(_YEAR, rest)
    postcode, rest = _cut(_POSTCODE, rest)
    return Terms(
        words=folded(re.sub(r"[\s\-']+", " ", rest)).strip(),
        born_on=born_on,
        born_year=int(year or 0),
        postcode=postcode.replace(" ", "").upper(),
        identifier=re.sub(r"[ -]", "", identifier).upper(),
    )


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if not found:
        return "", text
    return found.group(0), text[: found.start()] + " " + text[found.end() :]


def _date_in(text: str) -> tuple[date | None, str]:
    found = _DAY.search(text)
    if not found:
        return None, text
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        born = date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        return None, text
    return born, text[: found.start()] + " " + text[found.end() :]
