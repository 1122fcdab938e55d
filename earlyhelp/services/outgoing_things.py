"""Homes, postcodes, telephones, e-mail, numbers, schools and protected homes in a text."""

import re
from collections.abc import Callable, Iterator

from earlyhelp.domain.codes import code_list
from earlyhelp.services.outgoing_spans import Sight, Span
from earlyhelp.storage.search_terms import plain
from earlyhelp.storage.trace_terms import phone, street_word
from earlyhelp.storage.traces import folded_text

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_HOUSE = re.compile(r"\b(\d{1,4}[a-zA-Z]?)\b,?\s+(?=[^\W\d_])")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\d[\d \-()]{8,16}\d\b")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_NUMBER = re.compile(r"\b(?:\d{3}[ \-]?\d{3}[ \-]?\d{4}|[A-Za-z]\d{11}[\dA-Za-z])\b")
_STREET_WORDS = 5
_NEAR_AREA = 120  # letters: about one sentence
_STAYS = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|mov(?:e|ed|ing)|hid(?:e|es|ing|den)|resid(?:e|es|ing)"
    r"|refuge|safe house|placed|whereabouts|new (?:home|address|flat|house))\b",
    re.IGNORECASE,
)


def _postcode(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}".upper()


#: kind, where it may stand in a text, how it is compared
_NUMBERS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("email", _EMAIL, lambda match: match[0].casefold()),
    ("number", _NUMBER, lambda match: plain(match[0])),
    ("phone", _PHONE, lambda match: phone(match[0])),
    ("postcode", _POSTCODE, _postcode),
)


def things(text: str, sight: Sight) -> Iterator[Span]:
    """Yield what belongs to other families in sight, the longest street names first."""
    for kind, pattern, key_of in _NUMBERS:
        for match in pattern.finditer(text):
            key = key_of(match)
            if key and sight.others(f"{kind}:{key}"):
                yield Span(*match.span(), kind)
    for start, end, key in houses(text):
        if sight.others(f"home:{key}"):
            yield Span(start, end, "home")
    yield from _schools(text, sight)


def protected(text: str, sight: Sight) -> Iterator[Span]:
    """Yield where a text tells of a protected home of anybody in sight.

    Shape: house number and street; postcode; the street alone; the neighbourhood, if the words
           around it say that somebody lives or stays there.
    """
    for start, end, key in houses(text):
        if sight.anybody(f"hidden_home:{key}"):
            yield Span(start, end, "protected")
    for match in _POSTCODE.finditer(text):
        if sight.anybody(f"hidden_postcode:{_postcode(match)}"):
            yield Span(*match.span(), "protected")
    yield from _streets(text, sight)
    yield from _areas(text, sight)


def houses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, key) for every house number with words behind it, longer keys first."""
    for match in _HOUSE.finditer(text):
        words: list[str] = []
        ends: list[int] = []
        for word in _WORD.finditer(text, match.end(), match.end() + 80):
            gap = text[(ends[-1] if ends else match.end()) : word.start()]
            if len(words) == _STREET_WORDS or gap.strip():
                break
            words.append(street_word(word[0]))
            ends.append(word.end())
        number = match[1].casefold()
        for count in range(len(words), 0, -1):
            yield match.start(), ends[count - 1], " ".join((number, *words[:count]))


def _schools(text: str, sight: Sight) -> Iterator[Span]:
    known = [name for name in sight.traces.all_of("school") if sight.others(f"school:{name}")]
    if not known:
        return
    words = [(match.start(), match.end(), folded_text(match[0])) for match in _WORD.finditer(text)]
    by_first: dict[str, list[list[str]]] = {}
    for name in known:
        parts = name.split()
        by_first.setdefault(parts[0], []).append(parts)
    for place, (start, _end, word) in enumerate(words):
        for parts in by_first.get(word, ()):
            run = words[place : place + len(parts)]
            if [one[2] for one in run] == parts:
                yield Span(start, run[-1][1], "school")


def _streets(text: str, sight: Sight) -> Iterator[Span]:
    known = {
        name
        for name in sight.traces.all_of("hidden_street")
        if sight.anybody(f"hidden_street:{name}")
    }
    if not known:
        return
    words = [(match.start(), match.end(), street_word(match[0])) for match in _WORD.finditer(text)]
    longest = max(len(name.split()) for name in known)
    for place in range(len(words)):
        for count in range(longest, 1, -1):
            run = words[place : place + count]
            if len(run) == count and " ".join(one[2] for one in run) in known:
                yield Span(run[0][0], run[-1][1], "protected")


def _areas(text: str, sight: Sight) -> Iterator[Span]:
    for code in sight.traces.all_of("hidden_area"):
        if not sight.anybody(f"hidden_area:{code}"):
            continue
        names = [
            part.strip()
            for part in re.split(r"[,/&]| and ", code_list("neighbourhood").label(code))
        ]
        for name in filter(None, names):
            for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
                around = text[max(0, match.start() - _NEAR_AREA) : match.end() + _NEAR_AREA]
                if _STAYS.search(around):
                    yield Span(*match.span(), "protected")
