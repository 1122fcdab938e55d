"""Make text harmless to a spreadsheet that would run it as a formula.

Refuses to trust what a cell looks like: invisible characters before the sign are looked through.
"""

import unicodedata

_SIGNS = frozenset("=+-@−")  # the last is the minus sign U+2212; full-width forms fold to ASCII
_STARTS = frozenset("\t\r\n\0")
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Mn", "Zl", "Zp", "Zs"})
_BLANK_LETTERS = frozenset("ᅟᅠㅤﾠ⠀")  # letters and a symbol that print nothing


def neutral(text: str) -> str:
    """Return the text, with a leading apostrophe if a spreadsheet could take it for a formula.

    Source: OWASP ASVS 5 1.2.10; text beginning with `= + - @` TAB CR LF NUL, also in full width
    and behind spaces, byte order marks and other characters that do not show.
    """
    if text[:1] in _STARTS and text:
        return "'" + text
    for character in text:
        if character in _BLANK_LETTERS:
            continue
        if unicodedata.category(character) in _INVISIBLE_CATEGORIES:
            if character in _STARTS:
                return "'" + text
            continue
        sign = unicodedata.normalize("NFKC", character)[:1] in _SIGNS
        return "'" + text if sign else text
    return text
