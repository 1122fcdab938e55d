"""Joins Arabic letters and puts right-to-left lines in printing order.  Knows nothing of pages or fonts."""

import unicodedata
from functools import cache
from typing import Literal

Direction = Literal["ltr", "rtl"]
_FORMS = (range(0xFB50, 0xFC00), range(0xFE70, 0xFEFD))
_TATWEEL = "\u0640"
_LAM = "\u0644"
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def joined(text: str) -> str:
    """Return the text with each Arabic letter in its joined form, still in reading order."""
    if not any("\u0600" <= mark <= "\u06ff" for mark in text):
        return text
    letters = list(unicodedata.normalize("NFC", text))
    bare = [place for place, mark in enumerate(letters) if unicodedata.category(mark) != "Mn"]
    shaped = dict(enumerate(letters))
    for order, place in enumerate(bare):
        before = letters[bare[order - 1]] if order else ""
        after = letters[bare[order + 1]] if order + 1 < len(bare) else ""
        shaped[place] = _form(letters[place], _joins_on(before), _joins_back(after))
    _tie_lam_alef(letters, bare, shaped)
    return "".join(shaped[place] for place in range(len(letters)))


def direction(text: str) -> Direction:
    """Return the direction of the first letter that has one."""
    for mark in text:
        kind = unicodedata.bidirectional(mark)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def in_printing_order(line: str, base: Direction) -> str:
    """Return one line from left to right as it is printed; Latin words and numbers keep their order."""
    clusters = _clusters(line)
    sides = _sides([cluster[0] for cluster in clusters], base)
    runs: list[tuple[Direction, list[str]]] = []
    for cluster, side in zip(clusters, sides, strict=True):
        if runs and runs[-1][0] == side:
            runs[-1][1].append(cluster)
        else:
            runs.append((side, [cluster]))
    if base == "rtl":
        runs.reverse()
    return "".join(_printed(run, side) for side, run in runs)


def _printed(run: list[str], side: Direction) -> str:
    if side == "ltr":
        return "".join(run)
    return "".join(cluster.translate(_MIRROR) for cluster in reversed(run))


def _clusters(line: str) -> list[str]:
    clusters: list[str] = []
    for mark in line:
        if clusters and unicodedata.category(mark) == "Mn":
            clusters[-1] += mark
        else:
            clusters.append(mark)
    return clusters


def _sides(marks: list[str], base: Direction) -> list[Direction]:
    strong = [_strong(mark) for mark in marks]
    sides: list[Direction] = []
    for place, side in enumerate(strong):
        if side is not None:
            sides.append(side)
            continue
        before = sides[-1] if sides else base
        after = next((later for later in strong[place:] if later is not None), base)
        sides.append(before if before == after else base)
    return sides


def _strong(mark: str) -> Direction | None:
    kind = unicodedata.bidirectional(mark)
    if kind in {"R", "AL"}:
        return "rtl"
    return "ltr" if kind in {"L", "EN", "AN"} else None


@cache
def _table() -> dict[tuple[str, str], str]:
    """Map (form, letters) to the printed letter, from the character database."""
    table: dict[tuple[str, str], str] = {}
    for block in _FORMS:
        for code in block:
            parts = unicodedata.decomposition(chr(code)).split()
            if parts and parts[0] in {"<isolated>", "<initial>", "<medial>", "<final>"}:
                letters = "".join(chr(int(part, 16)) for part in parts[1:])
                table.setdefault((parts[0].strip("<>"), letters), chr(code))
    return table


def _joins_on(letter: str) -> bool:
    return letter == _TATWEEL or ("initial", letter) in _table()


def _joins_back(letter: str) -> bool:
    return letter == _TATWEEL or ("final", letter) in _table()


def _form(letter: str, joined_before: bool, joined_after: bool) -> str:
    before = joined_before and _joins_back(letter)
    after = joined_after and _joins_on(letter)
    names = {(True, True): "medial", (True, False): "final", (False, True): "initial"}
    return _table().get((names.get((before, after), "isolated"), letter), letter)


def _tie_lam_alef(letters: list[str], bare: list[int], shaped: dict[int, str]) -> None:
    for order in range(len(bare) - 1):
        lam, alef = bare[order], bare[order + 1]
        if letters[lam] != _LAM:
            continue
        before = order > 0 and _joins_on(letters[bare[order - 1]])
        pair = _LAM + letters[alef]
        tied = _table().get(("final" if before else "isolated", pair))
        if tied is not None:
            shaped[lam], shaped[alef] = tied, ""
