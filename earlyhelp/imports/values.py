"""Turns one raw cell into a value, saying what it had to mend.

Refuses every cell whose meaning is not certain, with the reason: it never guesses.
"""

import re
from collections.abc import Callable
from datetime import date, datetime

from earlyhelp.errors import Invalid
from earlyhelp.imports.mapping import CodeList, Column, Mapping, Option
from earlyhelp.imports.rows import RawCell

Value = str | int | date | None
Read = tuple[Value, tuple[str, ...]]

_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_LETTER = re.compile(r"([a-z]\d?)\)\s*(.*)", re.IGNORECASE | re.DOTALL)
_HEAD = re.compile(r"([A-Za-z0-9]+)\s*[:\-\u2013]\s*(.+)", re.DOTALL)
_WHOLE = re.compile(r"(\d+)(\.0*)?")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ]00:00(:00)?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_SPELT = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y")
_LONGEST_TEXT = 200


def dirty(reason: str) -> Invalid:
    """Make the refusal of one cell; its sentence is `import.row.<reason>`."""
    return Invalid({"cell": f"import.row.{reason}"})


def tidy(text: str) -> str:
    """Return text with every run of blanks, hard or invisible, as one space."""
    return _SPACES.sub(" ", text).strip()


def read_value(cell: RawCell | None, column: Column, mapping: Mapping) -> Read:
    """Return the value of a cell and the keys of what was mended.

    Raises: Invalid({"cell": "import.row.<reason>"}).
    """
    if cell is not None and cell.kind == "formula":
        raise dirty("formula")
    text = tidy(cell.text) if cell is not None else ""
    mends: tuple[str, ...] = ()
    if cell is not None and cell.kind == "text" and text != cell.text:
        mends = ("spaces",)
    if text in mapping.not_available and not column.required:
        text, mends = "", ("not_available",)
    if cell is None or not text:
        value, more = _blank(column, mapping)
        return value, mends + more
    if cell.kind == "error" or (text.startswith("#") and text.isupper()):
        raise dirty("error_value")
    tidied = RawCell(cell.row, cell.column, cell.kind, text)
    if column.kind == "code":
        value, more = _code(tidied, mapping.codes[column.codes])
    else:
        value, more = _READERS[column.kind](tidied)
    return value, mends + more


def _blank(column: Column, mapping: Mapping) -> Read:
    if column.required:
        raise dirty("blank")
    noted = (column.blank_note,) if column.blank_note else ()
    if column.kind == "code" and (meant := mapping.codes[column.codes].blank):
        return meant, noted
    return ("" if column.kind == "text" else None), noted


def _id(cell: RawCell) -> Read:
    text = cell.text
    mends: tuple[str, ...] = ()
    if cell.kind == "number" or "." in text:
        whole = _WHOLE.fullmatch(text)
        # Beyond 15 figures a spreadsheet has already rounded the number.
        if not whole or len(whole.group(1)) > 15:
            raise dirty("id_number")
        if cell.kind == "text" or whole.group(2):
            mends = ("id_as_decimal",)
        text = whole.group(1)
    elif cell.kind != "text":
        raise dirty("id")
    if not (text.isascii() and text.isalnum() and len(text) <= 20):
        raise dirty("id")
    return text, mends


def _date(cell: RawCell) -> Read:
    if cell.kind == "date":
        instant = datetime.fromisoformat(cell.text)
        midnight = instant.time().isoformat() == "00:00:00"
        return instant.date(), () if midnight else ("time_dropped",)
    if cell.kind != "text":
        raise dirty("date_number")
    return _written_date(cell.text), ("date_as_text",)


def _written_date(text: str) -> date:
    if iso := _ISO.fullmatch(text):
        return _calendar(int(iso.group(1)), int(iso.group(2)), int(iso.group(3)))
    if slashed := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in slashed.groups())
        if first != second and max(first, second) <= 12:
            raise dirty("date_ambiguous")
        if second > 12:
            first, second = second, first
        return _calendar(year, second, first)
    for shape in _SPELT:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise dirty("date")


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as cause:
        raise dirty("date") from cause


def _age(cell: RawCell) -> Read:
    if cell.kind not in {"number", "text"} or not _NUMBER.fullmatch(cell.text):
        raise dirty("age")
    years, _, fraction = cell.text.partition(".")
    if len(years) > 3:
        raise dirty("age")
    mends = ("age_as_text",) if cell.kind == "text" else ()
    return int(years), mends + (("age_fraction",) if fraction.strip("0") else ())


def _count(cell: RawCell) -> Read:
    whole = _WHOLE.fullmatch(cell.text)
    if cell.kind not in {"number", "text"} or not whole or len(whole.group(1)) > 3:
        raise dirty("count")
    return int(whole.group(1)), ("number_as_text",) if cell.kind == "text" else ()


def _text(cell: RawCell) -> Read:
    if cell.kind not in {"text", "number"} or len(cell.text) > _LONGEST_TEXT:
        raise dirty("text")
    return cell.text, ()


def _code(cell: RawCell, codes: CodeList) -> Read:
    lettered = _LETTER.fullmatch(cell.text)
    letter, words = lettered.groups() if lettered else ("", cell.text)
    if cell.kind == "number" and (whole := _WHOLE.fullmatch(words)):
        words = whole.group(1)
    # The words decide: "a)" alone says nothing, and letters move from one year's list to the next.
    option, exact = _option(words, codes)
    if letter and letter.casefold() not in option.letters:
        raise dirty("code_contradicts")
    mends = [
        ("letter_missing", codes.lettered and not letter),
        ("letter_case", not exact),
        (option.note, bool(option.note)),
    ]
    return option.code, tuple(what for what, applies in mends if applies)


def _option(words: str, codes: CodeList) -> tuple[Option, bool]:
    """Return the option that is meant, and whether it was spelt as the list spells it."""
    if found := _spelt(words, codes):
        return _only(found), words in {found[0].code, *found[0].words}
    head = _HEAD.fullmatch(words)
    if head is None:
        raise dirty("code_unknown")
    code, label = head.groups()
    option = _only([one for one in codes.options if one.code.casefold() == code.casefold()])
    named = _spelt(label, codes)
    if named and option not in named:
        raise dirty("code_contradicts")
    return option, code == option.code


def _spelt(words: str, codes: CodeList) -> list[Option]:
    said = words.casefold()
    meant = [one for one in codes.options if said in {word.casefold() for word in one.words}]
    return meant or [one for one in codes.options if said == one.code.casefold()]


def _only(options: list[Option]) -> Option:
    if len(options) != 1:
        raise dirty("code_unclear" if options else "code_unknown")
    return options[0]


_READERS: dict[str, Callable[[RawCell], Read]] = {
    "id": _id,
    "date": _date,
    "age": _age,
    "count": _count,
    "text": _text,
}
