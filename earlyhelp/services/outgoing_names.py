"""Finds names of other families' people in a text: full names, misspelt ones, surnames in context.

A first name alone is never taken for somebody: "Rose" stays in her garden.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from earlyhelp.services.outgoing_spans import Sight, Span
from earlyhelp.storage.search_terms import name_words
from earlyhelp.storage.trace_terms import common_words, outgoing_words

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*")
_BOTH_WRONG_FROM = 5  # letters
_NOT_A_NAME = 3  # letters: what is shorter is never a surname by itself


class Word(Struct, frozen=True):
    """A word of the text with its folded parts; `title` when it begins with a capital."""

    start: int
    end: int
    parts: tuple[str, ...]
    title: bool
    gap: str


def named(text: str, sight: Sight, staff: frozenset[str]) -> Iterator[Span]:
    """Yield full names first, then surnames with a title or "family" beside them."""
    words = _words(text)
    own = _Own(sight)
    for place, word in enumerate(words):
        span = _full_name(words, place, sight, own, staff)
        if span is not None:
            yield span
        elif word.title and _in_context(words, place) and _strange_surname(word, sight):
            yield Span(word.start, word.end, "surname")


class _Own:
    """The names of the family the text is about, and of anybody spelt like them."""

    def __init__(self, sight: Sight) -> None:
        names = [name.split() for name in sight.traces.of_family(sight.own, "name")]
        self._sight = sight
        self._fore = {fore for fore, _ in names}
        self._last = {last for _, last in names}

    def has(self, fore: str, last: str) -> bool:
        """Say whether a name is one of the family's own, a letter wrong perhaps."""
        return self._is(fore, self._fore, "fore") and self._is(last, self._last, "last")

    def _is(self, word: str, own: set[str], kind: str) -> bool:
        return word in own or bool(own & set(self._sight.traces.near(kind, word)))


def _words(text: str) -> list[Word]:
    found, before = [], 0
    for match in _WORD.finditer(text):
        word = match[0]
        found.append(
            Word(
                match.start(),
                match.end(),
                name_words(word),
                word[0].isupper(),
                text[before : match.start()],
            )
        )
        before = match.end()
    return found


def _full_name(
    words: list[Word], place: int, sight: Sight, own: _Own, staff: frozenset[str]
) -> Span | None:
    """Return a name that begins here: two words, or three with another name between them."""
    first = words[place]
    for step in (1, 2):
        last = words[place + step] if place + step < len(words) else None
        if last is None or not _together(words[place + 1 : place + step + 1]):
            return None
        if step == 2 and not words[place + 1].title:
            return None
        if _is_other(first, last, sight, own, staff):
            return Span(first.start, last.end, "name")
        turned = step == 1 and last.gap.strip() == "," and first.title and last.title
        if turned and _exact(last, first, sight, own, staff):
            return Span(first.start, last.end, "name")
    return None


def _together(words: list[Word]) -> bool:
    """Say whether only a space, an initial's dot or one comma stands between words of a name."""
    return all(word.gap.strip() in {"", ".", ","} and "\n\n" not in word.gap for word in words)


def _is_other(first: Word, last: Word, sight: Sight, own: _Own, staff: frozenset[str]) -> bool:
    if "," in last.gap:
        return False
    if not (first.title and last.title):
        plain = all(part not in common_words() for word in (first, last) for part in word.parts)
        return plain and _exact(first, last, sight, own, staff)
    if _exact(first, last, sight, own, staff):
        return True
    return any(
        _is_person(fore, surname, sight, own, staff)
        for fore, surname in _spelt_like(first, last, sight)
    )


def _exact(first: Word, last: Word, sight: Sight, own: _Own, staff: frozenset[str]) -> bool:
    return any(
        _is_person(fore, surname, sight, own, staff)
        for fore in first.parts
        for surname in last.parts
    )


def _spelt_like(first: Word, last: Word, sight: Sight) -> Iterator[tuple[str, str]]:
    """Yield known names a letter away; a word of the language is never a misspelt name.

    Shape: where the first name is spelt right the surname may be short; where both are wrong,
    neither.
    """
    for fore in first.parts:
        likes = (fore,) if fore in common_words() else sight.traces.near("fore", fore)
        for surname in last.parts:
            if surname in common_words():
                continue
            for one in likes:
                for other in sight.traces.near("last", surname):
                    short = min(len(fore), len(surname)) < _BOTH_WRONG_FROM
                    if not (short and one != fore and other != surname):
                        yield one, other


def _is_person(fore: str, last: str, sight: Sight, own: _Own, staff: frozenset[str]) -> bool:
    known = sight.others(f"name:{fore} {last}")
    return known and f"{fore} {last}" not in staff and not own.has(fore, last)


def _in_context(words: list[Word], place: int) -> bool:
    lists = outgoing_words()
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    titled = before is not None and words[place].gap.strip(". ") == "" and _is(before, lists.titles)
    named_so = after is not None and not after.gap.strip() and _is(after, lists.after_surname)
    return titled or named_so


def _is(word: Word, known: frozenset[str]) -> bool:
    return len(word.parts) == 1 and word.parts[0] in known


def _strange_surname(word: Word, sight: Sight) -> bool:
    return any(len(part) >= _NOT_A_NAME and sight.others(f"surname:{part}") for part in word.parts)
