"""The typeface of every paper, and a second for East Asian scripts, embedded.  Uses no font of the machine."""

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

EAST_ASIAN = "EarlyHelpEastAsian"
_EAST_ASIAN_FILE = "fonts/wqy-microhei.ttc"
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


@cache
def east_asian() -> Any:
    """Make the second typeface known to the PDF library: read only when a text needs it."""
    font = TTFont(EAST_ASIAN, str(resource(_EAST_ASIAN_FILE)), shapable=False)
    pdfmetrics.registerFont(font)
    return font


def runs(text: str, typeface: str) -> list[tuple[str, str]]:
    """Return the text in pieces, each with the typeface that draws it: the given one where it can."""
    if all(map(_has, text)):
        return [(typeface, text)]
    found: list[tuple[str, str]] = []
    for mark in text:
        name = typeface if _has(mark) or not _has_second(mark) else EAST_ASIAN
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + mark)
        else:
            found.append((name, mark))
    return found


def printable(text: str) -> str:
    """Return the text composed and joined, as the font must draw it, in reading order."""
    # The typeface has no Urdu heh; its Arabic twin is read as the same letter.
    plain = unicodedata.normalize("NFC", text).replace("\u06c1", "\u0647")
    kept = "".join(mark for mark in plain if mark in _KEPT or not _unseen(mark))
    return "".join(_drawable(mark) for mark in joined(kept) if not _unseen(mark) or mark == "\n")


def missing_glyphs(text: str) -> set[str]:
    """Return the characters of the text that neither typeface can draw."""
    lacking = {mark for mark in printable(text) if not _has(mark) and not mark.isspace()}
    return {mark for mark in lacking if not _has_second(mark)}


def _unseen(mark: str) -> bool:
    return unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _has(mark: str) -> bool:
    return all(ord(mark) in font.face.charToGlyph for font in register().values())


def _has_second(mark: str) -> bool:
    return not mark.isspace() and ord(mark) in east_asian().face.charToGlyph


def _drawable(mark: str) -> str:
    """Use the plain letter where the font lacks its joined form: legible beats lost."""
    if _has(mark):
        return mark
    plain = unicodedata.normalize("NFKC", mark)
    return plain if len(plain) == 1 and _has(plain) else mark
