"""What somebody did, in words: for "Who looked", the sheet for the family and the audit.  Judges nothing."""

from collections import Counter
from collections.abc import Iterable

from earlyhelp.services.look_purpose import ASKED
from earlyhelp.wording import knows, say

#: Acts by which staff watch over staff: a family is told that it was done, not what of whom.
_OVERSIGHT = ("access_hit:", "conflict:", "decoy:")


def act_words(act: str, outcome: str, purpose: str = "") -> str:
    """Return an act as people read it: a look is never worded as a deed of the same right.

    Shape: `act` is a permission, `outcome` the entry's.  What did not happen is never worded as if it
    had: it says what was refused, in the words of the right, or that the person was asked why first.
    """
    if not knows(f"act.{act}"):
        return say("act.other")
    if purpose == ASKED:
        return say("act.asked")
    if outcome in {"refused", "failed"}:
        right = say(f"right.{act}")
        return say(f"act.{outcome}", right=right[:1].lower() + right[1:])
    look = f"act.{act}.viewed"
    return say(look if outcome == "viewed" and knows(look) else f"act.{act}")


def act_told_to_family(act: str, outcome: str, purpose: str = "") -> str:
    """Return an act as the family it concerns may read it."""
    if act.startswith(_OVERSIGHT):
        return say("act.oversight")
    return act_words(act, outcome, purpose)


def record_words(objects: Iterable[str]) -> str:
    """Return the kinds of the records an entry names, with how many of each: "Case note, Contact (3)"."""
    kinds = Counter(_kind(one.partition(":")[0]) for one in objects)
    return ", ".join(
        say("act.records", kind=kind, count=count) if count > 1 else kind
        for kind, count in kinds.items()
    )


def _kind(table: str) -> str:
    key = f"rights.kind.{table}" if knows(f"rights.kind.{table}") else f"record.{table}"
    return say(key) if knows(key) else say("record.other")
