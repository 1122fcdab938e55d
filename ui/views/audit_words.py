"""How entries of the audit are told: families by one name while open and closed, acts to choose from."""

from earlyhelp.access.permissions import Permission
from ui.wording import knows, say

_SHORT = 8


def family_digits(family_id: int) -> str:
    """Return the last digits of a family's number, as they are shown and may be typed."""
    digits = f"{family_id % 10**_SHORT:0{_SHORT}d}"
    return f"{digits[:4]} {digits[4:]}"


def family_words(family_id: int, reference: str = "") -> str:
    """Return a family by the last digits of its number, open or closed, and its reference where that is known."""
    number = family_digits(family_id)
    if reference:
        return say("audit.family.both", number=number, reference=reference)
    return say("audit.family.number", number=number)


def acts() -> list[tuple[str, str, str]]:
    """Return every act with its words, by words: what a right is used to do, and to look at."""
    found = []
    for right in Permission:
        words, look = say(f"act.{right}"), f"act.{right}.viewed"
        both = say("audit.act.both", act=words, look=say(look)) if knows(look) else words
        found.append((right.value, both[:1].upper() + both[1:], ""))
    return sorted(found, key=lambda one: one[1])
