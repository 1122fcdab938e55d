"""Patterns of names, numbers, addresses and birthdays in free text.  Holds no name of its own."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.rights_clock import FindingRules, rights_rules

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_STREETS = (
    "Avenue|Close|Court|Crescent|Drive|Gardens|Grove|Hill|House|Lane|Mews|Park|Place|Road|Row|"
    "Square|Street|St|Rd|Ave|Terrace|View|Villas|Walk|Way"
)
#: Streets that are taken for streets in small letters too: no other word of a note.
_PLAIN_STREETS = "avenue|lane|road|street|terrace|crescent|gardens|drive|grove|square|mews"
_SINGLES = {"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"}
#: Telephone numbers, NHS numbers, unique pupil numbers.
NUMBERS = (
    re.compile(r"(?<![\w+])(?:\+44[\s(]*0?\)?|\(?0)\s*[1-9](?:[\s().-]*\d){7,10}(?!\d)"),
    re.compile(r"(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)"),
    re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[A-HJ-NP-RT-Z0-9]\b"),
)
#: Email addresses, postcodes, house and street.
PLACES = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE),
    re.compile(rf"\b(?:[Ff]lat \w+,? )?\d+[A-Za-z]?,? (?:[A-Z][\w'’-]+ ){{1,3}}(?:{_STREETS})\b"),
    re.compile(
        rf"\b(?:flat \w+,? )?\d+[a-z]?,? (?:[\w'’-]+ ){{1,3}}?(?:{_PLAIN_STREETS})\b", re.IGNORECASE
    ),
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]+(?:[A-Z][a-zß-öø-ÿ]+)?"
_NAMES = re.compile(rf"\b{_CAPITAL}(?:[ -]{_CAPITAL})*")
_SAYS = re.compile(
    r"\s+(?:said|says|told|tells|rang|called|phoned|texted|came|comes|was|is|has|had|wants|wanted|"
    r"asked|asks|lives|lived|works|thinks|thought|reported|stated|saw|hit|shouted|drinks|and)\b"
)


def rules() -> FindingRules:
    """Return what the finder goes by."""
    return rights_rules().finding


def folded(text: str) -> str:
    """Return a text in small letters without accents, each character in its place."""
    return "".join(map(_fold, text))


@cache
def _fold(character: str) -> str:
    plain = _SINGLES.get(character) or unicodedata.normalize("NFKD", character)[:1].lower()[:1]
    return plain or character


def whole(text: str) -> re.Pattern[str] | None:
    """Return a pattern of several words whatever stands between them; None for an empty text."""
    parts = [re.escape(part) for part in re.split(r"[\s,\-]+", folded(text)) if part]
    if not parts:
        return None
    return re.compile(r"(?<!\w)" + r"[\s,\-]+".join(parts) + r"(?!\w)")


def part(name: str) -> re.Pattern[str] | None:
    """Return a pattern of one word of a name."""
    return re.compile(rf"(?<![\w]){re.escape(name)}(?!\w)")


def number(text: str) -> re.Pattern[str] | None:
    """Return a pattern of a number however it is grouped; +44 stands for 0."""
    digits = re.sub(r"[^\w]", "", folded(text))
    if len(digits) < 5:
        return None
    spaced = r"[\s().-]*".join(map(re.escape, digits))
    if digits.startswith("0"):
        spaced = r"(?:0|\+?44[\s(]*0?\)?)[\s().-]*" + r"[\s().-]*".join(digits[1:])
    return re.compile(rf"(?<!\d){spaced}(?!\d)")


def day(on: date) -> re.Pattern[str]:
    """Return a pattern of a day as people write it: 2/4/1991, 02.04.91, 2nd April 1991, 1991-04-02."""
    month = _MONTHS[on.month - 1]
    year = rf"(?:{on.year}|{on.year % 100:02d})"
    named = rf"0?{on.day}(?:st|nd|rd|th)?(?: of)? (?:{month}|{month[:3]}),? {year}"
    figures = rf"0?{on.day}[/.-]0?{on.month}[/.-]{year}"
    return re.compile(rf"(?<!\d)(?:{figures}|{named}|{on.isoformat()})(?!\d)")


@cache
def confidences() -> re.Pattern[str]:
    """Return a pattern of what marks words as told in confidence."""
    said = "|".join(re.escape(folded(one)) for one in rules().confidence)
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)")


def perhaps_names(text: str) -> Iterator[re.Match[str]]:
    """Yield capitalised words that may be somebody's name."""
    ordinary = _ordinary()
    for hit in _NAMES.finditer(text):
        trimmed = _without_opener(hit, text)
        if trimmed is None:
            continue
        words = words_of(trimmed.group())
        if words & ordinary:
            continue
        if (
            len(words) > 1
            or not _begins_sentence(text, trimmed.start())
            or _SAYS.match(text, trimmed.end())
            or trimmed.group().endswith(("'s", "’s"))
        ):
            yield trimmed


def words_of(name: str) -> set[str]:
    """Return the words of a name, folded, without a genitive."""
    return {folded(word).removesuffix("'s") for word in re.findall(r"[\w'’]+", name)}


def _without_opener(hit: re.Match[str], text: str) -> re.Match[str] | None:
    """Drop the word a sentence begins with; None where nothing is left."""
    first = re.match(r"[\w'’]+", hit.group())
    if first is None or not _begins_sentence(text, hit.start()):
        return hit
    if folded(first.group()) not in _openers():
        return hit
    return _NAMES.search(text, hit.start() + first.end(), hit.end())


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"'“‘(-•")
    return not before or before[-1] in ".!?:;\n"


@cache
def _openers() -> frozenset[str]:
    return frozenset(folded(word) for word in rules().openers)


@cache
def _ordinary() -> frozenset[str]:
    """Return words that make a capitalised run a place, a service or a day, and no person."""
    places = (
        word
        for name in ("locality", "neighbourhood", "language", "ethnicity")
        for item in code_list(name).items
        for word in re.findall(r"\w+", item.label)
    )
    return frozenset(folded(word) for word in (*rules().not_names, *places, *rules().openers))
