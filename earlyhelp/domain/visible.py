"""What of a text a reader sees.  Changes no text that has anything in it to be read."""

from unicodedata import category

#: Letters and signs by their Unicode category that are drawn as nothing: fillers and the blank Braille cell.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_SEEN = frozenset("LNPS")


def has_words(text: str) -> bool:
    """Say whether a text shows a reader anything: spaces, joiners and fillers alone do not."""
    return any(category(one)[0] in _SEEN and one not in _BLANK for one in text)


def mended(text: str) -> str:
    """Return a text as it can be kept and read.

    Shape: one that shows nothing is empty; half a character (a lone surrogate) becomes a mark.
    """
    if text.isascii():
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not has_words(whole):
        return ""
    return text if whole == text else whole
