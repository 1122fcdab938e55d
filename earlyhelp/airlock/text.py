"""Reads plain text and comma separated values; writes them anew as UTF-8.  Guesses no third encoding."""

import csv
import io
import re

from earlyhelp.airlock.neutral import neutral
from earlyhelp.airlock.refusal import NotAdmitted

MOST_ROWS, MOST_COLUMNS, LONGEST_FIELD = 200_000, 500, 32_768
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def read_text(data: bytes) -> str:
    """Return text in UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises: NotAdmitted("not_text").
    """
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as cause:
            raise NotAdmitted("not_text") from cause
    if _CONTROL.search(text):
        raise NotAdmitted("not_text")
    return text


def clean_text(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the text as UTF-8."""
    return read_text(data).encode("utf-8", "replace"), ()


def clean_csv(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the table with every cell that a spreadsheet would run made harmless.

    Raises: NotAdmitted for what is not one table, or too large a one.
    """
    text = read_text(data)
    csv.field_size_limit(LONGEST_FIELD)
    out, made_harmless = io.StringIO(), False
    writer, width = csv.writer(out), 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), _dialect(text), strict=True)):
            width = width or len(row)
            if (row and len(row) != width) or width < 2:
                raise NotAdmitted("not_a_table")
            if number >= MOST_ROWS or width > MOST_COLUMNS:
                raise NotAdmitted("too_many_rows")
            safe = [cell if _NUMBER.fullmatch(cell) else neutral(cell) for cell in row]
            made_harmless = made_harmless or safe != row
            writer.writerow(safe)
    except csv.Error as cause:
        raise NotAdmitted("not_a_table") from cause
    return out.getvalue().encode("utf-8", "replace"), ("formulas",) if made_harmless else ()


def _dialect(text: str) -> type[csv.Dialect]:
    """Return the dialect by the separator that is most frequent in the first line."""
    first = text.partition("\n")[0]

    class Found(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Found
