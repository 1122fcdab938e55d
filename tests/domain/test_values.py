"""Single values: identifiers, postcodes, dates, names."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyhelp.domain import values
from earlyhelp.errors import Invalid


def key_of(check: Callable[[str], object], text: str) -> str:
    with pytest.raises(Invalid) as caught:
        check(text)
    assert list(caught.value.fields.values()) == [caught.value.key]
    return caught.value.key


@pytest.mark.parametrize("text", ["401 023 2137", "943 476 5919", "9434765870", "485-777-3457"])
def test_valid_nhs_numbers_are_kept_as_ten_digits_and_shown_3_3_4(text: str) -> None:
    digits = values.nhs_number(text)
    assert len(digits) == 10
    assert values.shown_nhs_number(digits).replace(" ", "") == digits
    assert [len(part) for part in values.shown_nhs_number(digits).split()] == [3, 3, 4]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("485 777 3456", "nhs_number.check_digit"),
        ("123 456 7890", "nhs_number.check_digit"),
        ("485 777 345", "nhs_number.length"),
        ("485 777 345X", "nhs_number.length"),
        ("٤٨٥٧٧٧٣٤٥٧", "nhs_number.length"),
        ("", "nhs_number.length"),
    ],
)
def test_invalid_nhs_numbers_say_why(text: str, key: str) -> None:
    assert key_of(values.nhs_number, text) == key


@pytest.mark.parametrize("number", ["A950000178301", "H243278544154", "X845212818005"])
def test_check_letter_fits(number: str) -> None:
    assert values.upn_check_letter_fits(number)


@pytest.mark.parametrize("number", ["R247962919251", "X428558133462"])
def test_wrong_check_letter(number: str) -> None:
    assert not values.upn_check_letter_fits(number)
    assert key_of(values.upn, number) == "upn.check_letter"


def test_valid_upns() -> None:
    assert values.upn(" x845 212818005 ") == "X845212818005"
    temporary = next(
        number
        for letter in "ABCDEFGHJKLMNPQRTUVWXYZ"
        if values.upn_check_letter_fits(number := f"{letter}87920000100A")
    )
    assert values.upn(temporary) == temporary


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("X84521281800", "upn.length"),
        ("1845212818005", "upn.first_letter"),
        ("S845212818005", "upn.first_letter"),
        ("X8452A2818005", "upn.digits"),
        ("X84521281800O", "upn.last_letter"),
        ("A950000178301", "upn.la_code"),
    ],
)
def test_invalid_upns_say_why(text: str, key: str) -> None:
    assert key_of(values.upn, text) == key


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("m11ae", "M1 1AE"),
        ("B33 8TH", "B33 8TH"),
        ("pl1 3ab", "PL1 3AB"),
        ("DN551PT", "DN55 1PT"),
        ("w1a 1hq", "W1A 1HQ"),
        ("EC1A\u00a01BB", "EC1A 1BB"),
        ("gir 0aa", "GIR 0AA"),
        ("ZZ99 3VZ", "ZZ99 3VZ"),
    ],
)
def test_postcode_shapes(text: str, kept: str) -> None:
    assert values.postcode(text) == kept


@pytest.mark.parametrize(
    "text", ["", "PL1", "QL1 3AB", "VL1 3AB", "XL1 3AB", "PI1 3AB", "PJ1 3AB", "PZ1 3AB",
             "PL1 3AC", "PL1 3AO", "PL123 3AB", "ZZ99 9ZZ", "PL1 3ABC"],
)  # fmt: skip
def test_postcodes_of_no_shape(text: str) -> None:
    assert key_of(values.postcode, text) == "postcode.shape"


@pytest.mark.parametrize(
    ("text", "known"),
    [("2014", (2014, 0, 0)), ("2014-02", (2014, 2, 0)), ("2014-02-28", (2014, 2, 28))],
)
def test_partial_dates(text: str, known: tuple[int, int, int]) -> None:
    found = values.partial_date(text)
    assert (found.stored(), (found.year, found.month, found.day)) == (text, known)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2014-02-30", "date.not_real"),
        ("2014-13", "date.not_real"),
        ("2014-00-10", "date.not_real"),
        ("0000", "date.not_real"),
        ("12/11/2014", "date.shape"),
    ],
)
def test_dates_that_are_none(text: str, key: str) -> None:
    assert key_of(values.partial_date, text) == key


def test_a_whole_date_wants_the_day() -> None:
    assert values.whole_date("2024-02-29") == date(2024, 2, 29)
    assert key_of(values.whole_date, "2024-02") == "date.shape"


@pytest.mark.parametrize(
    ("born", "day", "age", "shown"),
    [
        (date(2015, 11, 23), date(2026, 11, 22), 10, "10"),
        (date(2015, 11, 22), date(2026, 11, 22), 11, "11"),
        (date(2024, 2, 29), date(2026, 2, 28), 1, "23m"),
        (date(2026, 10, 30), date(2026, 11, 22), 0, "0m"),
        (date(2027, 3, 1), date(2026, 11, 22), -1, "unborn"),
    ],
)
def test_ages(born: date, day: date, age: int, shown: str) -> None:
    assert values.age_on(born, day) == age
    assert values.shown_age(born, day) == shown


def test_names_are_composed_and_single_spaced() -> None:
    assert values.person_name("  Zofia\u00a0 Kowal\u0301ska ") == "Zofia Kowaĺska"
    assert values.person_name("O'Neill-Smyth") == "O'Neill-Smyth"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (" \u00a0", "name.empty"),
        ("a" * 101, "name.too_long"),
        ("An\u200bna", "name.characters"),
        ("An\x00na", "name.characters"),
    ],
)
def test_names_that_are_none(text: str, key: str) -> None:
    assert key_of(values.person_name, text) == key


@given(st.text(max_size=30))
def test_any_text_is_kept_or_refused_and_what_is_kept_stays(text: str) -> None:
    for check in (values.nhs_number, values.upn, values.postcode, values.person_name):
        try:
            kept = check(text)
        except Invalid:
            continue
        assert check(kept) == kept


@pytest.mark.parametrize("text", ["not an email", "a@b", "@example.org", "a@@example.org", "a@b."])
def test_what_is_surely_no_email_address(text: str) -> None:
    assert key_of(values.email, text) == "email.shape"


def test_email_addresses() -> None:
    for text in ("anna@example.org", "o'neil+hub@mail.example.org.uk", "zażółć@example.org"):
        assert values.email(f" {text} ") == text
