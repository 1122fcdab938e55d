"""Cleans the name a file came with, for showing.  The name is never joined to a path."""

import re
import unicodedata

LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)", re.IGNORECASE)
_DOTS = re.compile(r"\.{2,}")


def display_name(name: str) -> str:
    """Return a file's name fit for a screen and for saving a copy under.

    Shape: 1 to 120 letters that print, without folders, direction marks or names Windows keeps for
    itself; the ending stays.
    """
    # Folders are cut off before and after folding: some letters fold to a slash.
    text = _last_part(unicodedata.normalize("NFKC", _last_part(name)))
    text = "".join(_shown(letter) for letter in text)
    text = _DOTS.sub(".", " ".join(_FORBIDDEN.sub("_", text).split())).strip(" .")
    stem, dot, ending = text.rpartition(".")
    stem, ending = (stem.strip(), ending.strip()) if dot else (ending, "")
    if not stem:
        stem = "document"
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    ending = f".{ending[:10]}" if ending else ""
    return f"{stem[: LONGEST - len(ending)].rstrip(' .')}{ending}"


def _last_part(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _shown(letter: str) -> str:
    """Return the letter, a space for any blank, nothing for what does not print."""
    category = unicodedata.category(letter)
    if category[0] == "Z":
        return " "
    return "" if category[0] == "C" else letter
