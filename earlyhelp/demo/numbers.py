"""Numbers that check and belong to nobody: NHS numbers kept for tests, pupil numbers of made-up schools."""

from functools import cache

from earlyhelp.demo.lots import Lots

_TESTS = "9990"
_RANGE = 100_000


@cache
def _per_family(families: int) -> int:
    return max(1, min(8, _RANGE // families))


def nhs_number(number: int, place: int, families: int) -> str:
    """Return the NHS number of the person at a place in a family; empty where the range is used up.

    Shape: 999 0, five digits, check digit: the range is never given to patients.
    """
    each = _per_family(families)
    if place >= each:
        return ""
    return checked_nhs_number((number * each + place) * 7919 % _RANGE)


def checked_nhs_number(middle: int) -> str:
    """Return the test number with these five digits, empty where no check digit fits them."""
    digits = f"{_TESTS}{middle:05d}"
    check = 11 - sum((10 - at) * int(digit) for at, digit in enumerate(digits)) % 11
    return "" if check == 10 else f"{digits}{0 if check == 11 else check}"


def pupil_number(draw: Lots, school: str, entered: int) -> str:
    """Return a unique pupil number of Plymouth, 879, with the letter that fits."""
    from stdnum.gb import upn

    rest = f"879{school}{entered % 100:02d}{draw.randrange(1000):03d}"
    return f"{upn.calc_check_digit(rest)}{rest}"
