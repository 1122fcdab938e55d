"""The one typeface of every paper, embedded.  Falls back to no font of the machine."""

import unicodedata
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from earlyhelp.reports.arabic import joined
from earlyhelp.settings import resource

REGULAR = "EarlyHelpSans"
BOLD = "EarlyHelpSans-Bold"
_FILES = {REGULAR: "fonts/DejaVuSans.ttf", BOLD: "fonts/DejaVuSans-Bold.ttf"}

_KEPT = {"\n", "\u200c"}


@cache
def register() -> dict[str, Any]:
    """Make both cuts known to the PDF library and return them by name."""
    fonts = {
        name: TTFont(name, str(resource(file)), shapable=False) for name, file in _FILES.items()
    }
    for font in fonts.values():
        pdfmetrics.registerFont(font)
    return fonts


def printable(text: str) -> str:
    """Return the text composed and joined, as the font must draw it, in reading order."""
    # The typeface has no Urdu heh; its Arabic twin is read as the same letter.
    plain = unicodedata.normalize("NFC", text).replace("\u06c1", "\u0647")
    kept = "".join(mark for mark in plain if mark in _KEPT or not _unseen(mark))
    return "".join(_drawable(mark) for mark in joined(kept) if not _unseen(mark) or mark == "\n")


def missing_glyphs(text: str) -> set[str]:
    """Return the characters of the text that the typeface cannot draw."""
    return {mark for mark in printable(text) if not _has(mark) and not mark.isspace()}


def _unseen(mark: str) -> bool:
    return unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _has(mark: str) -> bool:
    return all(ord(mark) in font.face.charToGlyph for font in register().values())


def _drawable(mark: str) -> str:
    """Use the plain letter where the font lacks its joined form: legible beats lost."""
    if _has(mark):
        return mark
    plain = unicodedata.normalize("NFKC", mark)
    return plain if len(plain) == 1 and _has(plain) else mark
