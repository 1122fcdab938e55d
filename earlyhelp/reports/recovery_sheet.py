"""Prints the three sheets of a recovery key, each for one holder.  Keeps nothing of what it prints."""

from datetime import date

from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper
from earlyhelp.reports.words import day, say

_A_LINE = 6


def recovery_pdfs(
    store: str, shares: tuple[str, ...], holders: tuple[str, ...], on: date, number: int
) -> tuple[bytes, ...]:
    """Return one PDF a share; the words are numbered and stand in short lines, to be typed by hand."""
    return tuple(
        _sheet(store, words.split(), (place, len(shares)), holder, on, number)
        for place, (words, holder) in enumerate(zip(shares, holders, strict=True), 1)
    )


def sheet_lines(words: list[str]) -> list[str]:
    """Return the words of a share in short lines, numbered; `keys.recovery.words_in` reads them back."""
    numbered = [f"{number:02} {word}" for number, word in enumerate(words, 1)]
    return ["  ".join(numbered[at : at + _A_LINE]) for at in range(0, len(numbered), _A_LINE)]


def _sheet(
    store: str, words: list[str], which: tuple[int, int], holder: str, on: date, number: int
) -> bytes:
    paper = Paper(11)
    place, count = which
    paper.title(
        say("recovery.title", number=place, count=count), say("recovery.store", store=store)
    )
    paper.text(say("recovery.holder", holder=holder, day=day(on)))
    paper.text(say("recovery.what"))
    paper.heading(say("recovery.words"))
    cells = [f"{number:02}  {word}" for number, word in enumerate(words, 1)]
    third = len(cells) // 3
    columns = (cells[:third], cells[third : 2 * third], cells[2 * third :])
    headings = tuple(say(f"recovery.words.{which}") for which in ("first", "second", "third"))
    paper.table(headings, list(zip(*columns, strict=True)))
    paper.heading(say("recovery.rules"))
    for key in ("recovery.rule.apart", "recovery.rule.copy", "recovery.rule.drill"):
        paper.text(say(key))
    paper.muted(say("recovery.number", number=f"{number % 1_000_000:06d}"))
    return paper.pdf(
        Running(title=say("recovery.kind"), reader=None, printed_on=on, protected=True)
    )
