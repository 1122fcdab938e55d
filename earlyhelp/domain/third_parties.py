"""Finds what a text says of other people: names, addresses, numbers, words told in confidence.

Proposes and decides nothing; a person confirms every mark.  Reads no store.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from earlyhelp.domain import name_patterns
from earlyhelp.domain.name_patterns import folded

OTHER, CONFIDENCE, WORKER = "other_person", "told_in_confidence", "worker"
_RANK = {CONFIDENCE: 0, WORKER: 2, OTHER: 1}
_SHORTEST = 3
_DIGITS = re.compile(r"\D")


class Known(Struct, frozen=True, kw_only=True):
    """What is known of somebody: whole names, parts of names, addresses and the like, numbers, birthdays.

    `reason` is the code a mark of them carries; `instead` the words shown for a worker; `who` what
    staff who decide are told.  `whole_only`: parts of the names alone mean nobody.
    """

    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    born_on: date | None = None
    reason: str = OTHER
    instead: str = ""
    who: str = ""
    whole_only: bool = False


class Span(Struct, frozen=True, kw_only=True, order=True):
    """A stretch of a text to be blacked out, and why.  `sure` is false for a guess by shape.

    Unit: characters.
    """

    start: int
    length: int
    reason: str
    instead: str = ""
    who: str = ""
    sure: bool = True

    @property
    def end(self) -> int:
        """Return the first character after it."""
        return self.start + self.length


class Finder:
    """Looks through many texts for the same people; made once for a pack."""

    def __init__(self, subjects: Sequence[Known], others: Sequence[Known]) -> None:
        self._own = frozenset(part for one in subjects for part in _parts(one))
        self._own_texts = frozenset(_squeezed(text) for one in subjects for text in one.texts)
        self._own_numbers = frozenset(_digits(no) for one in subjects for no in one.numbers)
        self._own_days = frozenset(one.born_on for one in subjects if one.born_on)
        self._known = [
            (needle, pattern, one)
            for one in others
            for needle, pattern in self._patterns(one)
            if pattern
        ]

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return what to black out in a text, in order, none overlapping."""
        plain = folded(text)
        found = [*self._of_known(text, plain), *self._of_shapes(text), *_confidences(text, plain)]
        return joined(text, found)

    def tells(self, text: str) -> bool:
        """Say whether a text names, numbers or places one of those looked for: no guess by shape."""
        return any(True for _ in self._of_known(text, folded(text)))

    def _patterns(self, one: Known) -> Iterator[tuple[str, re.Pattern[str] | None]]:
        """Yield what stands in every text a pattern can be found in, and the pattern."""
        for name in one.names:
            yield _first(name), name_patterns.whole(name)
        for part in () if one.whole_only else _parts(one) - self._own:
            if len(part) >= _SHORTEST or any(part == folded(name) for name in one.names):
                yield part, name_patterns.part(part)
        for text in one.texts:
            if _squeezed(text) not in self._own_texts:
                yield _first(text), name_patterns.whole(text)
        for number in one.numbers:
            if _digits(number) not in self._own_numbers:
                yield "", name_patterns.number(number)
        if one.born_on and one.born_on not in self._own_days:
            yield "", name_patterns.day(one.born_on)

    def _of_known(self, text: str, plain: str) -> Iterator[Span]:
        common = _common()
        for needle, pattern, one in self._known:
            for hit in pattern.finditer(plain) if needle in plain else ():
                word = text[hit.start() : hit.end()]
                if folded(word) in common and not word[:1].isupper():
                    continue
                if folded(word) not in self._own:
                    yield _span(hit, one.reason, one)

    def _of_shapes(self, text: str) -> Iterator[Span]:
        """Numbers and addresses that are not the subject's own; capitalised words that may be names."""
        for pattern in name_patterns.NUMBERS:
            for hit in pattern.finditer(text):
                if _digits(hit.group()) not in self._own_numbers:
                    yield _span(hit, OTHER)
        for pattern in name_patterns.PLACES:
            for hit in pattern.finditer(text):
                if not any(_squeezed(hit.group()) in own for own in self._own_texts):
                    yield _span(hit, OTHER)
        for hit in name_patterns.perhaps_names(text):
            words = name_patterns.words_of(hit.group())
            if not words <= self._own:
                yield _span(hit, OTHER, sure=False)


def joined(text: str, found: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order; those that overlap or stand side by side become one."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.length, _RANK.get(one.reason, 1))):
        last = kept[-1] if kept else None
        if last and (span.start <= last.end or _side_by_side(text, last, span)):
            kept[-1] = _one(last, span)
        else:
            kept.append(span)
    return tuple(kept)


def blacked(text: str, spans: Iterable[Span], mark: str, codes: dict[str, str]) -> str:
    """Return a text with its spans replaced; what stood there is not in what comes back.

    Shape: the mark has one length, so that it does not tell how long a name was; a worker is shown by
           their role.
    """
    parts, at = [], 0
    for span in sorted(spans):
        parts.append(text[at : max(at, span.start)])
        parts.append(f"[{span.instead}]" if span.instead else f"{mark} [{codes[span.reason]}]")
        at = max(at, span.end)
    parts.append(text[at:])
    return "".join(parts)


def _one(left: Span, right: Span) -> Span:
    first = min((left, right), key=lambda one: (not one.sure, _RANK.get(one.reason, 1)))
    end = max(left.end, right.end)
    return Span(
        start=left.start, length=end - left.start, reason=first.reason,
        instead=first.instead, who=first.who, sure=left.sure or right.sure,
    )  # fmt: skip


def _side_by_side(text: str, left: Span, right: Span) -> bool:
    """Say whether only a space or a hyphen stands between two marks of one kind."""
    between = text[left.end : right.start]
    return left.reason == right.reason and between.strip(" -") == "" and len(between) < 3


def _span(hit: re.Match[str], reason: str, of: Known | None = None, *, sure: bool = True) -> Span:
    return Span(
        start=hit.start(),
        length=hit.end() - hit.start(),
        reason=reason,
        instead=of.instead if of else "",
        who=of.who if of else "",
        sure=sure,
    )


def _confidences(text: str, plain: str) -> Iterator[Span]:
    """A sentence told in confidence, and what follows it in its paragraph: it belongs to it."""
    for hit in name_patterns.confidences().finditer(plain):
        start = max(plain.rfind(stop, 0, hit.start()) for stop in (". ", "! ", "? ", "\n"))
        start = 0 if start < 0 else start + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        end = text.find("\n", hit.end())
        end = len(text.rstrip()) if end < 0 else end
        yield Span(start=start, length=end - start, reason=CONFIDENCE)


def _parts(one: Known) -> frozenset[str]:
    """Return the single words of somebody's names, folded."""
    return frozenset(
        part for name in one.names for part in re.split(r"[\s\-]+", folded(name)) if part
    )


def _first(text: str) -> str:
    """Return the first word of a text, folded."""
    words = re.split(r"[\s,\-]+", folded(text).strip())
    return words[0]


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", folded(text))


def _digits(number: str) -> str:
    digits = _DIGITS.sub("", number)
    return "0" + digits[2:] if digits.startswith("44") else digits


@cache
def _common() -> frozenset[str]:
    return frozenset(folded(word) for word in name_patterns.rules().also_words)
