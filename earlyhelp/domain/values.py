"""Checks and tidies single values: numbers, postcodes, dates, names.  Refuses a value it would have to guess."""

import calendar
import re
import unicodedata
from datetime import date
from functools import cache

from msgspec import Struct

from earlyhelp.errors import Invalid
from earlyhelp.settings import load

_SHAPE = re.compile(
    r"(?:[A-PR-UWYZ][0-9]|[A-PR-UWYZ][0-9]{2}|[A-PR-UWYZ][A-HK-Y][0-9]|[A-PR-UWYZ][A-HK-Y][0-9]{2}"
    r"|[A-PR-UWYZ][0-9][A-Z]|[A-PR-UWYZ][A-HK-Y][0-9][A-Z])[0-9][ABD-HJLNP-UW-Z]{2}"
)
_NO_FIXED_ABODE = frozenset({"ZZ993VZ"})
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NAME_LIMIT = 100


class _LocalAuthorities(Struct, frozen=True):
    source: str
    checked: bool
    ranges: tuple[tuple[int, int], ...]


class PartialDate(Struct, frozen=True, order=True):
    """A date as far as it is known; month and day are 0 when unknown."""

    year: int
    month: int = 0
    day: int = 0

    def stored(self) -> str:
        """Return the ISO text: 2014, 2014-03 or 2014-03-09."""
        parts = [f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}"]
        return "-".join(parts[: 3 if self.day else 2 if self.month else 1])


def nhs_number(text: str) -> str:
    """Return the ten digits of an NHS number.

    Raises: Invalid "nhs_number.length" or "nhs_number.check_digit".
    """
    from stdnum.gb import nhs

    digits = re.sub(r"[\s\-]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise _invalid("nhs_number", "length")
    if not nhs.is_valid(digits):
        raise _invalid("nhs_number", "check_digit")
    return digits


def shown_nhs_number(digits: str) -> str:
    """Return an NHS number as people read it, 3-3-4."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def upn(text: str) -> str:
    """Return a unique pupil number, permanent or temporary, in capitals.

    Raises: Invalid "upn.length", "upn.first_letter", "upn.digits", "upn.last_letter", "upn.la_code"
            or "upn.check_letter".
    Source: CIN rules 1510 to 1550.
    """
    number = re.sub(r"\s", "", text).upper()
    for is_wrong, fault in (
        (not re.fullmatch(r"[A-Z0-9]{13}", number), "length"),
        (number[:1] not in _UPN_LETTERS, "first_letter"),
        (not re.fullmatch(r"[0-9]{11}", number[1:12]), "digits"),
        (number[-1:] not in _UPN_LETTERS + "0123456789", "last_letter"),
    ):
        if is_wrong:
            raise _invalid("upn", fault)
    if not upn_check_letter_fits(number):
        raise _invalid("upn", "check_letter")
    if not any(low <= int(number[1:4]) <= high for low, high in _local_authorities()):
        raise _invalid("upn", "la_code")
    return number


def upn_check_letter_fits(number: str) -> bool:
    """Say whether the first letter of a well-shaped UPN fits the rest."""
    from stdnum.gb import upn as rules

    return bool(rules.calc_check_digit(number[1:]) == number[0])


def postcode(text: str) -> str:
    """Return a postcode in capitals with one space before the last three characters.

    Raises: Invalid "postcode.shape".
    Source: the six shapes of BS 7666, GIR 0AA, and ZZ99 3VZ for no fixed abode.
    """
    packed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if packed != "GIR0AA" and packed not in _NO_FIXED_ABODE and not _SHAPE.fullmatch(packed):
        raise _invalid("postcode", "shape")
    return f"{packed[:-3]} {packed[-3:]}"


def partial_date(text: str) -> PartialDate:
    """Return a date known to the day, the month or only the year, from ISO text.

    Raises: Invalid "date.shape" or "date.not_real".
    """
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text.strip())
    if match is None:
        raise _invalid("date", "shape")
    year, month, day = (int(part or 0) for part in match.groups())
    if not _is_real(year, month, day, has_month=bool(match[2]), has_day=bool(match[3])):
        raise _invalid("date", "not_real")
    return PartialDate(year, month, day)


def whole_date(text: str) -> date:
    """Return a real calendar day from ISO text.

    Raises: Invalid "date.shape" or "date.not_real".
    """
    found = partial_date(text)
    if not found.day:
        raise _invalid("date", "shape")
    return date(found.year, found.month, found.day)


def age_on(born_on: date, day: date) -> int:
    """Return the age in whole years; below zero before birth.

    Source: someone born on 29 February turns a year older on 1 March of a common year.
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def shown_age(born_on: date, day: date) -> str:
    """Return the age as a picture shows it: years, months under two years, "unborn" before birth."""
    years = age_on(born_on, day)
    if years < 0:
        return "unborn"
    if years >= 2:
        return str(years)
    months = (day.year - born_on.year) * 12 + day.month - born_on.month - (day.day < born_on.day)
    return f"{months}m"


def email(text: str) -> str:
    """Return an e-mail address without spaces around it.

    Shape:  only what is surely none is refused: nobody but its server knows whether it exists.
    Raises: Invalid "email.shape".
    """
    tidy = text.strip()
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", tidy):
        raise _invalid("email", "shape")
    return tidy


def person_name(text: str) -> str:
    """Return a name in composed form, without doubled, leading or non-breaking spaces.

    Raises: Invalid "name.empty", "name.too_long" or "name.characters".
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise _invalid("name", "empty")
    if len(name) > _NAME_LIMIT:
        raise _invalid("name", "too_long")
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"} for letter in name):
        raise _invalid("name", "characters")
    return name


def _is_real(year: int, month: int, day: int, *, has_month: bool, has_day: bool) -> bool:
    if not 1850 <= year <= 2150 or (has_month and not 1 <= month <= 12):
        return False
    return not has_day or 1 <= day <= calendar.monthrange(year, month)[1]


@cache
def _local_authorities() -> tuple[tuple[int, int], ...]:
    return load("codes/local_authority.json", _LocalAuthorities).ranges


def _invalid(field: str, fault: str) -> Invalid:
    key = f"{field}.{fault}"
    return Invalid({field: key}, key)
