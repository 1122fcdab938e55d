"""Recovery by two of three holders: tried, drawn anew and printed, an account brought back.

Refuses to know a share but from its sheet: the words are read from the paper that is shown.
"""

import re

from PySide6.QtPdf import QPdfDocument

from ui.tour.journey import Journey
from ui.wording import say

_WORD = re.compile(r"\b(\d\d)\s+([a-z]{4,8})\b")  # a word of a share has four to eight letters


def try_recovery(walk: Journey) -> None:
    """Two of the three sheets are tried: in the demo they lie in its folder."""
    hands = walk.hands
    walk.begin(say("tour.step.recovery"))
    hands.open_page("recovery")
    sheets = walk.out / "store" / "recovery-sheets"
    texts = [(sheets / f"share-{nth}.txt").read_text(encoding="utf-8") for nth in (1, 2)]
    _type_shares(walk, *(_words(text) for text in texts))
    walk.picture("recovery-drill")
    hands.press(say("recovery.drill.go"))
    walk.wait_for(say("recovery.drill.done"))


def draw_sheets(walk: Journey) -> None:
    """Three holders are named, each sheet is shown, and it is said that all are printed."""
    hands = walk.hands
    walk.begin(say("tour.step.sheets"))
    hands.open_page("recovery")
    hands.open_section(say("recovery.sheets"))
    for number in (1, 2, 3):
        name = say(f"tour.story.holder.{number}")
        hands.write(say("recovery.holder", number=number), name)
    walk.picture("recovery-sheets")
    hands.press(say("recovery.draw"))
    walk.prove_if_asked()
    walk.wait_for(say("recovery.alarm.waiting"))
    walk.story.shares = tuple(_read_sheet(walk, number) for number in (1, 2, 3))
    hands.press(say("recovery.printed.go"))
    walk.prove_if_asked()
    walk.wait_for(say("recovery.printed.done"))
    walk.picture("recovery-sheets-printed")


def recover_account(walk: Journey) -> None:
    """Two holders bring back the account of a manager; the sheets drawn then are printed too."""
    hands = walk.hands
    walk.begin(say("tour.step.recover"))
    hands.open_page("recovery")
    hands.open_section(say("recovery.ceremony"))
    who = walk.account("team_manager", say("tour.story.lost.team"))
    hands.choose(say("recovery.account"), who.name)
    hands.write(say("recovery.why"), say("tour.story.lost"))
    _type_shares(walk, *walk.story.shares[1:])
    walk.picture("recovery-ceremony")
    hands.press(say("recovery.ceremony.go"))
    walk.prove_if_asked()
    walk.wait_for(say("recovery.ceremony.done"))
    walk.picture("recovery-given")
    hands.open_section(say("recovery.sheets"))
    walk.story.shares = tuple(_read_sheet(walk, number) for number in (1, 2, 3))
    hands.press(say("recovery.printed.go"))
    walk.prove_if_asked()
    walk.wait_for(say("recovery.printed.done"))


def _type_shares(walk: Journey, one: str, two: str) -> None:
    walk.hands.write(say("recovery.share_one"), one)
    walk.hands.write(say("recovery.share_two"), two)


def _read_sheet(walk: Journey, number: int) -> str:
    """Open a sheet, read its words as its holder will, close it."""
    hands, close = walk.hands, say("paper.close")
    hands.press(say("recovery.print", number=number))
    hands.wait(lambda: bool(hands.named(close)), close)
    paper = hands.top().findChildren(QPdfDocument)[0]
    text = " ".join(paper.getAllText(page).text() for page in range(paper.pageCount()))
    hands.press(close)
    return _words(text)


def _words(text: str) -> str:
    """Return the numbered words of a sheet in their order, however the paper's columns are read."""
    numbered = dict(_WORD.findall(text))  # the last of each number: what a sheet is stands first
    return " ".join(numbered[number] for number in sorted(numbered))
