"""Compares names of sheets and headings as people read them.

Refuses to tell apart what differs only in case, spaces and punctuation.
"""


def plain_name(name: str) -> str:
    """Return a name with nothing left but its letters and figures, in small letters."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
