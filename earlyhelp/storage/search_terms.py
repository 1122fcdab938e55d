"""Turns names and typed text into what the search index compares.  Keeps nothing."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

_MARK = "\x01"  # stands before every word, so that a word's beginning weighs
_SOUND = {
    **dict.fromkeys("bfpv", "1"), **dict.fromkeys("cgjkqsxz", "2"), **dict.fromkeys("dt", "3"),
    "l": "4", **dict.fromkeys("mn", "5"), "r": "6",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_DAY = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?P<gap>[/. -])(?P<month>\d{1,2})(?P=gap)(?P<year>\d{4}|\d{2})\b"
)
_NAMED_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]*(?P<month>" + "|".join(_MONTHS) + r")[a-z]*\.?,?[ -]*"
    r"(?P<year>\d{4})\b"
)
_YEAR = re.compile(r"\b(19[3-9]\d|20\d\d)\b")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)(?:\s*(\d[a-z]{0,2}))?\b")
_NHS = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
_UPN = re.compile(r"\b[a-z]\d{11}[\da-z]\b")
_GAPS = re.compile(r"[\s\-'’‘ʼ.]+")
_SEPARATORS = re.compile(r"[\s-]")
_BEGINS, _SOUNDS_ALIKE = 95.0, 86.0
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


class Hit(msgspec.Struct, frozen=True):
    """A found person; `score` runs 0 to 100, `why` is a wording key's last part."""

    person_id: int
    family_id: int
    score: int
    why: str


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


@lru_cache(maxsize=100_000)
def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; hyphens and apostrophes part words too."""
    return tuple(word for part in _GAPS.split(name) if (word := folded(part)))


def folded_words(names: Iterable[str]) -> list[str]:
    """Return the folded words of several names, each once."""
    words = [word for name in names if name for word in name_words(name)]
    return words if len(set(words)) == len(words) else list(dict.fromkeys(words))


@lru_cache(maxsize=100_000)
def _indexed(word: str) -> str:
    code = sound(word)
    return f"{_MARK}{word}" + (f"\x02{code}" if code else "")


def index_text(names: Iterable[str]) -> str:
    """Return the text whose trigrams and sounds stand for a person."""
    return text_of(folded_words(names))


def text_of(words: Iterable[str]) -> str:
    """Return the same of words that are folded already."""
    return "".join(map(_indexed, words))


def plain(identifier: str) -> str:
    """Return an identifier without spaces and hyphens, in capitals."""
    return _SEPARATORS.sub("", identifier).upper()


def likeness(words: str, name: str) -> int:
    """Return how well typed words fit a name, 0 to 100.

    Shape: each word counts by its best fit, the worst one again as much as all: one right word does
           not make a person.
    """
    asked, names = words.split(), name.split()
    if not asked or not names:
        return 0
    fits = [max(_fit(word, one) for one in names) for word in asked]
    return round((sum(fits) / len(fits) + min(fits)) / 2)


@lru_cache(maxsize=50_000)
def _fit(word: str, name: str) -> float:
    if word == name:
        return 100.0
    if len(word) > 1 and name.startswith(word):
        return _BEGINS
    alike = fuzz.ratio(word, name)
    same_sound = len(word) > 2 and sound(word) != "" and sound(word) == sound(name)
    return max(alike, _SOUNDS_ALIKE) if same_sound else alike


def parse(text: str) -> Terms:
    """Take a typed text apart: date of birth, year, postcode, identifier, and the words left."""
    rest = unicodedata.normalize("NFC", text).casefold().strip()
    born_on, rest = _date_in(rest)
    identifier, rest = _cut(_NHS, rest)
    if not identifier:
        identifier, rest = _cut(_UPN, rest)
    year, rest = _cut(_YEAR, rest)
    postcode, rest = _cut(_POSTCODE, rest)
    return Terms(
        words=" ".join(name_words(rest)),
        born_on=born_on,
        born_year=int(year or 0),
        postcode=plain(postcode),
        identifier=plain(identifier),
    )


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if not found:
        return "", text
    return found.group(0), text[: found.start()] + " " + text[found.end() :]


def _date_in(text: str) -> tuple[date | None, str]:
    for pattern in (_ISO_DAY, _DAY, _NAMED_DAY):
        found = pattern.search(text)
        if not found:
            continue
        part = found.groupdict()
        month = part["month"]
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
        try:
            born = date(_full_year(part["year"]), number, int(part["day"]))
        except ValueError:
            continue
        return born, text[: found.start()] + " " + text[found.end() :]
    return None, text


def _full_year(year: str) -> int:
    """Two digits are read as 1931 to 2030: nobody writes them of anybody older."""
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number <= 30 else 1900)
